from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from live import Refused
from people.models import Organisation
from people.text import display_width
from workshops.kickoff.vision import ink
from workshops.kickoff.vision.strokes import Stroke, StrokeQuerySet
from workshops.models import Group, Picture, Seat, Workshop
from workshops.models.voted import Voted, VotedQuerySet

MOST_PICTURES = 4
STORY_ENOUGH = 60


class Evening(models.Model):
    """What the facilitator chose for the room: the prompt, and whether the demonstration was on the wall."""

    class Prompt(models.TextChoices):
        GENERAL = "general", gettext_lazy("For everybody")
        YOUNG = "young", gettext_lazy("Young team")
        ESTABLISHED = "established", gettext_lazy("Established team")

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="evening")
    prompt = models.CharField(max_length=12, choices=Prompt, default=Prompt.GENERAL)
    demonstrated_at = models.DateTimeField(null=True, blank=True)
    silent_since = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.get_prompt_display()

    @classmethod
    def of(cls, workshop: Workshop) -> "Evening":
        """The room's own; until the facilitator chose, one whose prompt fits the organisation's age."""
        return cls.objects.filter(workshop=workshop).first() or cls(workshop=workshop, prompt=cls.fitting(workshop))

    @classmethod
    def kept(cls, workshop: Workshop) -> "Evening":
        """The same, as a row: asked for inside a change."""
        found, _created = cls.objects.get_or_create(workshop=workshop, defaults={"prompt": cls.fitting(workshop)})
        return found

    @classmethod
    def fitting(cls, workshop: Workshop) -> str:
        young = workshop.organisation.age == Organisation.Age.YOUNG
        return cls.Prompt.YOUNG if young else cls.Prompt.ESTABLISHED

    def demonstrate(self) -> None:
        self.demonstrated_at = self.demonstrated_at or timezone.now()
        self.save(update_fields=["demonstrated_at"])

    def fall_silent(self) -> None:
        """The writing began; going back to it does not start the three minutes anew (R-VIS-5)."""
        self.silent_since = self.silent_since or timezone.now()
        self.save(update_fields=["silent_since"])


class CanvasQuerySet(models.QuerySet["Canvas"]):
    def whole(self) -> "CanvasQuerySet":
        """With all that a wall shows of them."""
        return self.select_related("group", "teller").prefetch_related("hung__picture")

    def shown(self) -> "Canvas | None":
        """The one that the room walks to now."""
        return self.filter(shown_at__isnull=False).order_by("-shown_at", "-id").first()

    def following(self) -> "Canvas | None":
        return self.filter(shown_at=None).first()


