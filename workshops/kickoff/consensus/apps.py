from django.apps import AppConfig


class ConsensusConfig(AppConfig):
    name = "workshops.kickoff.consensus"
    label = "consensus"

    def ready(self):
        from workshops import stages
        from workshops.kickoff.consensus.stages import ConsensusStage

        stages.register(ConsensusStage)
