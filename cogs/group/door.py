"""The front door: a card to pin, from which members reach everything that they can do."""

from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press, sentence
from bot.client.faults import log
from bot.client.layout import Item, Layout, layout
from bot.client.people import person_of
from bot.client.permissions import check_allowed, posting_permissions
from bot.domain.outbox import Row
from bot.domain.refusals import Gone
from bot.services.door import CARD, PIN, is_pinned
from bot.words import say
from cogs.parts import (
    Area,
    argument,
    button,
    card,
    delivered,
    help_lines_button,
    main_button,
    row,
    text,
)

PINNING = "pin_messages"
LARGEST = 10  # digits of a number
PINS_ARE_FULL = 30003  # Discord's code


class FrontDoor(commands.Cog):
    """The preview's buttons, and the card in the channel. The command stands with the others."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._door = client.house.door
        self._area = Area(
            client,
            {
                "group.door": (self.look, Mode.UPDATE),
                "group.door_open": (self.look, Mode.REPLY),
                "group.door_post": (self.post, Mode.UPDATE),
                "group.door_drop": (self.drop, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons and the card's rows."""
        self._area.open()
        self._client.courier.carries(CARD, self._draw, self._follow, self._needs)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def look(self, press: Press) -> None:
        """Show the card before it is posted."""
        await press.answer.show(await door_preview(self._client, press.interaction))

    async def post(self, press: Press) -> None:
        """Put the card into the channel, pinned if that was pressed."""
        number, pin = argument(press), argument(press, 1) == PIN
        if not number.isdecimal() or len(number) > LARGEST:
            raise Gone("faults.old_button")
        self._door.number(press.person)
        needed = (*posting_permissions(press.interaction), *((PINNING,) if pin else ()))
        check_allowed(press.interaction, *needed)
        made = await self._door.post(press.person, int(number), pin=pin)
        delivery = await self._client.courier.deliver(made)
        where = (made.group_id, made.channel_id)
        await press.answer.show(
            delivered("group.door.posted", "group.door.posted_later", where, delivery)
        )

    async def drop(self, press: Press) -> None:
        """Post nothing."""
        await press.answer.show(sentence(say("group.door.dropped")))

    async def _draw(self, made: Row) -> Layout:
        return card(*_door(), mark=made.row_id)

    async def _needs(self, made: Row) -> tuple[str, ...]:
        return (PINNING,) if is_pinned(made) else ()

    async def _follow(self, made: Row, channel: discord.PartialMessageable) -> None:
        if not is_pinned(made) or made.message_id is None:
            return
        try:
            await channel.get_partial_message(made.message_id).pin()
        except discord.NotFound:
            return  # The card was removed.
        except discord.HTTPException as trouble:
            if trouble.code != PINS_ARE_FULL:
                raise
            log.warning("door: channel %s is full of pins; not pinned", made.channel_id)


async def door_preview(client: Circlekeeper, interaction: discord.Interaction[Any]) -> Layout:
    """Return the card as it would stand here, for whoever may post it. Raises NotAllowed."""
    number = client.house.door.number(person_of(interaction))
    may = interaction.app_permissions
    pins = may.pin_messages or may.administrator
    told = say("group.door.preview", channel=f"<#{interaction.channel_id}>")
    post, drop = say("group.door.post"), say("group.door.drop")
    ways: list[ui.Button[Any]] = [button(drop, "group.door_drop")]
    if pins:
        both = main_button(say("group.door.post_pin"), "group.door_post", number, PIN)
        ways = [both, button(post, "group.door_post", number), *ways]
    else:
        ways = [main_button(post, "group.door_post", number), *ways]
    later = [] if pins else [text(say("group.door.pin_later"))]
    return layout(text(told), *card(*_door()).children, *later, row(*ways))


def _door() -> list[Item]:
    return [
        text(f"{say('group.door.title')}\n{say('group.door.text')}"),
        text(say("group.door.together")),
        row(
            button(say("group.door.polls"), "poll.list_open"),
            button(say("group.door.coming"), "topic.coming"),
            button(say("group.door.idea"), "topic.idea"),
        ),
        text(say("group.door.words")),
        row(
            button(say("group.door.give"), "feedback.open"),
            button(say("group.door.mine"), "feedback.mine"),
            button(say("group.door.loop"), "feedback.loop_open"),
        ),
        text(say("group.door.you")),
        row(
            main_button(say("group.door.help"), "help.open"),
            help_lines_button(),
            button(say("group.door.privacy"), "privacy.open"),
        ),
    ]
