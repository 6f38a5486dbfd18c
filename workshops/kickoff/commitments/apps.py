from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "workshops.kickoff.commitments"
    label = "commitments"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.commitments.stages import SigningStage

        stages.register(SigningStage)
