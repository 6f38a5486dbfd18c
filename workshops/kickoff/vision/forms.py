from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import LineField, ParagraphField
from workshops.forms import KeyedForm
from workshops.kickoff.vision.models import Evening, QualityVote
from workshops.pictures import PictureField


class PhotoForm(KeyedForm):
    picture = PictureField(label=_("Photo of the paper"))


class StoryForm(KeyedForm):
    story = ParagraphField(600, label=_("The story of the picture"))


class PromptForm(KeyedForm):
    prompt = forms.ChoiceField(choices=Evening.Prompt)


class QualitiesForm(KeyedForm):
    """Yes or not yet to each of the five; nothing is pre-set."""

    def __init__(self, data=None):
        super().__init__(data)
        for key in QualityVote.Quality.values:
            self.fields[key] = forms.TypedChoiceField(
                choices=[("yes", "yes"), ("no", "no")],
                coerce="yes".__eq__,
                error_messages={"required": _("Tap all five, then send them.")},
            )

    @property
    def answers(self) -> dict[str, bool]:
        return {key: self.cleaned_data[key] for key in QualityVote.Quality.values}


class ThumbsForm(KeyedForm):
    """How many thumbs went up for each of the five, of those who are present."""

    def __init__(self, present: int, data=None):
        super().__init__(data)
        for key in QualityVote.Quality.values:
            self.fields[key] = forms.IntegerField(min_value=0, max_value=present)

    @property
    def counts(self) -> dict[str, int]:
        return {key: self.cleaned_data[key] for key in QualityVote.Quality.values}


class TitleForm(KeyedForm):
    text = LineField(40, label=_("Title"))
    other = LineField(40, required=False)


class TellerForm(KeyedForm):
    seat = forms.IntegerField(required=False)
