from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self):
        from live import feed
        from workshops import exchange
        from workshops.parking import ParkedPart
        from workshops.surfaces import WorkshopRenderer

        feed.register("workshop", WorkshopRenderer())
        exchange.register(ParkedPart)
