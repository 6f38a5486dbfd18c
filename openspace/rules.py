"""What stands before *Next* in an open space."""

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openspace.afterwards import missed, todos_of
from openspace.alike import first_alike
from openspace.home import unclassified
from openspace.models import Opinion, Space
from openspace.models.space import FEWEST, people
from openspace.models.topic import KIND
from openspace.posting import standing
from openspace.results import visits
from openspace.todos import without_owner
from openspace.walk import QUIET, corners_to_visit, heat_of, hinted
from openspace.wording import advice, judging_word
from workshops.coaching import ADVISE, ASK, STOP, Finding, Fix, rule
from workshops.kickoff.closing.rules import parked_without_outcome
from workshops.models.steering import CLOSURE, START
from workshops.ways import add_people

PEOPLE_AT_LEAST = 2
SMALL_CORNER = 4


@rule("R-PREP-2", STOP, START, KIND)
def the_circle_has_people(run):
    """Go live needs a roster of two."""
    if people(run.workshop).count() < PEOPLE_AT_LEAST:
        fix = Fix(_("Seats and agenda"), reverse("plan", args=[run.workshop.public_id]), method="get")
        yield Finding("R-PREP-2", STOP, _("Fewer than two people are on the roster."), _("Add people first."), (fix,))


@rule("R-OS-8", STOP, KIND, "circle")
def the_reward_rule_was_shown(run):
    """The rule is on the wall before anybody has an idea."""
    if Space.of(run.workshop).shown_at is None:
        fix = Fix(_("Show it as proposed"), reverse("space_propose", args=[run.workshop.public_id]))
        what = _("The room has not agreed yet how thanks are shared.")
        yield Finding("R-OS-8", STOP, what, _("Read it aloud; budget 0 means thanks only."), (fix,))


@rule("R-OS-1", ASK, KIND, "circle")
def there_are_two_corners(run):
    if Space.of(run.workshop).corners < FEWEST:
        what = _("One corner only: nobody can walk.")
        why = _("With one topic the walk is further writing at it.")
        yield Finding("R-OS-1", ASK, what, why, (Fix.at("space", _("Another number")),))


@rule("R-OS-1", ADVISE, KIND, "circle")
def a_corner_has_four_people(run):
    corners, here = Space.of(run.workshop).corners, people(run.workshop).present().count()
    if here and here < SMALL_CORNER * corners:
        figures = {"people": here, "corners": corners}
        what = _("%(people)d people at %(corners)d corners: fewer than four at one.") % figures
        why = _("Fewer corners, more voices at each.")
        yield Finding("R-OS-1", ADVISE, what, why, (Fix.at("space", _("Another number")),))


@rule("R-OS-2", ADVISE, KIND, "circle")
def each_department_is_here(run):
    """Each department present; from each somebody with reports, or on a key post."""
    language = get_language() or "en"
    present = [seat.person for seat in people(run.workshop).present().select_related("person") if seat.person]
    here = {person.department_id for person in present}
    leading = {person.department_id for person in present if person.key_post or person.reports.exists()}
    for department in run.workshop.organisation.departments.all():
        name = department.name_in(language)
        if department.pk not in here:
            what = _("Nobody from %(department)s is here.") % {"department": name}
            why = _("Call somebody in: the stuck problem often sits between two.")
            yield Finding("R-OS-2", ADVISE, what, why, (add_people(run.workshop),), str(department.pk))
        elif department.pk not in leading:
            what = _("Nobody who leads in %(department)s, or holds a key post there, is here.") % {"department": name}
            why = _("An idea travels further with somebody who can start it.")
            yield Finding("R-OS-2", ADVISE, what, why, (add_people(run.workshop),), f"{department.pk} leads")


@rule("R-OS-1", STOP, KIND, "topics")
def a_topic_has_a_corner(run):
    if not run.workshop.topics.open().exists():
        fix = open_most_joined(run) if run.workshop.topics.offered().exists() else ()
        what = _("No topic has a corner yet.")
        yield Finding("R-OS-1", STOP, what, _("Ask the room once more: what can we not solve alone?"), fix)


