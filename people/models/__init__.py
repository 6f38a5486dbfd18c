from people.models.account import Invitation, LastAdministrator, Membership, PasswordReset, User
from people.models.goal import Goal
from people.models.organisation import DayOff, Department, Organisation
from people.models.person import Person, StandIn
from people.models.version import FigureChange, GoalVersion

__all__ = [
    "DayOff",
    "Department",
    "FigureChange",
    "Goal",
    "GoalVersion",
    "Invitation",
    "LastAdministrator",
    "Membership",
    "Organisation",
    "PasswordReset",
    "Person",
    "StandIn",
    "User",
]
