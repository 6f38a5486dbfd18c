from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TownConfig(AppConfig):
    name = "workshops.kickoff.town"
    label = "town"

    def ready(self):
        from workshops import beside, exchange, stages, staleness
        from workshops.kickoff.consensus import versions
        from workshops.kickoff.town import rules, stale  # noqa: F401
        from workshops.kickoff.town.desk import ChangesBeside, DraftBox
        from workshops.kickoff.town.exchange import TownPart
        from workshops.kickoff.town.stages import ReviseStage, TownStage

        stages.register(TownStage)
        stages.register(ReviseStage)
        exchange.register(TownPart)
        beside.register(DraftBox)
        beside.register(ChangesBeside)
        versions.reasons_from.append(stale.reasons)
        versions.when_frozen.append(stale.settle)
        plan = {"vision", "goals", "strategy", "actions"}
        staleness.register(versions.KIND, _("the statement"), plan, stale.names, stale.must_be_settled)
