"""What stands on paper comes into the room: typed by the facilitator, a co-facilitator or the host (R-GEN-16).

A note hangs for "paper, group A", or for somebody known who agreed to write on paper; answers that phones tap are
typed as counts a group, and count as that many persons.
"""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from live import Refused
from people.text import LineField
from workshops.forms import KeyedForm
from workshops.models import Group, PaperCount, Seat, StageRun, Wall, Workshop
from workshops.posting import ADD, blames, make_anonymous
from workshops.stages import WRITERS, Counted, Step

MOST_PERSONS = 200


def open_run(workshop: Workshop) -> StageRun | None:
    run = workshop.current
    return run if run and run.state in (StageRun.State.OPEN, StageRun.State.PAUSED) else None


def takes_notes(run: StageRun | None) -> bool:
    """Whether people write notes in the open step."""
    return run is not None and bool(run.open_step.allows.get(ADD, frozenset()) & WRITERS)


def pile_of(workshop: Workshop, group: Group | None) -> Seat:
    """Who is the author of what a group wrote on paper: nobody of those who count."""
    name = f"Paper {group.letter}" if group else "Paper"
    pile, _created = workshop.seats.get_or_create(
        role=Seat.Role.SHEETS, group=group, defaults={"name": name, "kind": Seat.Kind.PAPER, "show_arrival": False}
    )
    return pile


def people_on_paper(workshop: Workshop, group: Group | None) -> QuerySet[Seat]:
    return workshop.seats.writers().present().of_group(group).filter(kind=Seat.Kind.PAPER)


def walls_of(run: StageRun, group: Group | None) -> list[Wall]:
    """The walls that the open step gives a group; where there are more, the sheet says for which it was written."""
    probe = Seat(workshop=run.workshop, group=group, role=Seat.Role.WRITER, kind=Seat.Kind.PAPER)
    seat = run.workshop.seats.writers().present().of_group(group).first() or probe
    return run.open_step.paper_walls(run, group, seat)


class LetterForm(forms.Form):
    """From which group's sheets the desk types, by its letter; none for those of the whole room."""

    group = forms.CharField(required=False, max_length=1)


class WallField(forms.ModelChoiceField):
    """Which wall, called as the open step calls it."""

    step: Step

    def label_from_instance(self, wall):
        return self.step.wall_name(wall)


class PaperNoteForm(KeyedForm):
    """One note from a sheet; without a person it hangs for the paper of its group."""

    text = LineField(200, label=pgettext_lazy("on a sheet", "Note"))
    evidence = LineField(200, required=False, label=gettext_lazy("How do we know?"))
    column = forms.ChoiceField(required=False, label=gettext_lazy("Field"))
    wall = WallField(Wall.objects.none(), required=False, label=gettext_lazy("Wall"))
    seat = forms.ModelChoiceField(Seat.objects.none(), required=False, label=gettext_lazy("Whose"), empty_label="–")

    def __init__(self, run: StageRun, group: Group | None, data=None):
        super().__init__(data, auto_id=f"paper_{group.letter if group else ''}_%s")
        self.run, self.group = run, group
        columns, walls = run.open_step.paper_columns(run, group), walls_of(run, group)
        people = people_on_paper(run.workshop, group)
        self.fields["column"].choices = columns
        self.fields["wall"].step = run.open_step
        self.fields["wall"].queryset = run.workshop.walls.filter(pk__in=[wall.pk for wall in walls])
        self.fields["seat"].queryset = people
        for name, offered in (("column", columns), ("wall", walls[1:]), ("seat", people)):
            if not offered:
                del self.fields[name]

    def hang(self, workshop: Workshop, changing, language: str) -> Any:
        """The note on its wall, by the same verb as a phone's. Raises `Refused` where the step takes none."""
        run = open_run(workshop)
        if run is None or run.position != self.run.position or not takes_notes(run):
            raise Refused(_("The room has moved on meanwhile. Look at the page as it is now."), rule="R-GEN-2")
        given = self.cleaned_data
        author = given.get("seat") or pile_of(workshop, self.group)
        walls = walls_of(run, self.group)
        wall = given.get("wall") or (walls[0] if walls else None)
        if wall is None:
            raise Refused(_("This group has no wall in this step."), rule="R-GEN-3")
        said = {"evidence": given["evidence"], "column": given.get("column", ""), "key": self.sent_key}
        note = run.open_step.add_note(run, wall, author, changing, text=given["text"], language=language, **said)
        make_anonymous(note, workshop, run.position, "")
        if run.open_step.holds_blame and blames(workshop, f"{given['text']} {given['evidence']}"):
            note.hold()
        changing.touched("held" if note.state == "held" else "note", note.pk)
        return note


class CountForm(KeyedForm):
    """How many of a group gave each answer; typing it again replaces it."""

    def __init__(self, counted: Counted, workshop: Workshop, group: Group | None, data=None):
        super().__init__(data, auto_id=f"{counted.question}_{group.letter if group else ''}_%s")
        self.counted, self.group = counted, group
        typed = dict(workshop.paper_counts.of(counted.question).filter(group=group).values_list("value", "count"))
        for value, label in counted.values:
            self.fields[f"count_{value}"] = forms.IntegerField(
                min_value=0, max_value=MOST_PERSONS, required=False, label=label, initial=typed.get(value)
            )
        if counted.said:
            self.fields["words"] = LineField(200, required=False, label=counted.words)

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("count_")]

    @property
    def counts(self) -> dict[str, int]:
        return {value: self.cleaned_data.get(f"count_{value}") or 0 for value, _label in self.counted.values}

    def save(self, workshop: Workshop, counted: Counted, user=None) -> None:
        """Keep the counts, and the words where some were typed. Raises `Refused` for what no room can have given."""
        if counted.check:
            counted.check(self.counts)
        if counted.said and self.cleaned_data["words"]:
            counted.said(self.cleaned_data["words"])
        of_group = workshop.paper_counts.of(self.counted.question).filter(group=self.group)
        of_group.delete()
        for value, count in self.counts.items():
            if count:
                PaperCount.objects.create(
                    workshop=workshop,
                    group=self.group,
                    question=self.counted.question,
                    value=value,
                    count=count,
                    by=user,
                )


def counted(run: StageRun | None, question: str, group: Group | None) -> Counted | None:
    asked = run.open_step.counts(run, group) if run else []
    return next((one for one in asked if one.question == question), None)
