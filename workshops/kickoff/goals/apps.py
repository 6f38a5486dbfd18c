from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "workshops.kickoff.goals"
    label = "goals"
