from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "workshops.kickoff.closing"
    label = "closing"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.closing.stages import CloseStage

        stages.register(CloseStage)
