from pathlib import Path

import pytest

from people.models import Department, Organisation, Person, User
from signing import kinds
from signing.models import Document
from signing.signer import Signer

HAND = "M20 60L40 20L60 60L80 20L100 60M120 40L160 40L160 80L120 80L120 40"
CONTENT = {
    "intro_en": "We deliver on time.",
    "intro_zh": "我们准时交付。",
    "strategies": [
        {"id": 1, "text_en": "Level the plan", "text_zh": "均衡排产"},
        {"id": 2, "text_en": "Train people", "text_zh": "培养多能工"},
    ],
}
TITLES = {"en": "What we agreed", "zh": "我们的共识"}


@pytest.fixture(autouse=True)
def samples(settings, monkeypatch):
    """Templates of our own for two kinds, as the apps above register theirs."""
    settings.TEMPLATES = [
        options | {"DIRS": [*options["DIRS"], Path(__file__).parent / "templates"]} for options in settings.TEMPLATES
    ]
    monkeypatch.setattr(kinds, "REGISTERED", {})
    kinds.register("statement", "sample.html")
    kinds.register("sheet", "sample.html")


@pytest.fixture
def organisation(db):
    return Organisation.objects.create(name_en="Qinghewan Precision Castings", name_zh="清禾湾精密铸件")


@pytest.fixture
def facilitator(db):
    return User.objects.create_user("fac@example.org", "secret-secret", name="方梅 Fang Mei")


@pytest.fixture
def person(organisation):
    department = Department.objects.create(organisation=organisation, key="p", name_en="Production", name_zh="生产部")
    return Person.objects.create(
        organisation=organisation, key="1", name="王小兰", name_latin="Wang Xiaolan", department=department
    )


@pytest.fixture
def freeze(organisation):
    def freeze(content=CONTENT, kind="statement", subject="day-1", titles=TITLES, **more) -> Document:
        return Document.objects.freeze(organisation, kind, subject, content, titles, **more)

    return freeze


@pytest.fixture
def document(freeze):
    return freeze()


@pytest.fixture
def sign():
    def sign(document, who="Ann Lee", **act):
        signer = act.pop("signer", None) or Signer(key=f"seat:{who}", name=who, role_en="Quality", role_zh="质量部")
        act = {
            "read_hash": document.content_hash,
            "language": "en",
            "transport": "https",
            "strokes": HAND if act.get("mode", "drawn") == "drawn" else "",
        } | act
        return document.sign(signer, **act)

    return sign
