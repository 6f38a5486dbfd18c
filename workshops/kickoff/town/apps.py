from django.apps import AppConfig


class TownConfig(AppConfig):
    name = "workshops.kickoff.town"
    label = "town"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.town.stages import ReviseStage, TownStage

        stages.register(TownStage)
        stages.register(ReviseStage)
