from django.apps import AppConfig


class StakesConfig(AppConfig):
    name = "workshops.kickoff.stakes"
    label = "stakes"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.stakes.stages import StakesStage

        stages.register(StakesStage)
