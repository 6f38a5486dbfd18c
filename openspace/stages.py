from django.utils.translation import gettext_lazy as _

from openspace.choosing import Topics
from openspace.circle import Circle
from openspace.home import Award, Home
from openspace.models import Opinion, Topic
from openspace.models.opinion import LATE
from openspace.posting import must_be_new, must_be_short, topic_of
from openspace.walk import Walk
from workshops.aloud import Aloud, of_note
from workshops.stages import Stage

STILL_CLASSED = ("walk", "home")


class OpenSpaceStage(Stage):
    """The whole event: one stage that runs all its steps."""

    key = "openspace"
    title = _("Open space")
    movement = 2
    minutes = 130
    is_event = True
    may_be_skipped = False
    step_classes = (Circle, Topics, Walk, Home, Award)

    def step_minutes(self, run, step):
        """Each step has its own; what was planned more or less for the event goes to the walk."""
        over = run.minutes - self.minutes if step.key == Walk.key else 0
        return max(1, step.minutes_of(run) + over)

    def aloud(self, run, kind, number):
        """A topic, or an idea with its corner; every wall shows all corners."""
        if kind == "topic":
            topic = run.workshop.topics.exclude(state=Topic.State.PARKED).filter(pk=number).first()
            return topic and Aloud(topic.question, other=topic.title, corner=topic.corner, hue="sky")
        hung = Opinion.objects.on_wall().filter(wall__run=run).select_related("wall", "topic")
        idea = hung.filter(pk=number).first() if kind == "note" else None
        return idea and of_note(idea, corner=idea.topic.corner, group=None, hangs_at=None)

    def must_take(self, note, text):
        """Other words for an idea are as short and as new as a first sentence (R-OS-5)."""
        topic = topic_of(note.wall)
        must_be_short(text)
        must_be_new(topic, text, besides=note)

    def rearranged(self, note, changing):
        """The minutes of the home groups hang on the ideas that hang: each clock tells others now."""
        if note.wall.run.step == Home.key:
            changing.touched("step")

    def adopt(self, note):
        """A note of the late tray comes on its sheet (R-OS-7)."""
        topic = topic_of(note.wall)
        opinion = Opinion(note_ptr=note, topic=topic)
        opinion.__dict__.update({name: value for name, value in note.__dict__.items() if name != "_state"})
        opinion.group = note.author.group if note.author else note.group
        opinion.source = Opinion.Source.HOME if opinion.group == topic.group else Opinion.Source.VISITOR
        if note.wall.run.step not in STILL_CLASSED or note.wall.run.state == "locked":
            # The home groups are done with it: it earns nothing and comes first in the follow-up.
            opinion.kind, opinion.why, opinion.is_late = Opinion.Class.PENDING, LATE, True
        opinion.save_base(raw=True)
        note.group = opinion.group
        note.save(update_fields=["group"])
