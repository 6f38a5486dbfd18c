"""A day by hand, in short: whoever is here does the least that a step asks for; the facilitator has the console."""

from collections.abc import Callable

from django.test import Client
from lxml import html

from tests.workshops.rooms.ways_out import STORY, mend
from workshops import access, coaching
from workshops.kickoff.commitments.hands import has_signed
from workshops.kickoff.consensus import versions
from workshops.models import Seat, Workshop
from workshops.rehearsal.browser import form_fields, form_on

REASON = "The room agreed"
MOST_STEPS, MOST_CLAUSES, MOST_TRIES = 120, 10, 5
SMALL = 12


def reasons() -> dict[str, str]:
    """One for every rule that there is: who does not ask does not look."""
    return {f"reason-{rule.id}": REASON for found in coaching.rules.values() for rule in found}


class Play:
    """A workshop with the phones that are in it; every act goes through the forms of its pages."""

    def __init__(self, workshop: Workshop, console: Client):
        self.workshop, self.console = workshop, console
        self.phones: dict[int, Client] = {}
        self.mended: list[str] = []

    # ---- people ------------------------------------------------------------------------------------------------

    def sit(self, *seats: Seat) -> None:
        for seat in seats:
            seat.refresh_from_db()
            seat.claim("en")
            phone = Client()
            claim = access.signer.sign(f"{seat.pk}:{seat.device_key}")
            phone.cookies[access.seat_cookie(self.workshop.public_id)] = claim
            self.phones[seat.pk] = phone

    def leave(self, *seats: Seat) -> None:
        for seat in seats:
            self.console.post(self.path(f"run/seats/{seat.pk}/leaving/"))
            self.phones.pop(seat.pk, None)

    @property
    def here(self) -> list[Seat]:
        """Writers with a phone, as they are now."""
        return list(self.workshop.seats.writers().filter(pk__in=self.phones).select_related("group"))

    # ---- pages -------------------------------------------------------------------------------------------------

    def path(self, tail: str) -> str:
        return f"/w/{self.workshop.public_id}/{tail}"

    def now(self) -> Workshop:
        return Workshop.objects.get(pk=self.workshop.pk)

    def mine(self, seat: Seat) -> html.HtmlElement:
        return html.fromstring("<div>" + self.phones[seat.pk].get(self.path("mine/")).content.decode() + "</div>")

    def panel(self) -> html.HtmlElement:
        return html.fromstring("<div>" + self.console.get(self.path("run/panel/")).content.decode() + "</div>")

    def fill(self, seat: Seat, address: str, having: dict | None = None, page=None, **values) -> bool:
        """Fill the form of the own region (or of this page) that ends like this, if there is one."""
        try:
            form = form_on(self.mine(seat) if page is None else page, address, **(having or {}))
        except LookupError:
            return False
        response = self.phones[seat.pk].post(form.get("action"), form_fields(form) | values)
        self.must_be_taken(address, response)
        return True

    def must_be_taken(self, address: str, response) -> None:
        """What is refused fails the test."""
        assert response.status_code < 400, (address, response.status_code, response.content.decode())

    # ---- the day -----------------------------------------------------------------------------------------------

    def until(self, stage: str = "end", step: str = "") -> None:
        """Play on until the room stands there; the act of that step is still to come."""
        for _step in range(MOST_STEPS):
            workshop = self.now()
            position = workshop.position.split(".")
            if position[0] == stage and step in ("", *position[1:2]):
                return
            act = ACTS.get(".".join(position[:2]))
            if act:
                act(self)
            self.next()
        raise AssertionError(f"the room stands at {self.now().position}; stopped by {self.mended[-5:]}")

    def next(self) -> None:
        """Press *Next* with a reason for every rule that asks; what stops the room is mended at the console."""
        workshop = self.now()
        response = self.console.post(self.path("run/next/"), {"expected": workshop.position} | reasons())
        if response.status_code == 409:
            stopping = [finding for finding in self.now().findings() if finding.level == coaching.STOP]
            self.mended += [f"{workshop.position} {finding.rule} {finding.what}" for finding in stopping]
            mend(self.console, self.now(), stopping)

    def goes_on(self) -> bool:
        """Whether the console alone brings the room from here to its next step, or closes a day that is played."""
        before = self.now().position
        for _try in range(MOST_TRIES):
            workshop = self.now()
            if before == "end":
                self.console.post(self.path("run/closure/"), reasons())
                return self.now().state == Workshop.State.CLOSED
            if workshop.night_since:
                self.console.post(self.path("run/morning/"))
            if workshop.current and workshop.current.state == "paused":
                self.console.post(self.path("run/resumption/"))
            self.next()
            if self.now().position != before:
                return True
        return False

    # ---- what came of it ---------------------------------------------------------------------------------------

    @property
    def signatures(self) -> int:
        """Hands under sheets that name the newest statement."""
        document = versions.newest(self.now())
        seats = self.workshop.seats.filter(role__in=["part", "lead"])
        return sum(has_signed(seat, document) for seat in seats) if document else 0


