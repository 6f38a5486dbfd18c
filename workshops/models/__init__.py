from workshops.models.agenda import Advance, AnonymousStep, Rest, StageRun
from workshops.models.group import Group
from workshops.models.log import LogEntry, Override
from workshops.models.own_words import OwnWords
from workshops.models.paper import PaperCount
from workshops.models.parking import Decision, EnvelopeLine, ParkedItem
from workshops.models.picture import Picture
from workshops.models.preparation import ChecklistItem, LikelyQuestion
from workshops.models.read_out import ReadOut
from workshops.models.seat import Seat
from workshops.models.stale import Stale
from workshops.models.wall import Note, Wall
from workshops.models.workshop import Workshop

__all__ = [
    "Advance",
    "AnonymousStep",
    "ChecklistItem",
    "Decision",
    "EnvelopeLine",
    "Group",
    "LikelyQuestion",
    "LogEntry",
    "Note",
    "Override",
    "OwnWords",
    "PaperCount",
    "ParkedItem",
    "Picture",
    "ReadOut",
    "Rest",
    "Seat",
    "StageRun",
    "Stale",
    "Wall",
    "Workshop",
]
