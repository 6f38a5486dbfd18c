from django.apps import AppConfig


class SwotConfig(AppConfig):
    name = "workshops.kickoff.swot"
    label = "swot"
