from workshops.kickoff.swot.models.note import Field, Lens, SwotNote
from workshops.kickoff.swot.models.opening import Opening
from workshops.kickoff.swot.models.vote import Vote
from workshops.kickoff.swot.models.why import WhyStep

__all__ = ["Field", "Lens", "Opening", "SwotNote", "Vote", "WhyStep"]
