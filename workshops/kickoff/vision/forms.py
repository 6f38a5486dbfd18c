from django import forms
from django.utils.translation import gettext_lazy as _

from people.text import LineField, ParagraphField
from workshops.forms import KeyedForm
from workshops.kickoff.vision import ink
from workshops.kickoff.vision.models import Evening, QualityVote, Stroke
from workshops.pictures import PictureField


class PhotoForm(KeyedForm):
    picture = PictureField(label=_("Photo of the paper"))


class StoryForm(KeyedForm):
    story = ParagraphField(600, label=_("The story of the picture"))


class PointsField(forms.CharField):
    """The points of one stroke as a screen sends them: "x y pressure …", at most 200."""

    def to_python(self, value):
        text = super().to_python(value)
        count = (text.count(" ") + 1) // 3
        if count > ink.MOST_POINTS:
            message = _("This stroke has %(count)d points; at most %(most)d are taken. Draw it in shorter ones.")
            raise forms.ValidationError(message, params={"count": count, "most": ink.MOST_POINTS})
        return text

    def validate(self, value):
        super().validate(value)
        try:
            ink.read(value)
        except ValueError:
            raise forms.ValidationError(_("This stroke did not arrive whole. Draw it again.")) from None


class StrokeForm(KeyedForm):
    pen = forms.ChoiceField(choices=Stroke.Pen)
    width = forms.TypedChoiceField(choices=Stroke.Width, coerce=int)
    points = PointsField(strip=False)

    @property
    def stroke(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("pen", "width", "points")}


class TakeDownForm(KeyedForm):
    """One stroke, or all by the same hand."""

    hand = forms.BooleanField(required=False)


class ScreensForm(KeyedForm):
    on = forms.BooleanField(required=False)


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
