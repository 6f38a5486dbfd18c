from django.apps import AppConfig


class CheckinConfig(AppConfig):
    name = "workshops.kickoff.checkin"
    label = "checkin"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.checkin import rules  # noqa: F401
        from workshops.kickoff.checkin.exchange import ArrivalPart
        from workshops.kickoff.checkin.stages import CheckinStage

        exchange.register(ArrivalPart)
        stages.register(CheckinStage)
