from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "workshops.kickoff.closing"
    label = "closing"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.closing import rules  # noqa: F401
        from workshops.kickoff.closing.exchange import ClosingPart
        from workshops.kickoff.closing.stages import CloseStage

        stages.register(CloseStage)
        exchange.register(ClosingPart)
