from django.apps import AppConfig


class GroupingConfig(AppConfig):
    name = "workshops.kickoff.grouping"
    label = "grouping"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.grouping import rules  # noqa: F401
        from workshops.kickoff.grouping.exchange import GroupsPart
        from workshops.kickoff.grouping.stages import GroupingStage

        stages.register(GroupingStage)
        exchange.register(GroupsPart)
