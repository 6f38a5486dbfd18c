from django.apps import AppConfig


class VisionConfig(AppConfig):
    name = "workshops.kickoff.vision"
    label = "vision"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.vision import rules  # noqa: F401
        from workshops.kickoff.vision.exchange import VisionPart
        from workshops.kickoff.vision.stages import VisionStage

        stages.register(VisionStage)
        exchange.register(VisionPart)
