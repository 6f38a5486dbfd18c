from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "workshops.kickoff.actions"
    label = "actions"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.actions import rules  # noqa: F401
        from workshops.kickoff.actions.exchange import ActionsPart
        from workshops.kickoff.actions.stages import ActionsStage

        stages.register(ActionsStage)
        exchange.register(ActionsPart)
