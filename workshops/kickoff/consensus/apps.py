from django.apps import AppConfig


class ConsensusConfig(AppConfig):
    name = "workshops.kickoff.consensus"
    label = "consensus"

    def ready(self):
        from signing import kinds
        from workshops import exchange, stages
        from workshops.kickoff.consensus import rules  # noqa: F401
        from workshops.kickoff.consensus.exchange import ConsensusPart
        from workshops.kickoff.consensus.stages import ConsensusStage

        stages.register(ConsensusStage)
        exchange.register(ConsensusPart)
        kinds.register("statement", "consensus/statement.pdf.html", unprinted={"field_key", "question_key", "hangs_on"})
        kinds.register("correction", "consensus/correction.pdf.html")
