from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "workshops.kickoff.strategy"
    label = "strategy"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.strategy.stages import StrategyStage

        stages.register(StrategyStage)
