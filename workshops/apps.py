from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self):
        from live import feed
        from workshops.surfaces import WorkshopRenderer

        feed.register("workshop", WorkshopRenderer())
