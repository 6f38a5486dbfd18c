from urllib.parse import parse_qsl

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer

from live import feed, hints, waiting
from live.hub import Subscriber, hub
from live.lines import line_to
from live.models import Room
from live.prepared import Given, prepared

REFUSED = 4403
LONGEST = 1024


@prepared
def rooms_named():
    return Room.objects.filter(public_id=Given("public_id"))


class LiveConsumer(AsyncWebsocketConsumer):
    """Pushes a room to one screen. Receives nothing but how much waits there: people write over HTTP."""

    # Nobody sends to one socket alone: with a channel of its own each phone would hold a connection to Redis, and die
    # with it. The hub listens for all of them.
    channel_layer_alias = ""
    subscriber: Subscriber | None = None
    room: Room | None = None

    async def connect(self):
        # Refused sockets are accepted first: a browser takes a refusal before that for an outage and tries for ever.
        await self.accept()
        wish = dict(parse_qsl(self.scope["query_string"].decode("latin-1")))
        self.room, audience = await self.admitted(wish)
        if self.room is None or audience is None:
            await self.close(REFUSED)
            return
        cursor = feed.cursor_from(wish.get("since", ""))
        self.subscriber = Subscriber(
            audience, cursor, wish.get("epoch", ""), line_to(self.scope, self.push, self.close)
        )
        hub.join(self.room.pk, self.room.public_id, self.subscriber)

    @database_sync_to_async
    def admitted(self, wish: dict[str, str]):
        room = rooms_named.first(public_id=self.scope["url_route"]["kwargs"]["public_id"])
        return room, room and feed.renderers[room.kind].admit(dict(self.scope), room, wish)

    async def push(self, text: str):
        await self.send(text_data=text)

    async def receive(self, text_data=None, bytes_data=None):
        if len(text_data or bytes_data or "") > LONGEST:
            await self.close(1009)
        elif self.subscriber and self.room and (region := await self.heard(text_data or "")):
            await hints.tell(self.room.public_id, self.subscriber.cursor, region)

    @database_sync_to_async
    def heard(self, said: str) -> str:
        """The region of the desk for which this is news."""
        count = waiting.said_in(said)
        assert self.room
        return "" if count is None else feed.renderers[self.room.kind].waits(dict(self.scope), self.room, count)

    async def disconnect(self, code):
        if self.subscriber and self.room:
            hub.leave(self.room.pk, self.subscriber)
