from workshops.kickoff.swot.models.light import Opening, Spotlight
from workshops.kickoff.swot.models.note import Field, Lens, SwotNote
from workshops.kickoff.swot.models.vote import Vote
from workshops.kickoff.swot.models.why import WhyStep

__all__ = ["Field", "Lens", "Opening", "Spotlight", "SwotNote", "Vote", "WhyStep"]
