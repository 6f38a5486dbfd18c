from django.apps import AppConfig


class CheckinConfig(AppConfig):
    name = "workshops.kickoff.checkin"
    label = "checkin"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.checkin import rules  # noqa: F401
        from workshops.kickoff.checkin.stages import CheckinStage

        stages.register(CheckinStage)
