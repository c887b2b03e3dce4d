"""The courier: carries the outbox to Discord, so that a message appears neither twice nor never.

Before sending, the row says that sending has begun. Whatever happens then, the next try first
looks through the channel for a message of ours that bears the row's number as a component's id.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from logging import ERROR, WARNING

import discord

from bot.client.faults import BROKEN, kind_of, log, where
from bot.client.layout import Layout
from bot.client.permissions import held_up_by, lacking_in
from bot.client.places import HISTORY, Post, Unreadable, breaks_a_limit, channel_of, find, post
from bot.domain.outbox import Row, Step
from bot.domain.refusals import Gone
from bot.services.outbox import Outbox
from bot.words import say

# What a row becomes.
Drawn = Layout | Post
Draw = Callable[[Row], Awaitable[Drawn]]
After = Callable[[Row, discord.PartialMessageable], Awaitable[None]]
Needs = Callable[[Row], Awaitable[tuple[str, ...]]]

# From here on the fault is Discord's, and the message may have arrived all the same.
SERVER_FAULT = 500
# Discord's codes: the channel is gone; a person takes no direct messages.
CHANNEL_GONE, SHUT_OUT = 10003, 50007
NOT_ALLOWED = (discord.Forbidden, Unreadable)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one try: the message's id if it is in Discord, else the trouble.

    `why` is the sentence for a person who waits for it: what holds it up, and what helps.
    """

    message_id: int | None = None
    trouble: Exception | None = None
    why: str = ""


class Courier:
    """Sends what the outbox holds. Each kind of row is drawn by the cog that knows it."""

    def __init__(self, client: discord.Client, outbox: Outbox) -> None:
        self._client = client
        self._outbox = outbox
        self._kinds: dict[str, tuple[Draw, After | None]] = {}
        self._needs: dict[str, Needs] = {}
        self._under_way: set[int] = set()

    def carries(
        self, kind: str, draw: Draw, after: After | None = None, needs: Needs | None = None
    ) -> None:
        """Let `draw` make the messages of that kind, and `after` do what follows in the channel.

        `after` may be called again after a failure, so it must be repeatable; `needs` names the
        permissions that it takes besides those for posting.
        """
        self._kinds[kind] = (draw, after)
        if needs is not None:
            self._needs[kind] = needs

    async def deliver_due(self) -> None:
        """Try each row whose time has come, the longest waiting first; none holds up another."""
        for row in await self._outbox.due():
            try:
                await self.deliver(row)
            except Exception as fault:  # noqa: BLE001 - the others are to arrive all the same
                log.error("outbox: %s %s\n%s", row.kind, row.row_id, where(fault))
                await self._note(row, fault, unsure=True)

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
        # What was begun before may be in Discord, whatever a failed look says.
        unsure = row.step is Step.SENDING and row.message_id is None
        try:
            found = await find(self._client, row) if unsure else row.message_id
            unsure = False
            if row.message_id is None:
                row = replace(row, message_id=await self._send(row, draw, found))
            if after is not None and row.message_id is not None:
                await after(row, channel_of(self._client, row))
        except Gone:
            log.info("outbox: %s is about something that is gone; left out", row.kind)
        except (discord.HTTPException, Unreadable, *BROKEN) as trouble:
            again = await self._note(row, trouble, unsure=unsure)
            return Delivery(row.message_id, trouble, await self._why(row, trouble, again=again))
        await self._outbox.done(row)
        return Delivery(row.message_id)

    async def _send(self, row: Row, draw: Draw, message_id: int | None) -> int:
        if message_id is None:
            drawn = await draw(row)
            await self._outbox.begin(row)
            whole = drawn if isinstance(drawn, Post) else Post(drawn)
            message_id = await post(self._client, row, whole)
        await self._outbox.sent(row, message_id)
        return message_id

    async def redraw(self, row: Row, drawn: Layout) -> discord.Message | None:
        """Change the message that a row became, and return it as it is then.

        None for one that was never sent or that somebody removed. Raises what discord.py raises.
        """
        if row.message_id is None:
            return None
        channel = channel_of(self._client, row)
        try:
            # An edit doesn't take the client's own allowed_mentions, as sending does.
            return await channel.get_partial_message(row.message_id).edit(
                view=drawn, allowed_mentions=discord.AllowedMentions.none()
            )
        except discord.NotFound:
            return None

    async def look_again(self, guild: discord.Guild) -> bool:
        """Let what a group's permissions held up be due, where they allow it again.

        Returns whether there is anything to send.
        """
        free = [
            row
            for row in await self._outbox.held_up(guild.id)
            if not await self._lacking(guild, row)
        ]
        for row in free:
            await self._outbox.hasten(row)
        return bool(free)

    async def held_up_by(self, row: Row) -> str:
        """Return the sentence on what holds a row up, and who can change it."""
        guild = self._client.get_guild(row.group_id)
        lacking = await self._lacking(guild, row) if guild else []
        return held_up_by(row.channel_id, lacking, posted=row.message_id is not None)

    async def _lacking(self, guild: discord.Guild, row: Row) -> list[str]:
        besides: tuple[str, ...] = ()
        if row.message_id is not None:
            besides = await self._needs[row.kind](row) if row.kind in self._needs else ()
        elif row.step is Step.SENDING:
            # What was begun is looked for first.
            besides = (HISTORY,)
        return lacking_in(guild, row.channel_id, *besides)

    async def _note(self, row: Row, trouble: Exception, *, unsure: bool) -> bool:
        refused = isinstance(trouble, discord.HTTPException) and trouble.status < SERVER_FAULT
        # A group that took the bot out may have it back; until then its channels can't be seen.
        known = self._client.get_guild(row.group_id) is not None
        final = known and (breaks_a_limit(trouble) or _code(trouble) in (CHANNEL_GONE, SHUT_OUT))
        held_up = isinstance(trouble, NOT_ALLOWED)
        again = await self._outbox.failed(
            row, kind_of(trouble), arrived=unsure or not refused, final=final, held_up=held_up
        )
        self._client.dispatch("work_to_do")
        level, told = (WARNING, "will be tried again") if again else (ERROR, "is given up")
        place = (row.kind, row.row_id, row.channel_id)
        log.log(level, "outbox: %s %s for channel %s %s (%s)", *place, told, kind_of(trouble))
        return again

    async def _why(self, row: Row, trouble: Exception, *, again: bool) -> str:
        if not again:
            return say("faults.given_up", reference=row.row_id)
        if isinstance(trouble, NOT_ALLOWED):
            return await self.held_up_by(row)
        return say("faults.discord_busy")


def _code(trouble: Exception) -> int:
    return trouble.code if isinstance(trouble, discord.HTTPException) else 0
