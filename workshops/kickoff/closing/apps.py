from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "workshops.kickoff.closing"
    label = "closing"
