"""From silent writing to named columns over HTTP, as phones and the console do it."""

import pytest
from django.utils import timezone

from workshops.kickoff.strategy.models import Column, StrategyNote
from workshops.models import StageRun

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_room_comes_from_silence_to_named_columns(workshop, sit, go_to, next_step, hanna, act):
    run = go_to("strategy", "silent")
    phones = [sit(key) for key in ("p03", "p04", "p05", "p06")]
    for phone in phones:
        for number in range(3):
            text = f"Raise point {number} of {phone.seat.pk}"
            assert act(phone, "notes/", text=text, step=run.position).status_code == 201
    StageRun.objects.filter(pk=run.pk).update(step_opened_at=timezone.now() - timezone.timedelta(minutes=12))
    for phone in phones[:2]:
        note = StrategyNote.objects.of(phone.seat).first()
        assert act(phone, f"strategy/notes/{note.pk}/tick/", ticked="1").status_code == 200
    assert next_step().status_code == 302
    assert sorted(StrategyNote.objects.on_wall().values_list("number", flat=True)) == list(range(1, 9))
    assert next_step().status_code == 302
    assert workshop.agenda.get(kind="strategy").step == "cluster"
    for phone in phones:
        for place, note in enumerate(StrategyNote.objects.of(phone.seat).order_by("pk")):
            column = Column.objects.filter(order=place).first()
            response = act(phone, "strategy/placing/", note=note.pk, column=column.pk if column else "new")
            assert response.status_code == 200
    assert [column.note_count for column in Column.objects.standing()] == [4, 4, 4]
    assert next_step().status_code == 302
    for column in Column.objects.all():
        assert act(phones[0], f"strategy/columns/{column.pk}/ideas/", text=f"Raise {column.key}").status_code == 200
        act(hanna, f"run/strategy/columns/{column.pk}/heading/", heading=f"Raise {column.key}", heading_other="提升")
    for step in ("merge", "relevance"):
        assert next_step().status_code == 302
        assert workshop.agenda.get(kind="strategy").step == step
    for column in Column.objects.all():
        act(hanna, f"run/strategy/columns/{column.pk}/effect/", effect="Fewer parts come back")
        for phone in phones:
            assert act(phone, f"strategy/columns/{column.pk}/relevance/", value="2").status_code == 200
    assert next_step().status_code == 302
    assert workshop.agenda.get(kind="strategy").step == "rank"
    assert next_step(R_STRAT_7="Out of time").status_code == 302
    assert workshop.agenda.get(kind="strategy").state == "locked"
    columns = Column.objects.order_by("rank").values_list("key", "heading", "heading_other", "rank", "wave")
    assert list(columns) == [(f"C{n}", f"Raise C{n}", "提升", n, 1) for n in (1, 2, 3)]
