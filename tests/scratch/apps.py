from django.apps import AppConfig


class ScratchConfig(AppConfig):
    """A ritual that no product code knows: proof that a new one edits no existing room."""

    name = "scratch"
    label = "scratch"

    def ready(self):
        from scratch.stages import ScratchStage

        from workshops import stages

        stages.register(ScratchStage)
