from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "workshops.kickoff.goals"
    label = "goals"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.goals.stages import GoalsStage

        stages.register(GoalsStage)
