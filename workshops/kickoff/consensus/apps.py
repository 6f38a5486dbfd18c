from django.apps import AppConfig


class ConsensusConfig(AppConfig):
    name = "workshops.kickoff.consensus"
    label = "consensus"
