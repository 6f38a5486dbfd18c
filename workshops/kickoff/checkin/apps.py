from django.apps import AppConfig


class CheckinConfig(AppConfig):
    name = "workshops.kickoff.checkin"
    label = "checkin"
