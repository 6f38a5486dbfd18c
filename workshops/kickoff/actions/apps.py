from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "workshops.kickoff.actions"
    label = "actions"
