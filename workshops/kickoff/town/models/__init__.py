from workshops.kickoff.town.models.answer import Answer
from workshops.kickoff.town.models.change import ChangedField, PlanChange
from workshops.kickoff.town.models.meeting import Meeting
from workshops.kickoff.town.models.question import Question

__all__ = ["Answer", "ChangedField", "Meeting", "PlanChange", "Question"]
