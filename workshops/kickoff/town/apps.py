from django.apps import AppConfig


class TownConfig(AppConfig):
    name = "workshops.kickoff.town"
    label = "town"
