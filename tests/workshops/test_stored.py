"""Rows written with statements that lie ready are what Django would have written."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from live.models import Receipt, Room
from live.stored import insert, update
from workshops.kickoff.swot.models import SwotNote
from workshops.models import Note, Wall


def test_a_row_is_there_with_its_key_and_all_its_columns(workshop):
    wall = Wall.objects.create(workshop=workshop)
    fields = {"text": "合奏 'n' \"quoted\" %s", "quadrant": "S", "evidence": "", "rank": 3, "priority": True}
    kept = SwotNote(workshop=workshop, wall=wall, **fields)
    insert(kept)
    found = SwotNote.objects.get()
    assert {field.attname: getattr(found, field.attname) for field in SwotNote._meta.concrete_fields} == {
        field.attname: getattr(kept, field.attname) for field in SwotNote._meta.concrete_fields
    }
    assert (kept.pk, kept._state.adding, Note.objects.get().text) == (found.pk, False, fields["text"])


def test_what_is_there_already_is_refused(workshop):
    insert(Receipt(room=workshop.room, key="key", body_hash="", status=201, ref=""))
    with pytest.raises(IntegrityError):
        insert(Receipt(room=workshop.room, key="key", body_hash="", status=201, ref=""))


def test_only_the_named_fields_of_the_one_row_are_changed(workshop):
    other = Room.objects.create(kind="test", seq=1)
    room = Room.objects.create(kind="test", seq=1)
    room.seq, room.kind = 7, "other"
    with CaptureQueriesContext(connection) as asked:
        update(room, "seq")
    assert len(asked) == 1
    assert list(Room.objects.filter(pk__in=[other.pk, room.pk]).order_by("pk").values_list("kind", "seq")) == [
        ("test", 1),
        ("test", 7),
    ]
