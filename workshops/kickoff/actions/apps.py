from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "workshops.kickoff.actions"
    label = "actions"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from workshops import exchange, stages, staleness
        from workshops.kickoff.actions import rules  # noqa: F401
        from workshops.kickoff.actions.exchange import ActionsPart
        from workshops.kickoff.actions.models import STALE
        from workshops.kickoff.actions.stages import ActionsStage
        from workshops.kickoff.actions.tables import names

        stages.register(ActionsStage)
        exchange.register(ActionsPart)
        staleness.register(STALE, _("key actions"), {"strategy", "goals"}, names)
