"""What the room is asked to imagine, and the five questions to a picture, in the reader's language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workshops.kickoff.vision.models import Evening, QualityVote

Prompt, Quality = Evening.Prompt, QualityVote.Quality

PROMPTS: dict[str, str | Promise] = {
    Prompt.GENERAL: _(
        "It is the evening the goal was reached. Where are you, who is there, what are you wearing, what are you "
        "doing, what does your face say?"
    ),
    Prompt.YOUNG: _("We made it. What would you most like to do together that we have never done?"),
    Prompt.ESTABLISHED: _(
        "How is the work honoured: on which stage, with which award, in whose hands, and what reaches your family?"
    ),
}
DEMONSTRATION = _(
    "Our HR team on the lake shore at dusk: Lin flies a yellow kite, Zhao turns skewers and hums, a postcard signed by "
    "all 42 colleagues leans on the teapot."
)
QUESTIONS: dict[str, str | Promise] = {
    Quality.UNIQUE: _("could only be us?"),
    Quality.POSITIVE: _("what is there, not what is gone?"),
    Quality.SPECIFIC: _("could a camera take it: who, where, what, which face?"),
    Quality.EMOTIONAL: _("do you feel something?"),
    Quality.SHARED: _("does everyone find themselves in it?"),
}


def questions() -> list[dict]:
    """The five in their order, with name and question."""
    return [{"key": key, "name": Quality(key).label, "question": text} for key, text in QUESTIONS.items()]
