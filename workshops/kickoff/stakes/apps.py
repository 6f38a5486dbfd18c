from django.apps import AppConfig


class StakesConfig(AppConfig):
    name = "workshops.kickoff.stakes"
    label = "stakes"
