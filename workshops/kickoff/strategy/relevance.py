"""Before the company wall: does each column move the goal, how soon, and does it add up."""

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from people.text import colon
from workshops.kickoff.strategy import elements
from workshops.kickoff.strategy.boards import company_board, settle_columns
from workshops.kickoff.strategy.links import swot_to_link
from workshops.kickoff.strategy.models import Column, Score, Spotlight
from workshops.kickoff.strategy.models.column import question
from workshops.kickoff.strategy.presenting import give_presenters
from workshops.kickoff.strategy.ranking import rank_columns, ranked, standing
from workshops.kickoff.strategy.sums import ways
from workshops.stages import WRITERS, Counted, Step


class CompanyStep(Step):
    """Everybody scores the columns of the company wall; what one gave is shown to nobody else."""

    is_company = True
    is_arranged = False
    fills_the_desk = True
    pokes = frozenset({"columns", "heading", "spotlight"})

    def entered(self, run, changing):
        settle_columns(run, on_company=True)

    def boards(self, run):
        return [company_board(run)]

    def leaving(self, run, changing):
        rank_columns(run.workshop)
        give_presenters(run)
        return False

    def element(self, run, audience, kind, ref):
        return elements.of_company(run, audience, kind)


class Relevance(CompanyStep):
    key = "relevance"
    title = _("Relevance")
    prompt = _("If we did only this, how would the goal move?")
    minutes = 8
    allows = {"score.relevance": WRITERS, "heading.suggest": WRITERS, "heading.vote": WRITERS}
    behind = _("Tap 0 to 3")

    def counts(self, run, group=None):
        return scored_on_paper(run, Score.Scale.RELEVANCE, range(4))

    def shown(self, run) -> tuple[Column | None, list[Column]]:
        """The column in the light, and all that are scored."""
        columns = company_board(run).chosen
        light = Spotlight.on(run.workshop, self.key)
        chosen = next((one for one in columns if light and one.pk == light.column_id), None)
        return chosen or next(iter(columns), None), columns

    def projector(self, run, group):
        column, columns = self.shown(run)
        return {"column": column, "columns": columns, "answers": answers(run, column, "relevance")}

    def phone(self, run, group):
        column, columns = self.shown(run)
        return {"column": column, "columns": columns}

    def element(self, run, audience, kind, ref):
        """Phones see the column in the light too: another one, other words, another effect."""
        if audience.surface == "phone" and kind in self.pokes:
            return render_to_string("strategy/relevance.phone.html", self.phone(run, None))
        return super().element(run, audience, kind, ref)

    def mine(self, run, seat):
        column, columns = self.shown(run)
        given = own_scores(seat, columns)
        values = [given.get((one.pk, "relevance")) for one in columns]
        return {
            "column": column,
            "own_value": given.get((column.pk, "relevance")) if column else None,
            "scored": list(zip(columns, values, strict=True)),
            "may_score": run.allows("score.relevance", seat),
        }

    def console(self, run):
        column, columns = self.shown(run)
        for one in columns:
            one.standing = standing(one)
            one.drafts = [source.effect for source in one.merged_from.all() if source.effect]
        return {
            "column": column,
            "columns": columns,
            "answers": answers(run, column, "relevance"),
            "goals": run.workshop.goals.all(),
            "swot": swot_to_link(run.workshop),
            "ways": ways(run.workshop),
        }


class Rank(CompanyStep):
    key = "rank"
    title = _("Rank")
    prompt = _("How soon can it start, how soon does it show?")
    minutes = 6
    allows = {"score.rank": WRITERS}
    act = "strategy/rank_act.html"

    def counts(self, run, group=None):
        scales = (Score.Scale.IMMEDIACY, Score.Scale.SPEED)
        return [one for scale in scales for one in scored_on_paper(run, scale, range(1, 6))]

    def projector(self, run, group):
        light = Spotlight.on(run.workshop, self.key)
        if light and light.column_id is None:
            shown = ways(run.workshop)
            return {"ways": shown, "is_open": any(way.open for way in shown), "head": "strategy/adds_head.html"}
        return order_of(run) | {"head": "strategy/rank_head.html"}

    def mine(self, run, seat):
        columns = company_board(run).chosen
        given = own_scores(seat, columns)
        rows = [(one, given.get((one.pk, "immediacy")), given.get((one.pk, "speed"))) for one in columns]
        return {"rows": rows, "may_score": run.allows("score.rank", seat), "fives": range(1, 6)}

    def console(self, run):
        light = Spotlight.on(run.workshop, self.key)
        return order_of(run) | {
            "ways": ways(run.workshop),
            "shows_sum": bool(light and light.column_id is None),
            "groups": run.workshop.groups.all(),
        }


def scored_on_paper(run, scale: Score.Scale, values: range) -> list[Counted]:
    """One question a column, as counts a group (R-GEN-16)."""
    numbers = [(str(value), str(value)) for value in values]
    columns = company_board(run).chosen
    return [Counted(question(one, scale.value), f"{one}{colon()}{scale.label}", numbers, "columns") for one in columns]


def own_scores(seat, columns) -> dict[tuple[int, str], int]:
    rows = Score.objects.filter(seat=seat, column__in=columns).values_list("column", "scale", "value")
    return {(column, scale): value for column, scale, value in rows}


def answers(run, column: Column | None, *scales: str) -> dict[str, object]:
    """How many of those present have tapped, and the middle of all: never a single answer."""
    present = run.workshop.seats.writers().present()
    tapped = Score.objects.filter(column=column, scale__in=scales, seat__in=present).values("seat").distinct().count()
    tapped += len(column.on_paper.get(question(column, scales[0]), [])) if column else 0
    everybody = max(present.count(), tapped)
    middle = standing(column).relevance_median if column else None
    return {"tapped": tapped, "present": everybody, "median": middle if tapped >= max(1, everybody) else None}


def order_of(run) -> dict[str, object]:
    """The columns as they would be ranked now, with the words that decide a tie."""
    columns = ranked(run.workshop)
    for place, column in enumerate(columns):
        column.place, column.standing = place + 1, standing(column)
        before = columns[place - 1] if place else None
        after = columns[place + 1] if place + 1 < len(columns) else None
        column.tied_with = next((one for one in (after, before) if one and is_tie(column, one)), None)
    present = run.workshop.seats.writers().present()
    scored = Score.objects.filter(column__in=columns, scale="speed", seat__in=present).values("seat").distinct()
    return {"order": columns, "tapped": scored.count(), "present": present.count()}


def is_tie(one: Column, other: Column) -> bool:
    score = standing(one).rank_score
    return score is not None and score == standing(other).rank_score
