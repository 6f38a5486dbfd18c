from django.apps import AppConfig


class ReportConfig(AppConfig):
    name = "workshops.kickoff.report"
    label = "report"

    def ready(self):
        from workshops.kickoff.report.desk import links_card
        from workshops.papers.views import cards

        cards.append(links_card)
