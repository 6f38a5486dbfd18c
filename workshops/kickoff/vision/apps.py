from django.apps import AppConfig


class VisionConfig(AppConfig):
    name = "workshops.kickoff.vision"
    label = "vision"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.vision.stages import VisionStage

        stages.register(VisionStage)
