from django.apps import AppConfig


class OpenSpaceConfig(AppConfig):
    """Many heads on a problem that no department solves alone."""

    name = "openspace"
    label = "openspace"
    is_ritual = True

    def ready(self):
        from openspace import afterwards, rules  # noqa: F401
        from openspace.exchange import OpenSpacePart
        from openspace.papers import Corners, Report, RewardSheet
        from openspace.stages import OpenSpaceStage
        from openspace.todos import TodosBeside
        from workshops import beside, due, exchange, papers, stages
        from workshops.views import screens

        stages.register(OpenSpaceStage)
        exchange.register(OpenSpacePart)
        beside.register(TodosBeside)
        for paper in (Corners, Report, RewardSheet):
            papers.register(paper)
        due.register(afterwards.due_todos)
        due.register(afterwards.due_visits)
        screens.after_pages[OpenSpaceStage.key] = "space_weeks"
