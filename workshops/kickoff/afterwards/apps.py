from django.apps import AppConfig


class AfterwardsConfig(AppConfig):
    """What becomes of the promises, the actions and the dates after the day."""

    name = "workshops.kickoff.afterwards"
    label = "afterwards"

    def ready(self):
        from workshops import beside, due, exchange
        from workshops.kickoff.afterwards.beside import OwnWord
        from workshops.kickoff.afterwards.due import kept, late_promises, next_dates, open_points
        from workshops.kickoff.afterwards.exchange import AfterwardsPart
        from workshops.models.workshop import KICKOFF
        from workshops.views import screens

        beside.register(OwnWord)
        due.register(next_dates)
        due.register(late_promises)
        due.register(open_points)
        due.counts.append(kept)
        exchange.register(AfterwardsPart)
        screens.after_pages[KICKOFF] = "after"
