from django.apps import AppConfig


class GoalsConfig(AppConfig):
    name = "workshops.kickoff.goals"
    label = "goals"

    def ready(self):
        from people.models.goal import readers
        from workshops import exchange, stages
        from workshops.kickoff.goals import rules  # noqa: F401
        from workshops.kickoff.goals.correcting import room_of
        from workshops.kickoff.goals.exchange import GoalsPart
        from workshops.kickoff.goals.stages import GoalsStage

        stages.register(GoalsStage)
        exchange.register(GoalsPart)
        readers.append(room_of)
