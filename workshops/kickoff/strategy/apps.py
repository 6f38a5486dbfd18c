from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "workshops.kickoff.strategy"
    label = "strategy"
