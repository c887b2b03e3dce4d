"""The courier: carries the outbox to Discord, so that a message appears neither twice nor never.

Before sending, the row says that sending has begun. Whatever happens then, the next try first
looks through the channel for a message of ours that bears the row's number as a component's id.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import discord

from bot.client.faults import BROKEN, kind_of, log
from bot.client.layout import Layout
from bot.domain.outbox import Row, Step
from bot.domain.refusals import Gone
from bot.services.outbox import Outbox

# What a row becomes: a layout, or a layout that refers to one file.
Drawn = Layout | tuple[Layout, discord.File]
Draw = Callable[[Row], Awaitable[Drawn]]
After = Callable[[Row, discord.PartialMessageable], Awaitable[None]]

LOOK_BACK = timedelta(minutes=1)
LOOK_AT = 200
# From here on the fault is Discord's, and the message may have arrived all the same.
SERVER_FAULT = 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one try: the message's id if it is in Discord, else the trouble."""

    message_id: int | None = None
    trouble: Exception | None = None


class Courier:
    """Sends what the outbox holds. Each kind of row is drawn by the cog that knows it."""

    def __init__(self, client: discord.Client, outbox: Outbox) -> None:
        self._client = client
        self._outbox = outbox
        self._kinds: dict[str, tuple[Draw, After | None]] = {}
        self._under_way: set[int] = set()

    def carries(self, kind: str, draw: Draw, after: After | None = None) -> None:
        """Let `draw` make the messages of that kind, and `after` do what follows in the channel.

        `after` may be called again after a failure, so it must be repeatable.
        """
        self._kinds[kind] = (draw, after)

    async def deliver_due(self) -> None:
        """Try each row whose time has come, the longest waiting first."""
        for row in await self._outbox.due():
            await self.deliver(row)

    async def deliver(self, row: Row) -> Delivery:
        """Try one row now. A failure is noted and tried again later, and told in the Delivery."""
        if row.row_id in self._under_way:
            return Delivery(row.message_id)
        self._under_way.add(row.row_id)
        try:
            return await self._try(row)
        finally:
            self._under_way.discard(row.row_id)

    async def _try(self, row: Row) -> Delivery:
        draw, after = self._kinds[row.kind]
        try:
            if row.message_id is None:
                row = replace(row, message_id=await self._send(row, draw))
            if after is not None and row.message_id is not None:
                await after(row, self._channel(row))
        except Gone:
            log.info("outbox: %s is about something that is gone; left out", row.kind)
        except (discord.HTTPException, *BROKEN) as trouble:
            await self._note(row, trouble)
            return Delivery(row.message_id, trouble)
        await self._outbox.done(row)
        return Delivery(row.message_id)

    async def _send(self, row: Row, draw: Draw) -> int:
        channel = self._channel(row)
        message_id = await self._find(channel, row) if row.step is Step.SENDING else None
        if message_id is None:
            drawn = await draw(row)
            view, files = (drawn[0], [drawn[1]]) if isinstance(drawn, tuple) else (drawn, [])
            await self._outbox.begin(row)
            # discord.py enforces a nonce that is given: a second send within minutes is the first.
            message_id = (await channel.send(view=view, files=files, nonce=row.row_id)).id
        await self._outbox.sent(row, message_id)
        return message_id

    async def _find(self, channel: discord.PartialMessageable, row: Row) -> int | None:
        me = self._client.user
        since = row.made_at - LOOK_BACK
        async for message in channel.history(limit=LOOK_AT, after=since):
            if me is not None and message.author.id == me.id and _bears(message, row.row_id):
                return message.id
        return None

    async def _note(self, row: Row, trouble: Exception) -> None:
        refused = isinstance(trouble, discord.HTTPException) and trouble.status < SERVER_FAULT
        again = await self._outbox.failed(row, kind_of(trouble), arrived=not refused)
        self._client.dispatch("work_to_do")
        told = "will be tried again" if again else "is given up"
        log.warning(
            "outbox: %s for channel %s %s (%s)", row.kind, row.channel_id, told, kind_of(trouble)
        )

    def _channel(self, row: Row) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(row.channel_id, guild_id=row.group_id)


def _bears(message: discord.Message, mark: int) -> bool:
    components: list[Any] = list(message.components)
    return any(getattr(component, "id", None) == mark for component in components)
