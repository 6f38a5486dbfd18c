from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "workshops.kickoff.strategy"
    label = "strategy"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.strategy import rules  # noqa: F401
        from workshops.kickoff.strategy.exchange import StrategyPart
        from workshops.kickoff.strategy.stages import StrategyStage

        stages.register(StrategyStage)
        exchange.register(StrategyPart)
