from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from live import Refused
from workshops.kickoff.strategy.models.column import Column
from workshops.models import Note, Seat, Wall

TICKS = 2


class StrategyNoteQuerySet(models.QuerySet["StrategyNote"]):
    def on_wall(self) -> "StrategyNoteQuerySet":
        return self.filter(state=Note.State.WALL)

    def kept(self) -> "StrategyNoteQuerySet":
        """Written and not taken back: on the wall or still in a hand."""
        return self.filter(state__in=[Note.State.DRAFT, Note.State.WALL])

    def in_hands(self) -> "StrategyNoteQuerySet":
        return self.filter(state=Note.State.DRAFT)

    def loose(self) -> "StrategyNoteQuerySet":
        """Visible and in no column."""
        return self.filter(state=Note.State.WALL, column=None)

    def of(self, seat: Seat) -> "StrategyNoteQuerySet":
        return self.filter(author=seat)

    def clearest(self) -> "StrategyNoteQuerySet":
        """What goes up first: drafts that were ticked, and all drafts of who ticked none."""
        tickers = self.filter(ticked=True).exclude(author=None).values("author")
        return self.in_hands().filter(Q(ticked=True) | ~Q(author__in=tickers) | Q(author=None))


class StrategyNote(Note):
    """A note of the silent writing: `ticked` marks one of its author's clearest.

    `column` is where it hangs now, `group_column` where it hung on its group's wall before the walls were merged;
    a `single` was carried alone to the company wall, and `way_out` says how a lone note got on (R-STRAT-3).
    """

    class WayOut(models.TextChoices):
        NEAR_COLUMN = "near_column", _("Moved into a near column")
        SECOND_NOTE = "second_note", _("Got a second note")
        SINGLE = "single", _("Carried alone to the company wall")
        PARKED = "parked", _("Parked")
        SET_ASIDE = "set_aside", _("Set aside")

    called: str
    is_mixed: bool
    home: str
    suggested: "Column | str | None"
    key = models.CharField(max_length=10, blank=True)
    ticked = models.BooleanField(default=False)
    column = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="notes")
    contested = models.BooleanField(default=False)
    group_column = models.ForeignKey(Column, models.SET_NULL, null=True, blank=True, related_name="grouped")
    single = models.BooleanField(default=False)
    way_out = models.CharField(max_length=11, choices=WayOut, blank=True)

    objects = StrategyNoteQuerySet.as_manager()  # type: ignore[misc, assignment]

    @classmethod
    def write(cls, wall: Wall, seat: Seat | None, text: str, language: str, client_key: str = "", **more):
        """Keep what a seat wrote for this wall; nobody else sees it yet (R-STRAT-1)."""
        more = {"author": seat, "group": seat.group if seat else wall.group, "state": Note.State.DRAFT} | more
        return cls.objects.create(
            workshop=wall.workshop, wall=wall, text=text, language=language, client_key=client_key, **more
        )

    @property
    def siblings(self) -> StrategyNoteQuerySet:
        """What its author wrote for this wall, with itself."""
        return StrategyNote.objects.kept().filter(wall=self.wall, author=self.author, secret_hash=self.secret_hash)

    @property
    def board(self) -> Wall:
        """The wall for which it was written: a strategy note always has one."""
        assert self.wall is not None
        return self.wall

    @property
    def author_is_away(self) -> bool:
        """Nobody there who could agree: gone, unknown, or on paper (R-STRAT-3)."""
        return self.author is None or not self.author.is_present or self.author.kind == Seat.Kind.PAPER

    def tick(self, ticked: bool) -> None:
        """Mark it as one of the own two clearest, or not any more."""
        others = self.siblings.filter(ticked=True).exclude(pk=self.pk).count()
        if ticked and others >= TICKS:
            raise Refused(_("Two are ticked already. Take one tick away first."), rule="R-STRAT-1")
        self.ticked = ticked
        self.save(update_fields=["ticked"])

    def hang(self, column: Column | None) -> None:
        """Move into a column, or back to those without a home; what becomes visible gets its number (R-GEN-23)."""
        if self.number is None:
            self.board.number(self)
        self.state, self.column = Note.State.WALL, column
        self.save()

    def go_alone(self) -> None:
        """Leave the group's wall for the company's, where it must find a column (R-STRAT-3)."""
        self.column, self.single, self.way_out = None, True, self.WayOut.SINGLE
        self.save()

    def lay_aside(self, state: str, reason: str = "") -> None:
        self.state, self.reason, self.column = state, reason, None
        self.way_out = state
        self.save()