class Canvas(models.Model):
    """The picture of one group: photos of its paper or a story, and the title that the group gave it."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="canvases")
    group = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=320, blank=True)
    title_other = models.CharField(max_length=320, blank=True)
    story = models.CharField(max_length=4800, blank=True)
    teller = models.ForeignKey(Seat, models.SET_NULL, null=True, blank=True, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)

    strokes: StrokeQuerySet
    objects = CanvasQuerySet.as_manager()

    class Meta:
        ordering = ["group__letter", "id"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "group"], name="canvas_once_a_group"),
            models.UniqueConstraint(fields=["workshop"], condition=models.Q(group=None), name="canvas_once_a_room"),
        ]

    def __str__(self):
        return self.title or f"canvas {self.group or ''}"

    @classmethod
    def stretch(cls, workshop: Workshop) -> list["Canvas"]:
        """A canvas for each group, made when the stage needs it; one for a room without groups."""
        groups: list[Group | None] = [*workshop.groups.all()] or [None]
        for group in groups:
            cls.objects.get_or_create(workshop=workshop, group=group)
        return cls.in_use(workshop)

    @classmethod
    def in_use(cls, workshop: Workshop) -> list["Canvas"]:
        """Those of the groups that there are now."""
        found = workshop.canvases.whole()
        return list(found.exclude(group=None) if workshop.groups.exists() else found.filter(group=None))

    # ---- what hangs -------------------------------------------------------------------------------

    @property
    def photos(self) -> list[Picture]:
        """The photos that still stand, in the order in which they came."""
        return [one.picture for one in self.hung.all() if one.is_photo and one.picture and one.picture.is_shown]

    @property
    def pictures(self) -> list[Picture]:
        """The photos, then what was drawn on screens."""
        drawn = [one.picture for one in self.hung.all() if one.is_drawing and one.picture and one.picture.is_shown]
        return self.photos + drawn

    @property
    def picture(self) -> Picture | None:
        """The one that stands for the canvas on walls and in print: the first photo, else the drawing."""
        return next(iter(self.pictures), None)

    @property
    def names(self) -> list[str]:
        """What a file calls the photos: also those that came without their bytes, none that was taken down."""
        held = [one for one in self.hung.all() if one.is_photo]
        return [one.name for one in held if one.picture is None or one.picture.is_shown]

    @property
    def is_drawn(self) -> bool:
        """Guard R-VIS-1: a picture, or a story of display width 60 or more."""
        return bool(self.names or self.pictures) or display_width(self.story) >= STORY_ENOUGH or self.has_drawing

    def hang(self, picture: Picture | None, name: str = "") -> "CanvasPicture":
        """One more photo of the paper, at most four."""
        if len(self.names) >= MOST_PICTURES:
            raise Refused(_("Four pictures hang already. Take one down first."), rule="R-VIS-1")
        letter = self.group.letter.lower() if self.group else "room"
        name = name or f"canvas_{letter}{self.hung.count() + 1}.jpg"
        return CanvasPicture.objects.create(canvas=self, picture=picture, name=name)

    # ---- what is drawn on screens -----------------------------------------------------------------

    @property
    def has_drawing(self) -> bool:
        return self.workshop.draws_on_screens and self.strokes.exists()

    def draw(self, seat: Seat | None, **stroke) -> Stroke:
        """One stroke more. Raises `Refused` where the sheet is full."""
        self.strokes.must_have_room()
        drawn = Stroke.along(canvas=self, seat=seat, **stroke)
        drawn.save()
        return drawn

    def hang_drawing(self) -> None:
        """What was drawn becomes the picture of the group; drawn on, it takes the place of what hung before."""
        encoded = ink.picture((one.pen, one.width, one.line) for one in self.strokes.all())
        place = self.hung.filter(is_drawing=True).select_related("picture").first()
        if place and place.picture and place.picture.digest == encoded.digest:
            return
        place = place or CanvasPicture(canvas=self, is_drawing=True, name="drawing.jpg")
        place.picture = Picture.objects.keep(self.workshop, Picture.Kind.CANVAS, encoded)
        place.save()

    # ---- its story --------------------------------------------------------------------------------

    def tell(self, story: str) -> None:
        self.story = story
        self.save(update_fields=["story"])

    # ---- how it is called, and shown --------------------------------------------------------------

    def call(self, title: str, other: str = "") -> None:
        """The confirmed title, and its second language where somebody typed one."""
        self.title, self.title_other = title, other
        self.save(update_fields=["title", "title_other"])

    def show(self) -> None:
        self.shown_at = timezone.now()
        self.save(update_fields=["shown_at"])

    def told_by(self, seat: Seat | None) -> None:
        self.teller = seat
        self.save(update_fields=["teller"])


class CanvasPicture(models.Model):
    """A photo in its place on a canvas; one that a file only names has no bytes."""

    canvas = models.ForeignKey(Canvas, models.CASCADE, related_name="hung")
    picture = models.OneToOneField(Picture, models.SET_NULL, null=True, blank=True, related_name="canvas_place")
    name = models.CharField(max_length=200)
    is_drawing = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["canvas"], condition=models.Q(is_drawing=True), name="drawing_once_a_canvas"
            )
        ]

    def __str__(self):
        return self.name

    @property
    def is_photo(self) -> bool:
        return not self.is_drawing


class QualityVote(models.Model):
    """One person's "yes" or "not yet" to one quality of the own group's picture."""

    class Quality(models.TextChoices):
        UNIQUE = "unique", gettext_lazy("Unique")
        POSITIVE = "positive", gettext_lazy("Positive")
        SPECIFIC = "specific", gettext_lazy("Specific")
        EMOTIONAL = "emotional", gettext_lazy("Emotional")
        SHARED = "shared", gettext_lazy("Shared")

    canvas = models.ForeignKey(Canvas, models.CASCADE, related_name="quality_votes")
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="quality_votes")
    quality = models.CharField(max_length=9, choices=Quality)
    yes = models.BooleanField()

    class Meta:
        ordering = ["seat", "id"]
        constraints = [models.UniqueConstraint(fields=["canvas", "seat", "quality"], name="quality_once_a_seat")]

    def __str__(self):
        return f"{self.quality}: {'yes' if self.yes else 'not yet'}"

    @classmethod
    def cast(cls, canvas: Canvas, seat: Seat, answers: dict[str, bool]) -> None:
        """What one seat says to the five; said again, it replaces what was said before."""
        for quality, yes in answers.items():
            cls.objects.update_or_create(canvas=canvas, seat=seat, quality=quality, defaults={"yes": yes})


class TitleIdea(Voted):
    """A title that somebody of the group proposes; each member likes one at a time."""

    canvas = models.ForeignKey(Canvas, models.CASCADE, related_name="title_ideas")
    text = models.CharField(max_length=320)
    author = models.ForeignKey(Seat, models.SET_NULL, null=True, related_name="+")

    objects = VotedQuerySet.as_manager()

    def __str__(self):
        return self.text

    @classmethod
    def suggest(cls, canvas: Canvas, seat: Seat, text: str) -> "TitleIdea":
        """A new title with its author's own vote; the same words again are a vote for them."""
        idea, _created = cls.objects.get_or_create(canvas=canvas, text=text, defaults={"author": seat})
        idea.vote(seat)
        return idea

    def vote(self, seat: Seat) -> None:
        """The seat's one vote moves here; on the same title again it is taken back."""
        had = self.voters.filter(pk=seat.pk).exists()
        for other in self.canvas.title_ideas.filter(voters=seat):
            other.voters.remove(seat)
        if not had:
            self.voters.add(seat)
