from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "workshops.kickoff.preparation"
    label = "preparation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from workshops.kickoff.preparation import rules  # noqa: F401
