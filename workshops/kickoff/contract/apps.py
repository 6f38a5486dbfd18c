from django.apps import AppConfig


class ContractConfig(AppConfig):
    name = "workshops.kickoff.contract"
    label = "contract"
