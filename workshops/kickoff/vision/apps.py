from django.apps import AppConfig


class VisionConfig(AppConfig):
    name = "workshops.kickoff.vision"
    label = "vision"
