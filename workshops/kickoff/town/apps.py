from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TownConfig(AppConfig):
    name = "workshops.kickoff.town"
    label = "town"

    def ready(self):
        from workshops import exchange, stages, staleness
        from workshops.kickoff.consensus import versions
        from workshops.kickoff.town import stale
        from workshops.kickoff.town.exchange import TownPart
        from workshops.kickoff.town.stages import ReviseStage, TownStage

        stages.register(TownStage)
        stages.register(ReviseStage)
        exchange.register(TownPart)
        versions.reasons_from.append(stale.reasons)
        versions.when_frozen.append(stale.settle)
        plan = {"vision", "goals", "strategy", "actions"}
        staleness.register(versions.KIND, _("the statement"), plan, stale.names, stale.must_be_settled)
