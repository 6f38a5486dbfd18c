from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "workshops.kickoff.actions"
    label = "actions"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.actions.stages import ActionsStage

        stages.register(ActionsStage)
