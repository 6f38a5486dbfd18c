"""What stands on one person's phone beside the step: own notes that hang nowhere, whom one helps or stands in for."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.utils import timezone

from workshops import stages
from workshops.gallery.cockpit import event
from workshops.gallery.pieces import LONG, Shown, group, note
from workshops.models import Note, Seat

NOW = timezone.now()


def kept(number: int, **more: Any) -> SimpleNamespace:
    made = note(number, "The furnace crew of the night shift never writes anything down", Note.State.LATE)
    known = {"is_late": True, "waits": False, "wished_at": None, "reword_asked_at": None, "created_at": NOW}
    made.__dict__.update(known | {"secret_hash": ""} | more)
    return made


def kept_notes() -> list[Shown]:
    held = {"is_late": False, "waits": True, "may_be_changed": True}
    ways = [
        ("late", [kept(1)], False),
        ("late, asked to add it", [kept(2, wished_at=NOW)], False),
        ("late, of nobody", [kept(3, secret_hash="x")], False),
        ("with the facilitator", [kept(4, **held)], False),
        ("other words asked", [kept(5, **held, reword_asked_at=NOW), kept(6)], True),
    ]
    return [
        Shown(f"kept: {name}", "notes/kept_first.html", {"kept_notes": notes, "kept_wants_words": is_asked})
        for name, notes, is_asked in ways
    ]


def seat(name: str = "罗静怡", **more: Any) -> Seat:
    made = Seat(pk=1, name=name)
    made.__dict__.update(more)
    return made


class Away(forms.Form):
    """Who could decide meanwhile."""

    person = forms.ChoiceField(label="Person", choices=[("p03", "孙伟")])


def look_up() -> list[Shown]:
    now = {"wall_question": LONG, "stage": stages.get("swot"), "content": "phone/others.html"}
    run = SimpleNamespace(ends_at=NOW, clock_started_at=NOW, step_minutes=12)
    someone = {"seat": SimpleNamespace(writes=False)}
    return [
        Shown(f"look up: {mode}", "phone/look_up.html", now | someone | {"line": {"mode": mode}, "run": run})
        for mode in ("look", "talk", "move")
    ]


def messages() -> dict[str, Any]:
    levels = (constants.INFO, constants.SUCCESS, constants.WARNING, constants.ERROR)
    return {"messages": [Message(level, LONG) for level in levels]}


def on_phones() -> list[Shown]:
    helps = SimpleNamespace(helps=True, group=group("B", "blue"), name="孙伟")
    lead = {"seat": seat("Zheng Yun")}
    picture = SimpleNamespace(pk=1, width=320, height=180)
    photo = {"where": "#", "workshop": event(), "picture": picture, "alt": "The picture of the group", "size": "small"}
    away = {"stand_in_form": Away(auto_id="away_%s")}
    return [
        Shown("language", "partials/language.html"),
        Shown("hero", "partials/hero.html"),
        Shown("messages", "partials/notices.html", messages()),
        *kept_notes(),
        Shown("kept for me", "notes/kept_for_me.html", {"kept_for_me": [kept(7), kept(8)]}),
        Shown("helps a group", "phone/helper.html", {"seat": helps}),
        Shown(
            "helps a group, notes to hide",
            "phone/helper.html",
            {"seat": helps, "notes_to_help": [kept(9)], "hidden_here": [kept(10)]},
        ),
        *(
            Shown(f"cue: {mode}", "phone/cue.html", lead | {"line": {"mode": mode}, "run": {"kind": ""}})
            for mode in ("write", "talk", "look", "move")
        ),
        Shown("others do this", "phone/others.html", {"seat": SimpleNamespace(writes=False)}),
        Shown("shared tablet", "phone/shared.html", {"seat": seat()}),
        Shown("stands in", "phone/stand_in.html", {"stands_in_for": seat("Zheng Yun")}),
        Shown("who decides meanwhile", "phone/stand_in.html", away),
        Shown("somebody decides meanwhile", "phone/stand_in.html", away | {"stand_in": seat("孙伟")}),
        Shown("beside every step", "phone/aside.html", {"workshop": event()}),
        Shown("photo, first", "pictures/upload.html", photo | {"tag": "a"}),
        Shown("photo, one more", "pictures/upload.html", photo | {"tag": "b", "again": True}),
        Shown("a picture", "pictures/img.html", photo),
        Shown("taken down by one in it", "pictures/take_down.html", photo),
        *look_up(),
    ]


def on_walls() -> list[Shown]:
    asked = {"stage": stages.get("swot"), "wall_question": "Where did we lose a result?"}
    beside = asked | {"question_beside": "我们在哪里丢了成果？", "other_language": "zh-Hans"}
    earlier = SimpleNamespace(most=300, all=512, lists={})
    return [
        Shown("head", "projector/head.html", asked),
        Shown("head, both languages", "projector/head.html", beside),
        Shown("head, low", "projector/question.html", beside),
        Shown("very many notes", "projector/earlier.html", {"earlier": earlier}),
        Shown("quiet", "projector/quiet.html"),
    ]
