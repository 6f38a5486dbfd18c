from django.apps import AppConfig


class GroupingConfig(AppConfig):
    name = "workshops.kickoff.grouping"
    label = "grouping"
