"""One wall that loses nothing: real server, real sockets, both shapes of installation."""

import asyncio

import pytest
from lxml import html

from workshops.rehearsal.browser import Refusal

WRITE = "checkin.arrive.0"


async def opened(room, phones: int):
    """Walls in two languages and phones at the open writing step."""
    walls = [await room.wall("en"), await room.wall("zh-hans")]
    console = await room.console()
    screens = [await room.phone(number, "zh-hans" if number % 2 else "en") for number in range(phones)]
    await room.next(console, WRITE)
    return walls, screens, console


async def test_notes_land_on_every_screen_once(scratch, database_shape):
    room = scratch(database_shape)
    _walls, phones, _console = await opened(room, 6)
    await asyncio.gather(*(room.note(phone, f"note {n} of {i}") for i, phone in enumerate(phones) for n in range(5)))
    expected = sorted(f"note {n} of {i}" for i in range(6) for n in range(5))
    assert sorted(await room.texts()) == expected
    assert await room.converged()
    assert [len(screen.notes()) for screen in room.screens[:2]] == [30, 30]
    await room.close()


async def test_next_flips_phones_and_projector_by_itself(room):
    room = room()
    walls, phones, console = await opened(room, 3)
    await room.reached(walls + phones)
    assert [screen.surface.get("data-step") for screen in walls + phones] == ["scratch.write.0"] * 5
    await room.next(console, "scratch.write.0")
    await room.reached(walls + phones)
    assert [screen.surface.get("data-step") for screen in walls + phones] == ["scratch.look.0"] * 5
    assert [screen.surface.get("data-mode") for screen in phones] == ["lookup"] * 3
    await room.close()


async def test_same_key_twice_makes_one_note(room):
    room = room()
    _walls, phones, _console = await opened(room, 1)
    key = "0123456789abcdef0123456789abcdef"
    answers = await asyncio.gather(
        *(phones[0].browser.post(f"/w/{room.id}/notes/", {"text": "once", "key": key}) for _ in range(5))
    )
    assert [answer.status_code for answer in answers] == [201] * 5
    assert len({html.fromstring(answer.text).get("id") for answer in answers}) == 1
    assert await room.texts() == ["once"]
    await room.close()


async def test_same_key_with_other_words_is_refused(room):
    room = room()
    _walls, phones, _console = await opened(room, 1)
    key = "0123456789abcdef0123456789abcdef"
    await phones[0].browser.post(f"/w/{room.id}/notes/", {"text": "once", "key": key})
    with pytest.raises(Refusal) as refused:
        await phones[0].browser.post(f"/w/{room.id}/notes/", {"text": "twice", "key": key})
    assert refused.value.status == 422
    assert await room.texts() == ["once"]
    await room.close()


async def test_two_presses_of_next_are_one_step(room):
    room = room()
    _walls, phones, console = await opened(room, 1)
    results = await asyncio.gather(*(room.next(console, "scratch.write.0") for _ in range(3)), return_exceptions=True)
    assert sorted(getattr(result, "rule", "went") for result in results) == ["R-GEN-2", "R-GEN-2", "went"]
    await room.reached(phones)
    assert phones[0].surface.get("data-step") == "scratch.look.0"
    await room.close()


async def test_late_note_joins_within_a_minute_and_is_kept_otherwise(room):
    room = room()
    _walls, phones, console = await opened(room, 2)
    await room.next(console, "scratch.write.0")
    joined = await phones[0].browser.post(f"/w/{room.id}/notes/", {"text": "still", "step": "scratch.write.0"})
    kept = await phones[1].browser.post(f"/w/{room.id}/notes/", {"text": "too late", "step": "checkin.arrive.0"})
    assert (joined.status_code, kept.status_code) == (201, 202)
    assert await room.texts() == ["still"]
    panel = await console.page(f"/w/{room.id}/run/panel/")
    tray = panel.xpath("//*[@id='late-tray']//li//p")
    assert [one.text_content() for one in tray] == ["too late"]
    await room.close()


async def test_wall_that_came_by_a_withdrawn_link_goes_dark_and_phones_stay(room):
    room = room()
    walls, phones, console = await opened(room, 1)
    await console.post(f"/w/{room.id}/doors/projector/", {})
    await asyncio.wait_for(asyncio.gather(*(wall.following for wall in walls)), 30)
    assert [screen.refused for screen in walls + phones] == [True, True, False]
    await room.note(phones[0], "still here")
    await room.reached(phones)
    await room.close()


async def test_wall_of_a_session_or_a_role_that_has_ended_goes_dark_and_the_others_stay(room):
    room = room()
    walls, phones, _console = await opened(room, 1)
    olga, elsewhere, ada = [await room.console(name) for name in ("olga", "olga", "ada")]
    seen, forgotten = [await room.screen(who, f"/w/{room.id}/wall/") for who in (olga, elsewhere)]
    words = {"password1": "eleven calm anvils", "password2": "eleven calm anvils"}
    await olga.post("/accounts/password/change/", words | {"oldpassword": "a long passphrase"})
    await asyncio.wait_for(forgotten.following, 30)
    assert [screen.refused for screen in (seen, forgotten)] == [False, True]
    [member] = (await ada.page("/o/1/members/")).xpath("//a[contains(., 'Olga')]/@href")
    [address] = (await ada.page(member)).xpath("//form[contains(@action, '/withdraw/')]/@action")
    await ada.post(address, {})
    await asyncio.wait_for(seen.following, 30)
    await room.note(phones[0], "goes on")
    await room.reached(walls + phones)
    assert [screen.refused for screen in [seen, *walls, *phones]] == [True, False, False, False]
    await room.close()
