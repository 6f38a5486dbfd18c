from django.apps import AppConfig


class SwotConfig(AppConfig):
    name = "workshops.kickoff.swot"
    label = "swot"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.swot import rules  # noqa: F401
        from workshops.kickoff.swot.exchange import SwotPart
        from workshops.kickoff.swot.stages import SwotStage

        stages.register(SwotStage)
        exchange.register(SwotPart)
