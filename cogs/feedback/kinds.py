"""Before the form: what it is about, what to do when it is about safety or about a moderator."""

from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Circlekeeper, Mode, Press
from bot.client.layout import Layout, layout
from bot.client.permissions import held_by_everybody
from bot.client.places import Post
from bot.domain.feedback.item import KINDS, Kind
from bot.domain.outbox import Row
from bot.services.feedback.giving import WANTED
from bot.words import say
from cogs.parts import Area, argument, button, card, help_lines_button, main_button, row, text

IN_A_ROW = 3


class Kinds(commands.Cog):
    """The buttons before the form. It has no commands."""

    def __init__(self, client: Circlekeeper) -> None:
        self._client = client
        self._giving = client.house.feedback.giving
        self._area = Area(
            client,
            {
                "feedback.safety": (self.safety, Mode.UPDATE),
                "feedback.to_moderator": (self.to_moderator, Mode.REPLY),
                "feedback.ask_moderator": (self.ask_moderator, Mode.UPDATE),
                "feedback.asked_moderator": (self.asked_moderator, Mode.UPDATE),
            },
        )

    async def cog_load(self) -> None:
        """Take up the buttons, and the row that tells the moderators."""
        self._area.open()
        self._client.courier.carries(WANTED, self._draw)

    async def cog_unload(self) -> None:
        """Leave them."""
        self._area.shut()

    async def safety(self, press: Press) -> None:
        """Show help lines before anything is written, and the ways to reach the moderators."""
        await press.answer.show(safety_card(argument(press)))

    async def to_moderator(self, press: Press) -> None:
        """Show other ways than to write what every moderator reads."""
        told = say("feedback.give.to_moderator", owner=_owner(press))
        # Somebody who writes all the same needn't find the way back to the kinds.
        worry = (Kind.WORRY, argument(press))
        anyway = button(say("feedback.give.anyway"), "feedback.kind", *worry)
        await press.answer.show(layout(text(told), row(help_lines_button(), anyway)))

    async def ask_moderator(self, press: Press) -> None:
        """Say what the moderators would be told, before they are; or that nothing reaches them."""
        if not await self._reaches_moderators(press):
            await press.answer.show(await self._nowhere(press))
            return
        yes = main_button(say("feedback.give.asked_yes"), "feedback.asked_moderator")
        no = button(say("feedback.give.asked_no"), "feedback.safety", argument(press))
        told = text(say("feedback.give.asked_sure"))
        await press.answer.show(layout(told, row(yes, no, help_lines_button())))

    async def asked_moderator(self, press: Press) -> None:
        """Tell the moderators at once, with the person's name and nothing else."""
        reached = await self._reaches_moderators(press)
        asked = await self._giving.ask_moderator(press.person) if reached else None
        if asked is None:
            await press.answer.show(await self._nowhere(press))
            return
        delivery = await self._client.courier.deliver(asked)
        key = "asked" if delivery.message_id is not None else "asked_later"
        told = text(say(f"feedback.give.{key}"))
        await press.answer.show(layout(told, row(help_lines_button())))

    async def _reaches_moderators(self, press: Press) -> bool:
        """Say whether there is a channel that moderators see and not everybody does."""
        guild = press.interaction.guild
        settings = await self._client.house.groups.settings(press.person.group_id)
        office = guild.get_channel(settings.moderators_channel or 0) if guild else None
        if guild is None or office is None:
            return False
        return not office.permissions_for(guild.default_role).view_channel

    async def _nowhere(self, press: Press) -> Layout:
        role = await self._giving.moderators(press.person.group_id)
        guild = press.interaction.guild
        # A role that somebody deleted leads to nobody, nor may those who hold one be there still.
        if role is not None and guild is not None and guild.get_role(role) is not None:
            who = say("feedback.give.moderators_role", role=f"<@&{role}>", owner=_owner(press))
        else:
            who = say("feedback.give.moderators_permission", owner=_owner(press))
        told = text(say("feedback.give.asked_nowhere", role=who))
        return layout(told, row(help_lines_button()))

    async def _draw(self, row: Row) -> Post:
        user_id = row.subject.split("/")[1]
        role = await self._giving.moderators(row.group_id)
        guild = self._client.get_guild(row.group_id)
        if guild is not None and role is not None and guild.get_role(role) is None:
            role = None
        told = say("feedback.notice.asked", mention=f"<@{user_id}>")
        # Whoever asked chose that the moderators be notified.
        head = f"<@&{role}>\n{told}" if role is not None else told
        return Post(card(text(head), mark=row.row_id), role_id=role)


def kinds_card(guild: discord.Guild | None, about: str = "") -> Layout:
    """Return the question what it is about, with a button for each kind; it says who will read."""
    everybody = held_by_everybody(guild, "manage_guild")
    title = say("feedback.give.title_everybody") if everybody else say("feedback.give.title")
    kinds = [_kind_button(kind, about) for kind in KINDS]
    mine = button(say("feedback.give.mine"), "feedback.mine")
    other = button(say("feedback.give.about_moderator"), "feedback.to_moderator", about)
    rows = [row(*kinds[at : at + IN_A_ROW]) for at in range(0, len(kinds), IN_A_ROW)]
    return layout(text(title), *rows, row(mine, other, help_lines_button()))


def safety_card(about: str = "") -> Layout:
    """Return what comes before writing about safety: help lines first."""
    return layout(
        text(say("feedback.give.safety")),
        row(
            button(say("support.lines.button"), "support.ask", style=discord.ButtonStyle.primary),
            button(say("feedback.give.write"), "feedback.kind", Kind.SAFETY, about),
            button(say("feedback.give.ask_moderator"), "feedback.ask_moderator", about),
        ),
    )


def _kind_button(kind: Kind, about: str) -> ui.Button[Any]:
    label = say(f"feedback.kind.{kind}")
    if kind is Kind.SAFETY:
        return button(label, "feedback.safety", about)
    return button(label, "feedback.kind", kind, about)


def _owner(press: Press) -> str:
    guild = press.interaction.guild
    return f"<@{guild.owner_id}>" if guild and guild.owner_id else "-"
