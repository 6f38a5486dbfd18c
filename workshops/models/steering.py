"""How the room moves: *Next*, back, pause, skip, reopen. Each verb runs inside one of the room's changes."""

from typing import Any

from django.utils.translation import gettext as _

from live import Refused
from people.text import gap
from workshops import coaching, staleness
from workshops.anonymity import too_few
from workshops.models.agenda import Advance, ReasonNeeded, StageRun

START, CLOSURE = "start", "closure"
MORNING = "morning"
"""Where a room of two days stands before the first stage of the second."""
# Steered speaks of the workshop that it becomes a part of, which a type checker cannot see from here.
Ground: Any = object


class Steered(Ground):
    """Verbs of a workshop that only the facilitator in charge may use (R-GEN-1)."""

    state: Any

    @property
    def position(self) -> str:
        run = self.current
        if run is None and self.is_between_days:
            return MORNING
        return run.position if run else START if self.upcoming else "end"

    def findings(self) -> list[coaching.Finding]:
        """What stands before *Next* now: of the open step, of going live, or of closing the event."""
        run = self.current
        if run:
            return run.findings() + list(staleness.findings(self))
        if self.is_between_days:
            return []
        first, last = self.upcoming, self.agenda.last()
        if first is None and last is not None and self.state == self.State.CLOSING:
            return coaching.findings_of(coaching.rules[CLOSURE, self.named_by_rules], last)
        return coaching.findings_of(coaching.rules[START, self.named_by_rules], first) if first else []

    def must_stand_at(self, expected: str) -> None:
        """A form of another step changes nothing: two *Next* at once are one step."""
        if expected != self.position:
            raise Refused(_("The room has moved on meanwhile. Look at the page as it is now."), rule="R-GEN-2")

    def next(self, changing, user, expected: str, reasons: dict[str, str]) -> None:
        """Leave the open step forward: the one button of the console."""
        self.must_be_led_by(user)
        self.must_stand_at(expected)
        run = self.current
        if run and run.state == StageRun.State.PAUSED:
            if run.back_at is None:
                raise Refused(_("The room is paused. Resume first."), rule="R-GEN-1")
            run.resume(changing)
        advance = Advance(
            workshop=self,
            from_run=run,
            from_step=run.step if run else "",
            from_turn=run.turn if run else 0,
            from_opened_at=run.step_opened_at if run else None,
            from_extra_seconds=run.extra_seconds if run else 0,
            returned_to=run.returns_to if run else None,
            workshop_state=self.state,
            by=user,
        )
        advance.remember(self.bound_for(run))
        if run is None:
            self.go_live(changing, user, reasons)
        else:
            revealed = run.open_step.leaving(run, changing)
            if revealed and any(finding.level == coaching.STOP for finding in run.findings()):
                self.log("revealed", user=user, subject=self.position)
                return
            run.must_pass(reasons, user)
            self.move_on(run, changing)
        arrived = self.current
        advance.to_run, advance.to_step = arrived, arrived.step if arrived else ""
        advance.to_position = self.position
        advance.save()
        self.log("next", user=user, subject=self.position)

    def bound_for(self, run: StageRun | None) -> StageRun | None:
        """The stage into which *Next* leads: the same one, one to do again, the one that waits, or the next to come."""
        if run and run.following:
            return run
        if run and (again := run.stage.again(run)):
            return again
        waiting = run.returns_to if run else None
        return waiting if waiting and waiting.state == StageRun.State.PAUSED else self.upcoming

    def go_live(self, changing, user, reasons: dict[str, str]) -> None:
        found = self.findings()
        for finding in found:
            if finding.level == coaching.STOP:
                raise Refused(finding.what, rule=finding.rule)
        asking = [finding for finding in found if finding.level == coaching.ASK]
        if unanswered := [finding for finding in asking if not reasons.get(finding.rule)]:
            raise ReasonNeeded(unanswered)
        first = self.upcoming
        if self.night_since:
            raise Refused(_("The night is not over: open the doors of the second day first."), rule="R-GEN-2")
        if first is None:
            raise Refused(_("This day is over. Reopen a stage if something is left."), rule="R-GEN-2")
        for finding in asking:
            first.overrides.create(step=START, rule=finding.rule, reason=reasons[finding.rule], by=user)
        self.become(self.State.LIVE)
        first.enter(first.stage.steps[0].key, changing)

    def move_on(self, run: StageRun, changing) -> None:
        bound_for = self.bound_for(run)
        if bound_for == run:
            run.go_on(changing)
            return
        run.lock()
        changing.touched("step")
        if bound_for and bound_for.state == StageRun.State.LOCKED:
            self.do_again(bound_for, run, changing)
        elif bound_for and bound_for == run.returns_to:
            run.returns_to = None
            run.save(update_fields=["returns_to"])
            bound_for.resume(changing)
        elif bound_for and self.ends_the_first_day(run, bound_for):
            self.rest_until_tomorrow(changing)
        elif bound_for:
            bound_for.enter(bound_for.stage.steps[0].key, changing)
        else:
            self.become(self.State.CLOSING)

    def do_again(self, run: StageRun, after: StageRun, changing) -> None:
        """A locked stage opens once more because of the one just left; then the room goes on as it would have."""
        run.returns_to, after.returns_to = after.returns_to, None
        after.save(update_fields=["returns_to"])
        run.revision, run.locked_at = run.revision + 1, None
        run.enter(run.stage.again_from, changing)
        self.log("reopened", subject=run.position, rule="R-GEN-5")

    def become(self, state: str) -> None:
        if self.state != state:
            self.state = state
            self.save(update_fields=["state"])
            self.log("became", subject=state)

    def may_undo(self, advance: Advance) -> bool:
        """Whether it is fresh, was not the first of the day, and the room stands where it led."""
        fresh = advance.may_be_taken_back and advance.from_run is not None
        return fresh and advance.to_position == self.position and self.state != self.State.CLOSED

    @property
    def latest_next(self) -> Advance | None:
        """The latest *Next* that still stands."""
        return self.advances.filter(taken_back_at=None).last()

    def take_back(self, changing, user, expected: str) -> None:
        """A wrong *Next* within ten seconds: no reason, no revision; what people posted meanwhile stays (R-GEN-21).

        Two of them are taken back by one tap each, never by a double tap."""
        self.must_be_led_by(user)
        self.must_stand_at(expected)
        advance = self.latest_next
        if advance is None or not self.may_undo(advance):
            raise Refused(_("Ten seconds are over. Go back to the step, or reopen the stage."), rule="R-GEN-21")
        advance.undo()
        if self.night_since:
            self.undo_night()
        self.become(advance.workshop_state)
        self.log("took back", user=user, subject=self.position)
        changing.touched("step")

    def go_back(self, changing, user, expected: str, key: str) -> None:
        """To an earlier step of the open stage: no reason, no revision."""
        self.must_be_led_by(user)
        self.must_stand_at(expected)
        run = self.current
        keys = [step.key for step in run.steps] if run else []
        if run is None or key not in keys[: keys.index(run.step)]:
            raise Refused(_("Only earlier steps of this stage can be gone back to."), rule="R-GEN-2")
        run.enter(key, changing)
        self.log("went back", user=user, subject=run.position)

    def pause(self, changing, user) -> None:
        self.must_be_led_by(user)
        run = self.current
        if run is None or not run.is_open:
            raise Refused(_("Nothing is open that could be paused."), rule="R-GEN-1")
        run.pause(changing)
        self.log("paused", user=user, subject=run.position)

    def resume(self, changing, user) -> None:
        self.must_be_led_by(user)
        run = self.current
        if run is None or run.state != StageRun.State.PAUSED:
            raise Refused(_("The room is not paused."), rule="R-GEN-1")
        run.resume(changing)
        self.log("resumed", user=user, subject=run.position)

    def add_time(self, changing, user, seconds: int) -> None:
        self.must_be_led_by(user)
        if run := self.current:
            run.add_time(seconds, changing)

    def skip(self, changing, user, run: StageRun, reason: str) -> None:
        """Guard R-GEN-20: with a reason; never check-in, goals and consensus, never a stage that holds posts."""
        self.must_be_led_by(user)
        if not run.stage.may_be_skipped:
            raise Refused(_("This stage is always held. Use its short form instead."), rule="R-GEN-20")
        if run.state != StageRun.State.PENDING:
            raise Refused(_("This stage has begun: lock it with Next instead of skipping it."), rule="R-GEN-20")
        if why := run.stage.is_needed(run):
            raise Refused(why, rule="R-GEN-20")
        run.state, run.reason = StageRun.State.SKIPPED, reason
        run.save()
        self.log("skipped", user=user, subject=run.kind, rule="R-GEN-20", reason=reason)
        changing.touched("agenda")

    def take_up(self, changing, user, run: StageRun) -> None:
        """A skipped stage comes back on the agenda while its turn is still to come (R-GEN-20)."""
        self.must_be_led_by(user)
        if run.state != StageRun.State.SKIPPED or not run.is_to_come:
            raise Refused(_("Its turn is over: reopen a later stage, or note it in the parking lot."), rule="R-GEN-20")
        run.state, run.reason = StageRun.State.PENDING, ""
        run.save()
        self.log("took up", user=user, subject=run.kind)
        changing.touched("agenda")

    def shorten(self, changing, user, run: StageRun, reason: str) -> None:
        """Hold a stage in its short form, with a reason, until the step left out begins (R-GEN-20)."""
        self.must_be_led_by(user)
        form = run.stage.short_form
        if form is None:
            raise Refused(_("This stage has no short form: every step is needed."), rule="R-GEN-20")
        if not run.stage.may_be_short(run):
            raise Refused(_("The room has made too much for the short form: hold the step."), rule="R-GEN-20")
        if not self.may_turn_short(run):
            raise Refused(_("The step that would be left out has begun. Lock it with Next."), rule="R-GEN-20")
        if run.is_short:
            return
        saved = form.minutes(run)
        run.is_short, run.saved_minutes, run.minutes = True, saved, run.minutes - saved
        run.save(update_fields=["is_short", "saved_minutes", "minutes"])
        step = form.leaves_out[0] if form.leaves_out else ""
        run.overrides.create(step=step, rule="R-GEN-20", reason=reason, by=user)
        self.log("shortened", user=user, subject=run.kind, rule="R-GEN-20", reason=reason)
        self.touch_form_of(run, changing)

    def lengthen(self, changing, user, run: StageRun) -> None:
        """Back to all steps, while the one left out could still begin."""
        self.must_be_led_by(user)
        if not run.is_short or not self.may_turn_short(run):
            raise Refused(_("The short form of this stage stands by now."), rule="R-GEN-20")
        run.is_short, run.minutes, run.saved_minutes = False, run.minutes + run.saved_minutes, 0
        run.save(update_fields=["is_short", "saved_minutes", "minutes"])
        run.overrides.filter(rule="R-GEN-20").delete()
        self.log("took the short form back", user=user, subject=run.kind, rule="R-GEN-20")
        self.touch_form_of(run, changing)

    def touch_form_of(self, run: StageRun, changing) -> None:
        """The open stage shows more of it than its place in the day: the minutes of its step."""
        changing.touched("agenda")
        if run == self.current:
            changing.touched("step")

    def may_turn_short(self, run: StageRun) -> bool:
        """Until the step left out begins: while the last of them is still to come."""
        if run.state == StageRun.State.PENDING:
            return True
        form = run.stage.short_form
        if run.state not in (StageRun.State.OPEN, StageRun.State.PAUSED) or form is None:
            return False
        keys = [step.key for step in run.stage.steps]
        last = max((keys.index(key) for key in form.leaves_out), default=len(keys))
        return keys.index(run.stage.step(run.step).key) < last

    def switch_anonymity(self, changing, user, run: StageRun, key: str) -> None:
        """Guard R-GEN-8: before the step's first note, and only where each group has four writers or more."""
        self.must_be_led_by(user)
        step = run.stage.step(key)
        if step.key != key or not step.may_be_anonymous:
            raise Refused(_("This step always stores who wrote what, and shows it to nobody."), rule="R-GEN-8")
        if self.notes.filter(wall__run=run).exists():
            raise Refused(_("The first note is there. Whether authors are stored is chosen before it."), rule="R-GEN-8")
        chosen = run.anonymous.filter(step=key)
        if chosen.exists():
            chosen.delete()
        elif too_few(self):
            why = _("A group has fewer than four writers here: everybody would know who wrote what.")
            raise Refused(why + gap() + _("Leave it as it is: authors are shown to nobody."), rule="R-GEN-8")
        else:
            run.anonymous.create(step=key, by=user)
        self.log("switched anonymity", user=user, subject=f"{run.kind}.{key}", rule="R-GEN-8")
        changing.touched("agenda")
        if run == self.current:
            changing.touched("step")

    def reopen(self, changing, user, run: StageRun, step: str, reason: str) -> None:
        """A locked stage opens again at the step picked: everything stays, the revision rises (R-GEN-5)."""
        self.must_be_led_by(user)
        if run.state != StageRun.State.LOCKED:
            raise Refused(_("Only a stage that is done can be reopened."), rule="R-GEN-5")
        current = self.current
        if current:
            current.pause(changing)
        run.returns_to, run.locked_at, run.turn = current, None, 0
        run.revision += 1
        run.reason = reason
        run.enter(run.stage.step(step).key, changing)
        staleness.mark(self, run.kind)
        self.become(self.State.LIVE)
        self.log("reopened", user=user, subject=run.position, rule="R-GEN-5", reason=reason)

    def close(self, changing, user, reasons: dict[str, str]) -> None:
        """End the event: what is still open asks for a reason; from now on late posts are gone (R-GEN-14, R-GEN-3)."""
        self.must_be_led_by(user)
        if self.state != self.State.CLOSING:
            raise Refused(_("The last stage is still to come."), rule="R-GEN-14")
        self.agenda.last().pass_rules(self.findings(), CLOSURE, reasons, user)
        self.become(self.State.CLOSED)
        self.log("closed", user=user)
        changing.touched("step")
