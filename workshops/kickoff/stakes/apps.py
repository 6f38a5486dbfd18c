from django.apps import AppConfig


class StakesConfig(AppConfig):
    name = "workshops.kickoff.stakes"
    label = "stakes"

    def ready(self):
        from signing import kinds
        from workshops import exchange, stages
        from workshops.kickoff.stakes import rules  # noqa: F401
        from workshops.kickoff.stakes.exchange import StakesPart
        from workshops.kickoff.stakes.stages import StakesStage

        stages.register(StakesStage)
        exchange.register(StakesPart)
        kinds.register("promise", "stakes/promise.pdf.html", unprinted=("tier_en", "tier_zh", "group"))
