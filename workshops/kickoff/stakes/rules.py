from django.utils import timezone
from django.utils.translation import gettext as _

from workshops.coaching import ADVISE, ASK, STOP, Finding, Fix, rule
from workshops.kickoff.stakes import sheet
from workshops.kickoff.stakes.models import Promise
from workshops.ways import back_to

MOST_SIGN = 70


def at_work(run) -> list[Promise]:
    groups = run.workshop.working_groups()
    return [promise for promise in Promise.in_use(run.workshop) if promise.group in groups]


def called(promise: Promise) -> str:
    return _("Group %(letter)s") % {"letter": promise.group.letter} if promise.group else _("The room")


def type_in(promise) -> Fix:
    return Fix.at(f"type-promise-{promise.pk}", _("Type in for this group"))


@rule("R-STAKE-2", ADVISE, "stakes", "ideas")
def each_group_has_an_idea(run):
    """At least one forfeit a group; in the short form a celebration."""
    for promise in at_work(run):
        if run.is_short and not promise.celebration:
            what = _("%(group)s has no celebration yet.") % {"group": called(promise)}
            why = _("How do we celebrate if we reach it?")
            yield Finding("R-STAKE-2", ADVISE, what, why, (type_in(promise),), str(promise.pk))
        elif not run.is_short and not promise.forfeits.standing().exists():
            what = _("%(group)s has no idea yet.") % {"group": called(promise)}
            why = _("Offer three light ones from the menu.")
            yield Finding("R-STAKE-2", ADVISE, what, why, (type_in(promise),), str(promise.pk))


@rule("R-STAKE-2", ASK, "stakes", "choose")
def each_group_promises_something(run):
    """1–3 forfeits or a celebration only; a group may make no promise, with a reason."""
    for promise in at_work(run):
        if not promise.is_made:
            what = _("%(group)s makes no promise.") % {"group": called(promise)}
            why = _("Choose one to three that passed, a celebration only, or go on without.")
            yield Finding("R-STAKE-2", ASK, what, why, (type_in(promise),), str(promise.pk))


@rule("R-STAKE-3", ASK, "stakes", "choose")
def each_alarm_was_looked_at(run):
    for promise in at_work(run):
        for forfeit in promise.forfeits.open():
            if ringing := forfeit.alarm:
                what = _("“%(text)s” waits: is it an alarm?") % {"text": forfeit.text}
                fixes = (Fix.at(f"clear-{forfeit.pk}", _("Look at it")),)
                yield Finding("R-STAKE-3", ASK, what, ringing.why, fixes, str(forfeit.pk))


@rule("R-STAKE-5", STOP, "stakes", "choose")
def each_promise_names_goal_and_date(run):
    for promise in at_work(run):
        if promise.is_made and not promise.names_its_aim:
            what = _("%(group)s: name one goal, one tier and one date.") % {"group": called(promise)}
            why = _("Without them nobody knows when it is due.")
            name = Fix(_("Name them"), f"#type-promise-{promise.pk}", method="get")
            yield Finding("R-STAKE-5", STOP, what, why, (name,), str(promise.pk))


@rule("R-STAKE-7", ADVISE, "stakes", "sign")
def most_signed(run):
    """Fewer than 70 % of those present signed when half of the time has gone; a number, no names."""
    if run.half_time and timezone.now() < run.half_time:
        # Whoever still reads has not found it too much.
        return
    for promise in at_work(run):
        here = run.workshop.seats.writers().present().of_group(promise.group).count()
        signed = sheet.standing(promise).count()
        if promise.is_made and 100 * signed < MOST_SIGN * here:
            what = _("%(group)s: %(signed)d signed.") % {"group": called(promise), "signed": signed}
            why = _("The forfeit may be too much. Choose a lighter one.")
            yield Finding("R-STAKE-7", ADVISE, what, why, back_to(run, "choose", _("Choose again")))
