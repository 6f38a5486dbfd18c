from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "workshops.kickoff.commitments"
    label = "commitments"
