"""F17: clocks go wrong. Order comes from the room's count, and nobody is refused for what a phone believes."""

from tests.faults.room import WRITE, Verdict


async def test_f17_steps_of_the_servers_clock_change_no_order_and_refuse_nobody(scratch, tmp_path):
    clock = tmp_path / "clock"
    room = scratch({"SCRATCH_CLOCK": str(clock)})
    phones = await room.opened(3)
    said = []
    for seconds in (0, 300, -300):
        clock.write_text(str(seconds))
        said.append(f"at {seconds}")
        await room.note(phones[0], said[-1])
    assert room.ledger().texts() == said
    await room.next(room.facilitator, WRITE)
    clock.write_text("-600")
    late = await room.note(phones[2], "a moment late", step=WRITE)
    assert (late.status_code, room.journal.refused) == (201, {})
    assert await room.verdict() == Verdict()
    await room.close()
