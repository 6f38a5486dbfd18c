from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "workshops.kickoff.closing"
    label = "closing"

    def ready(self):
        from workshops import exchange, papers, stages
        from workshops.kickoff.closing import rules  # noqa: F401
        from workshops.kickoff.closing.exchange import ClosingPart
        from workshops.kickoff.closing.papers import DayPicture, DayReport, Plan, QuestionLog
        from workshops.kickoff.closing.stages import CloseStage

        stages.register(CloseStage)
        exchange.register(ClosingPart)
        for paper in (DayReport, QuestionLog, DayPicture, Plan):
            papers.register(paper)
