from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "workshops"

    def ready(self):
        from django.urls import register_converter

        from live import feed
        from people.models.account import withdrawn
        from workshops import access, exchange, papers
        from workshops.bag.papers import Bag, Briefing, Cards
        from workshops.bag.ways_in import Poster, Tents
        from workshops.converters import RoomConverter
        from workshops.parking import ParkedPart
        from workshops.planfile import DayPart
        from workshops.surfaces import WorkshopRenderer

        register_converter(RoomConverter, "room")
        feed.register("workshop", WorkshopRenderer())
        withdrawn.append(lambda organisation: access.admit_anew(organisation.workshops.select_related("room")))
        exchange.register(DayPart)
        exchange.register(ParkedPart)
        for paper in (Briefing, Bag, Cards, Tents, Poster):
            papers.register(paper)