def each(act: Callable[[Play, Seat, int], None]) -> Callable[[Play], None]:
    """Everybody with a phone does it, one after the other."""

    def acted(play: Play) -> None:
        for number, seat in enumerate(play.here):
            act(play, seat, number)

    return acted


def some(act: Callable[[Play, Seat, int], None]) -> Callable[[Play], None]:
    """Everybody of a small room; of a large one every third, who are of all its groups."""

    def acted(play: Play) -> None:
        here = play.here
        for number, seat in enumerate(here[:: 1 if len(here) <= SMALL else 3]):
            act(play, seat, number)

    return acted


def write_strategies(play: Play, seat: Seat, number: int) -> None:
    page = play.mine(seat)
    for place in range(2):
        play.fill(seat, "/notes/", page=page, text=f"Raise point {place} of {seat.pk}")


def write_swot(play: Play, seat: Seat, number: int) -> None:
    page = play.mine(seat)
    for letter in "SWOT":
        note = {"text": f"{letter} of {seat.pk}", "column": letter, "evidence": "May 2025: 12"}
        play.fill(seat, "/swot/notes/", page=page, **note)


def tell_stories(play: Play) -> None:
    seen = set()
    for seat in play.here:
        if seat.group_id not in seen:
            seen.add(seat.group_id)
            play.fill(seat, "/story/", story=STORY)


def cluster(play: Play) -> None:
    """Each wall gets its columns: notes of the same place together."""
    run = play.now().current
    for board in run.open_step.boards(run):
        homes: dict[str, int] = {}
        for note in board.notes:
            word = note.text.split(" of ")[0]
            form = {"note": note.pk, "column": homes.get(word, "new")}
            play.console.post(play.path("run/strategy/placing/"), form)
            note.refresh_from_db()
            homes.setdefault(word, note.column_id)


def say_what_moves(play: Play) -> None:
    """The first strategy serves every goal; then everybody taps."""
    goals = [goal.pk for goal in play.workshop.goals.all()]
    for column in play.now().columns.strategies():
        form = {"effect": "Fewer parts come back", "goals": goals}
        play.console.post(play.path(f"run/strategy/columns/{column.pk}/effect/"), form)
    some(lambda play, seat, number: play.fill(seat, "/relevance/", value="2"))(play)


def plan_actions(play: Play) -> None:
    for seat in play.here:
        if seat.person:
            for strategy in strategies_offered(play, seat):
                due = play.workshop.cycle_end
                row = {"strategy": strategy, "owner": seat.person.pk, "text": "Do it", "due": due}
                play.fill(seat, "/actions/", measure="Yield", unit="%", baseline="90", target="95", **row)
            return


def strategies_offered(play: Play, seat: Seat) -> list[str]:
    try:
        form = form_on(play.mine(seat), "/actions/")
    except LookupError:
        return []
    return [
        value for value in form.xpath(".//*[@name='strategy']//@value | .//input[@name='strategy']/@value") if value
    ]


def read_clauses(play: Play, seat: Seat, number: int) -> None:
    for _clause in range(MOST_CLAUSES):
        if not play.fill(seat, "/reading/"):
            break
    play.fill(seat, "/clauses/support/")


def freeze(play: Play) -> None:
    play.console.post(play.path("run/statement/"))


def commit(play: Play, seat: Seat, number: int) -> None:
    play.fill(seat, "/commitments/", {"text": ""}, text="Measure the yield each Monday", due=play.workshop.cycle_end)


def sign(play: Play, seat: Seat, number: int) -> None:
    play.fill(seat, "/signature/", strokes="", typed_name=seat.name)


def lead_signs(play: Play) -> None:
    for seat in play.workshop.seats.filter(role="lead", pk__in=play.phones):
        sign(play, seat, 0)


ACTS: dict[str, Callable[[Play], None]] = {
    "contract.agree": some(lambda play, seat, number: play.fill(seat, "/agreement/", answer="agree")),
    "vision.imagine": some(lambda play, seat, number: play.fill(seat, "/notes/", text=f"A kite over lake {number}")),
    "vision.draw": tell_stories,
    "goals.temperature": some(
        lambda play, seat, number: play.fill(seat, "/goals/temperature/", understand="4", believe="3")
    ),
    "swot.write": some(write_swot),
    "strategy.silent": some(write_strategies),
    "strategy.cluster": cluster,
    "strategy.relevance": say_what_moves,
    "actions.draft": plan_actions,
    "consensus.read": some(read_clauses),
    "consensus.fist": some(lambda play, seat, number: play.fill(seat, "/fist/", value="5")),
    "consensus.freeze": freeze,
    "signing.write": each(commit),
    "signing.sign": each(sign),
    "signing.support": lead_signs,
}
