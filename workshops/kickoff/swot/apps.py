from django.apps import AppConfig


class SwotConfig(AppConfig):
    name = "workshops.kickoff.swot"
    label = "swot"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.swot.stages import SwotStage

        stages.register(SwotStage)
