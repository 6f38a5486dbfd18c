from workshops.kickoff.consensus.models.clause import Clause, ShownClause
from workshops.kickoff.consensus.models.deferral import GoalDeferral
from workshops.kickoff.consensus.models.fist import Fist, RaisedHands
from workshops.kickoff.consensus.models.page import Page
from workshops.kickoff.consensus.models.stance import Reading, Reply, Stance

__all__ = [
    "Clause",
    "Fist",
    "GoalDeferral",
    "Page",
    "RaisedHands",
    "Reading",
    "Reply",
    "ShownClause",
    "Stance",
]
