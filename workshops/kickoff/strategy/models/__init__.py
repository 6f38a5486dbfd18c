from workshops.kickoff.strategy.models.column import Column, EffectValue
from workshops.kickoff.strategy.models.heading import HeadingIdea
from workshops.kickoff.strategy.models.move import Move, MovedNote
from workshops.kickoff.strategy.models.note import StrategyNote
from workshops.kickoff.strategy.models.pick import Pick
from workshops.kickoff.strategy.models.score import Score
from workshops.kickoff.strategy.models.spotlight import Spotlight
from workshops.kickoff.strategy.models.suggestion import Suggestion

__all__ = [
    "Column",
    "EffectValue",
    "HeadingIdea",
    "Move",
    "MovedNote",
    "Pick",
    "Score",
    "Spotlight",
    "StrategyNote",
    "Suggestion",
]
