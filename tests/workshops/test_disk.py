"""The console says in time that the server's disk fills up."""

import pytest

from workshops.views import console

pytestmark = pytest.mark.django_db(transaction=True)


def test_console_tells_when_little_room_is_left(workshop, hanna, monkeypatch):
    address = f"/w/{workshop.public_id}/run/"
    monkeypatch.setattr(console, "free_space", lambda: 499_000_000)
    assert "Only 499 MB are left on the disk of this server." in hanna.get(address).content.decode()
    monkeypatch.setattr(console, "free_space", lambda: 501_000_000)
    assert "are left on the disk" not in hanna.get(address).content.decode()
