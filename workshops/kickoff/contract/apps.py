from django.apps import AppConfig


class ContractConfig(AppConfig):
    name = "workshops.kickoff.contract"
    label = "contract"

    def ready(self):
        from workshops import exchange, stages
        from workshops.kickoff.contract import rules  # noqa: F401
        from workshops.kickoff.contract.exchange import ContractPart
        from workshops.kickoff.contract.stages import ContractStage

        stages.register(ContractStage)
        exchange.register(ContractPart)