@rule("R-OS-1", ASK, KIND, "topics")
def two_topics_can_be_walked(run):
    if run.workshop.topics.open().count() == 1:
        what = _("One corner only: nobody can walk.")
        yield Finding(
            "R-OS-1", ASK, what, _("With one topic the walk is further writing at it."), open_most_joined(run)
        )


@rule("R-OS-17", ADVISE, KIND, "topics")
def topics_without_a_corner_are_parked(run):
    """What has no corner when the walk opens goes into the parking lot."""
    if count := run.workshop.topics.offered().count():
        what = ngettext("%(count)d topic has no corner.", "%(count)d topics have no corner.", count) % {"count": count}
        yield Finding(
            "R-OS-17", ADVISE, what, _("With “Next” it is parked, and gets an outcome."), open_most_joined(run)
        )


def open_most_joined(run) -> tuple[Fix, ...]:
    return (Fix(_("Open those most people joined"), reverse("topics_open", args=[run.workshop.public_id])),)


@rule("R-OS-3", STOP, KIND, "topics", "walk")
def each_topic_has_its_host(run):
    """Somebody who is here stands at each sheet."""
    for topic in run.workshop.topics.open().select_related("host"):
        if topic.host is None or not topic.host.is_present:
            what = _("Corner %(letter)s has no host who is here.") % {"letter": topic.corner}
            why, name = _("Name one: who stays, explains and writes down."), Fix.at(f"host-{topic.pk}", _("Name one"))
            yield Finding("R-OS-3", STOP, what, why, (name,), str(topic.pk))


@rule("R-OS-6", ASK, KIND, "topics")
def topics_are_about_the_work(run):
    """Performance-related by the facilitator's tick, an open question, not about persons."""
    for topic in run.workshop.topics.open():
        named = {"letter": topic.corner}
        if not topic.is_approved:
            what = _("Corner %(letter)s: is this about how we perform?") % named
            fix = Fix(
                _("Yes, it is"), reverse("topic_approve", args=[run.workshop.public_id, topic.pk]), {"wanted": "1"}
            )
            yield Finding("R-OS-6", ASK, what, _("Read it together, then tick it."), (fix,), about=str(topic.pk))
        for why in advice(run.workshop, topic.question):
            what = _("Corner %(letter)s: the question can be put better.") % named
            fixes = (Fix.at(f"question-{topic.pk}", _("Put it better")),)
            yield Finding("R-OS-6", ASK, what, why, fixes, str(topic.pk))


def to_corner(topic) -> Fix:
    return Fix.at(f"corner-{topic.corner}", _("To the corner"))


@rule("R-OS-4", ADVISE, KIND, "walk")
def ideas_are_added_and_not_judged(run):
    for opinion in Opinion.objects.filter(wall__run=run).on_wall().select_related("topic"):
        if word := judging_word(opinion.text):
            what = _("“%(word)s” came up at %(letter)s.") % {"word": word, "letter": opinion.topic.corner}
            why, fixes = _("Add an idea instead."), (to_corner(opinion.topic),)
            yield Finding("R-OS-4", ADVISE, what, why, fixes, str(opinion.pk))


@rule("R-OS-5", ADVISE, KIND, "walk", "home")
def alike_ideas_are_looked_at_together(run):
    """Very similar sentences stay both; the home group merges them."""
    for topic in run.workshop.topics.open():
        ideas = {idea.pk: idea for idea in standing(topic)}
        for number, first in first_alike(list(ideas.values())).items():
            named = {"letter": topic.corner, "one": first.number, "other": ideas[number].number}
            what = _("Two ideas at %(letter)s look alike: %(one)s and %(other)s.") % named
            why, fixes = _("Their home group decides later."), (to_corner(topic),)
            yield Finding("R-OS-5", ADVISE, what, why, fixes, str(number))


