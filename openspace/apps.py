from django.apps import AppConfig


class OpenSpaceConfig(AppConfig):
    """Many heads on a problem that no department solves alone (§5)."""

    name = "openspace"
    label = "openspace"
    is_ritual = True

    def ready(self):
        from openspace import rules  # noqa: F401
        from openspace.exchange import OpenSpacePart
        from openspace.papers import Corners
        from openspace.stages import OpenSpaceStage
        from openspace.todos import TodosBeside
        from workshops import beside, exchange, papers, stages

        stages.register(OpenSpaceStage)
        exchange.register(OpenSpacePart)
        beside.register(TodosBeside)
        papers.register(Corners)
