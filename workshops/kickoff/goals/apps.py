from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "workshops.kickoff.goals"
    label = "goals"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.goals import rules  # noqa: F401
        from workshops.kickoff.goals.exchange import GoalsPart
        from workshops.kickoff.goals.stages import GoalsStage

        stages.register(GoalsStage)
        exchange.register(GoalsPart)
