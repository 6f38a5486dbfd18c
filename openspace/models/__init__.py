from openspace.models.opinion import Opinion
from openspace.models.space import Acceptance, Space
from openspace.models.todo import OwnerLink, Todo, Visit
from openspace.models.topic import Hosting, Joining, Topic

__all__ = ["Acceptance", "Hosting", "Joining", "Opinion", "OwnerLink", "Space", "Todo", "Topic", "Visit"]
