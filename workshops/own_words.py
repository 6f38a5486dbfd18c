"""The lines to say and the questions on the wall, as the script has them or as this event words them."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language, override

from people.text import LineField
from workshops.forms import KeyedForm
from workshops.models import OwnWords, Workshop
from workshops.models.own_words import ASK, SAY, own_words_of
from workshops.reading import Row, refuse
from workshops.script import Line
from workshops.stages import Step

FIELDS = ("say_en", "say_zh", "ask_en", "ask_zh")


class Wording:
    """All own words of an event, asked once."""

    def __init__(self, workshop: Workshop):
        self.own = {(one.stage, one.step): one for one in own_words_of(workshop=workshop.pk)}

    def of(self, step: Step) -> OwnWords | None:
        return self.own.get((step.stage.key, step.key))

    def line(self, step: Step) -> Line:
        """The line to say with its mode; a language without own words keeps the script's."""
        own, line = self.of(step), step.line
        if own is None:
            return line
        return line._replace(say_en=own.say_en or line.say_en, say_zh=own.say_zh or line.say_zh)

    def question(self, step: Step, language: str = "") -> str:
        """What stands on the wall in the reader's language; a wall without words of its own language borrows none."""
        language = language or get_language() or "en"
        with override(language):
            return self.asked(step, language) or str(step.prompt or step.title or step.stage.title)

    def question_beside(self, step: Step, language: str = "") -> str:
        """The same question in the other language, for a wall that both read; "" where somebody worded one alone."""
        with override(language or get_language()):
            return self.beside(step, lambda: self.question(step))

    def beside(self, step: Step, ask: Callable[[], Any]) -> str:
        """What `ask()` says in the other language; "" where that is the same, or somebody worded one alone."""
        own, here = self.of(step), str(ask())
        if own and bool(own.ask_en) != bool(own.ask_zh):
            return ""
        with override("en" if (get_language() or "en").startswith("zh") else "zh-hans"):
            there = str(ask())
        return "" if there == here else there

    def asked(self, step: Step, language: str) -> str:
        """The own question alone; "" where the ritual has to find one."""
        own = self.of(step)
        return (own.ask_zh if language.startswith("zh") else own.ask_en) if own else ""


class WordsForm(KeyedForm):
    say_en = LineField(SAY, required=False)
    say_zh = LineField(SAY, required=False)
    ask_en = LineField(ASK, required=False)
    ask_zh = LineField(ASK, required=False)

    def save(self, workshop: Workshop, stage: str, step: str) -> None:
        """Nothing typed is the script again."""
        said = {name: self.cleaned_data[name] for name in FIELDS}
        if any(said.values()):
            workshop.own_words.update_or_create(stage=stage, step=step, defaults=said)
        else:
            workshop.own_words.filter(stage=stage, step=step).delete()


def words_from(file: Row, workshop: Workshop) -> None:
    """`own_words` of a workshop file."""
    held = {run.kind: run.stage for run in workshop.agenda.all()}
    for row in file.rows("own_words"):
        stage, key = row.one_of("stage", held), row.key("step")
        if key not in [step.key for step in stage.steps]:
            refuse(row.at("step"), key)
        said = row.fields(OwnWords, *FIELDS)
        workshop.own_words.create(stage=stage.key, step=key, **said)


def words_of(workshop: Workshop) -> dict[str, Any]:
    rows = [
        {"stage": one.stage, "step": one.step} | {name: getattr(one, name) for name in FIELDS if getattr(one, name)}
        for one in workshop.own_words.all()
    ]
    return {"own_words": rows} if rows else {}
