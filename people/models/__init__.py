from people.models.account import Invitation, Membership, User
from people.models.goal import Goal
from people.models.organisation import DayOff, Department, Organisation
from people.models.person import Person, StandIn

__all__ = ["DayOff", "Department", "Goal", "Invitation", "Membership", "Organisation", "Person", "StandIn", "User"]
