"""Few and many watchers, few and many notes: lateness beside the bare server, and what a post and a delivery cost."""

from statistics import median

from bench import figures, rooms, watchers
from bench.bare import Bare
from bench.fanout import Window, measure, through_forms, through_socket
from bench.processes import resident_kb
from bench.rooms import Room
from bench.watchers import Watcher, watch_all

QUIET = 2


class Crowd:
    """So many watchers on both servers; `window` lets notes fly at a rate and says what came of it."""

    def __init__(self, room: Room, floor: Bare, seconds: float) -> None:
        self.room, self.floor, self.seconds = room, floor, seconds
        self.ours: list[Watcher] = []
        self.theirs: list[Watcher] = []

    async def fill(self, count: int) -> float:
        """Bring both to `count` watchers; KB of memory that one more cost Tutti."""
        more = range(len(self.ours), count)
        seq, epoch = await self.room.head()
        before = resident_kb(self.room.pid)
        self.ours += await watch_all((self.room.socket(n, since=seq, epoch=epoch), self.room.cookies(n)) for n in more)
        grown = resident_kb(self.room.pid) - before
        self.theirs += await watch_all((f"{self.floor.url}/", "") for _ in more)
        return grown / max(1, len(more))

    async def prepare(self) -> None:
        """Writers come in, and the first notes tell what Tutti's frames look like."""
        self.forms = await through_forms(self.room)
        await measure(self.forms, self.ours[:QUIET], self.room.pid, 5, 2)
        frame = self.ours[0].frames[-1][1].decode()
        marks = watchers.MARK.findall(frame.encode())
        like = frame.replace("{", "{{").replace("}", "}}").replace(f"mark-{marks[-1].decode()}", "{serial}")
        self.socket = await through_socket(self.floor.url, like)

    async def quiet(self, rate: float) -> Window:
        """The same posts with one watcher a language: all that is done once a note."""
        return await measure(self.forms, self.ours, self.room.pid, rate, self.seconds)

    async def ours_at(self, rate: float) -> Window:
        return await measure(self.forms, self.ours, self.room.pid, rate, self.seconds)

    async def bare_at(self, rate: float) -> Window:
        return await measure(self.socket, self.theirs, self.floor.pid, rate, self.seconds)

    def close(self) -> None:
        watchers.close_all(self.ours + self.theirs)


def delivery_cpu(window: Window, alone: float) -> float:
    """Seconds of one delivery: what the loop had to do beyond what it does for a post `alone`, with two watchers.

    The loop's thread alone: what a post costs elsewhere varies by more than all deliveries to 300 watchers cost.
    """
    return (window.loop - alone * window.posts) / (window.deliveries - QUIET * window.posts)


async def run(rounds: int, seconds: float, sizes=((300, 10), (1000, 50), (3000, 10))) -> dict[str, float]:
    found: dict[str, float] = {"lost": 0}
    costs: dict[int, float] = {}
    with rooms.open_room(max(size for size, _ in sizes)) as room, Bare() as floor:
        await room.sign_in()
        crowd = Crowd(room, floor, seconds)
        await crowd.fill(QUIET)
        await crowd.prepare()
        quiet = {rate: [await crowd.quiet(rate) for _ in range(rounds)] for rate in {rate for _, rate in sizes}}
        alone = {rate: median(window.loop / window.posts for window in windows) for rate, windows in quiet.items()}
        found["post_cpu_ms"] = 1000 * median(window.cpu / window.posts for window in quiet[10])
        found["lost"] += sum(window.lost for windows in quiet.values() for window in windows)
        for count, rate in sizes:
            memory = await crowd.fill(count)
            name = f"{count}x{rate}"
            print(f"… {name}", flush=True)
            turns = [(await crowd.bare_at(rate), await crowd.ours_at(rate)) for _ in range(rounds)]
            bare, ours = [one for one, _ in turns], [other for _, other in turns]
            costs[count] = median(delivery_cpu(window, alone[rate]) for window in ours)
            bare_cost = median(window.loop / window.deliveries for window in bare)
            found |= {
                f"p50_ms_{name}": median(window.millis(50) for window in ours),
                f"p95_ms_{name}": median(window.millis(95) for window in ours),
                f"p99_ms_{name}": median(window.millis(99) for window in ours),
                f"bare_p95_ms_{name}": median(window.millis(95) for window in bare),
                f"bare_p99_ms_{name}": median(window.millis(99) for window in bare),
                f"p95_ratio_{name}": figures.median_ratio([w.millis(95) for w in ours], [w.millis(95) for w in bare]),
                f"p99_ratio_{name}": figures.median_ratio([w.millis(99) for w in ours], [w.millis(99) for w in bare]),
                f"delivery_cpu_us_{name}": 1e6 * costs[count],
                f"bare_cpu_us_{name}": 1e6 * bare_cost,
                f"delivery_cpu_ratio_{name}": costs[count] / bare_cost,
            }
            found["lost"] += sum(window.lost for window in ours)
            if count == 1000:
                found["rss_kb_per_socket"] = memory
        crowd.close()
    if 300 in costs and 3000 in costs:
        found["delivery_cpu_growth_3000"] = costs[3000] / costs[300]
    return found


async def burst() -> dict[str, float]:
    """Three hundred notes at once to a hundred watchers: nothing may be missing."""
    with rooms.open_room(100) as room:
        crowd = await watch_all((room.socket(n), room.cookies(n)) for n in range(100))
        window = await measure(await through_forms(room), crowd, room.pid, 3000, 0.1)
        watchers.close_all(crowd)
    return {"lost_in_burst": window.lost, "burst_errors": window.errors}


async def full_wall(seconds: float) -> dict[str, float]:
    """What a post costs, and how long one change takes to fetch, with a hundred and with ten thousand notes."""
    costs, found = [], {}
    for notes in (100, 10_000):
        with rooms.open_room(50, notes) as room:
            seq, epoch = await room.head()
            crowd = await watch_all((room.socket(n, since=seq, epoch=epoch), room.cookies(n)) for n in range(QUIET))
            send = await through_forms(room)
            await measure(send, crowd, room.pid, 5, 2)
            windows = [await measure(send, crowd, room.pid, 10, seconds) for _ in range(3)]
            costs.append(median(window.cpu / window.posts for window in windows))
            found[f"catchup_{notes}_p95_ms"] = await catch_up(room)
            watchers.close_all(crowd)
    return {"post_cpu_growth_10k": costs[1] / costs[0], "catchup_10k_p95_ms": found["catchup_10000_p95_ms"]} | found


async def catch_up(room: Room, times: int = 100) -> float:
    from bench import posting

    seq, epoch = await room.head()
    phone = await posting.phone(room, 0)
    address = f"/w/{room.id}/changes/?as=projector&since={seq - 1}&epoch={epoch}"
    answers = [await phone.send(phone.request("GET", address)) for _ in range(times)]
    phone.close()
    assert {answer.status for answer in answers} == {200}
    return 1000 * figures.percentile([answer.seconds for answer in answers], 95)
