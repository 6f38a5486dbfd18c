from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """What somebody promised to do until when, and whether it helped."""

    name = "followup"
