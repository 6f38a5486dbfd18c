from django.apps import AppConfig


class GroupingConfig(AppConfig):
    name = "workshops.kickoff.grouping"
    label = "grouping"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.grouping.stages import GroupingStage

        stages.register(GroupingStage)