@rule("R-OS-9", ADVISE, KIND, "walk")
def everybody_was_at_two_other_corners(run):
    """Hosts excepted; each other corner where there are fewer than two."""
    needed = corners_to_visit(run.workshop.topics.open().count())
    visited = visits(run.workshop)
    hosts = set(run.workshop.topics.open().values_list("host", flat=True))
    few = sum(len(visited[seat.pk]) < needed for seat in people(run.workshop).present() if seat.pk not in hosts)
    if few:
        what = ngettext(
            "%(count)d person wrote at fewer than two other corners.",
            "%(count)d people wrote at fewer than two other corners.",
            few,
        )
        hint = Fix(_("Quiet hint to them"), reverse("walk_hint", args=[run.workshop.public_id]))
        why, fixes = _("A quiet word, never a name on the wall."), () if hinted(run) else (hint,)
        yield Finding("R-OS-9", ADVISE, what % {"count": few}, why, fixes)


@rule("", ADVISE, KIND, "walk")
def no_corner_is_quiet(run):
    """Keeps it warm: where nobody wrote for a while, an idea read aloud draws people on."""
    for topic in heat_of(run.workshop):
        if topic.quiet_minutes is None or topic.quiet_minutes < QUIET:
            continue
        what = _("Corner %(letter)s has been quiet for %(minutes)d minutes.")
        what %= {"letter": topic.corner, "minutes": topic.quiet_minutes}
        last, address = topic.newest[0], reverse("read_out", args=[run.workshop.public_id])
        why = _("An idea that is read out draws people on: “%(idea)s”") % {"idea": last.text}
        fix = Fix(_("Read it out"), address, {"kind": "note", "number": str(last.pk)})
        yield Finding("", ADVISE, what, why, (fix,), f"quiet {topic.corner}")


@rule("R-OS-7", STOP, KIND, "home")
def each_opinion_has_a_class(run):
    if count := unclassified(run.workshop).count():
        fix = Fix(_("Pending: no time"), reverse("opinions_pending", args=[run.workshop.public_id]))
        what = ngettext("%(count)d idea has no class yet.", "%(count)d ideas have no class yet.", count)
        why = _("Its host enters it; what nobody gets to waits with “no time” and comes first afterwards.")
        yield Finding("R-OS-7", STOP, what % {"count": count}, why, (fix,))


@rule("R-OS-13", ASK, CLOSURE, KIND)
def each_usable_idea_has_an_owner(run):
    """Each feasible and testable opinion, duplicates excepted, has an owner and a day."""
    if count := len(without_owner(run.workshop)):
        what = ngettext("%(count)d idea has no owner yet.", "%(count)d ideas have no owner yet.", count)
        why = _("Name who does it and until when, beside this.")
        yield Finding("R-OS-13", ASK, what % {"count": count}, why, (Fix.at("todos", _("Name them")),))


@rule("R-OS-14", ADVISE, KIND, "weeks")
def what_is_done_has_numbers(run):
    """Of each to-do that is implemented: what was before, what is now."""
    for todo in todos_of(run.workshop).filter(state="implemented"):
        if todo.lacks_numbers:
            what = _("“%(idea)s” is done, without a number.") % {"idea": todo.opinion.text}
            yield Finding("R-OS-14", ADVISE, what, _("How will you know it helped?"), about=str(todo.pk))


@rule("R-OS-15", ADVISE, KIND, "weeks")
def somebody_goes_round(run):
    """In the second, fourth, eighth and twelfth week."""
    for one in missed(run.workshop):
        what = _("Nobody wrote down the visit of week %(week)d.") % {"week": one.week}
        yield Finding("R-OS-15", ADVISE, what, _("Go round, listen, and write two sentences."), about=str(one.week))


rule("R-GEN-14", ASK, CLOSURE, KIND)(lambda run: parked_without_outcome(run, ASK))
