"""What the list of polls shows: open ones, past ones, and the menus for a ballot and a result."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import ui

from bot.client import Circlekeeper
from bot.client.layout import Item, Layout, layout
from bot.client.people import person_of
from bot.client.permissions import held_up_by, lacking_in
from bot.client.places import HISTORY
from bot.client.router import custom_id
from bot.domain.polls.poll import Poll
from bot.services.polls.life import PAGE
from bot.words import say
from cogs.parts import button, link, plain, row, sees, shortened, text, when

MOST = 25
HELD_UP_SHOWN = 2
# How much of each question stands in the list, the longest that fits, and the room there is.
QUESTION_SHOWN = (80, 40, 20)
ROOM = 3000


async def newest(client: Circlekeeper, interaction: discord.Interaction[Any]) -> Layout:
    """Return the list with the first page of past polls, as this person may see it."""
    # A poll that was closed in this very second is past too.
    return await list_card(client, interaction, discord.utils.utcnow() + timedelta(seconds=1))


async def list_card(
    client: Circlekeeper,
    interaction: discord.Interaction[Any],
    before: datetime,
    before_id: str = "",
) -> Layout:
    """Return the list with the past polls that ended before a time, as this person may see it."""
    person, seen, life = person_of(interaction), sees(interaction), client.house.polls.life
    open_now = await life.list_open(person, seen)
    past = await life.list_past(person, seen, before, before_id)
    parts = [
        *await _held_up(client, interaction),
        *_sections(open_now, past),
        *_menus(open_now, past, interaction.channel_id),
    ]
    if len(past) < PAGE:
        return layout(*parts)
    end = (int(past[-1].closes_at.timestamp()), past[-1].poll_id)
    return layout(*parts, row(button(say("polls.list.earlier"), "poll.list", *end)))


def _sections(open_now: list[Poll], past: list[Poll]) -> tuple[ui.TextDisplay[Any], ...]:
    """Return both halves of the list, with questions cut as short as one message needs it."""
    told = ("", "")
    for length in QUESTION_SHOWN:
        told = (
            _section("open", open_now[:PAGE], len(open_now) - PAGE, length),
            _section("past", past, 0, length),
        )
        if sum(map(len, told)) <= ROOM:
            break
    return text(told[0]), text(told[1])


def _section(kind: str, found: list[Poll], more: int, length: int) -> str:
    lines = [_line(kind, poll, length) for poll in found] or [say(f"polls.list.none_{kind}")]
    if more > 0:
        lines.append(say("polls.list.more_open", count=more))
    return "\n".join((f"**{say(f'polls.list.{kind}')}**", *lines))


def _line(kind: str, poll: Poll, length: int) -> str:
    shown = plain(shortened(poll.question, length))
    if poll.message_id is not None:
        shown = f"{shown} {link(poll.group_id, poll.channel_id, poll.message_id)}"
    if discord.utils.utcnow() < poll.opened_at:
        return say("polls.list.begins_line", question=shown, when=when(poll.opened_at))
    return say(f"polls.list.{kind}_line", question=shown, when=when(poll.closes_at))


def _menus(
    open_now: Sequence[Poll], past: Sequence[Poll], channel_id: int | None
) -> Iterator[Item]:
    """Yield the menus; one may vote in the polls of the channel where one is."""
    now = discord.utils.utcnow()
    private = (poll for poll in open_now if poll.reacting.private)
    begun = (p for p in private if p.message_id is not None or p.opened_at <= now)
    if here := [poll for poll in begun if poll.channel_id == channel_id]:
        yield _menu(here, say("polls.list.vote"), custom_id("poll.list_vote"))
    if told := [poll for poll in past if poll.result is not None]:
        yield _menu(told, say("polls.list.result"), custom_id("poll.list_result"))


async def _held_up(client: Circlekeeper, interaction: discord.Interaction[Any]) -> list[Item]:
    """Return what waits to be told in channels that the person sees, and what would help."""
    guild, seen = interaction.guild, sees(interaction)
    if guild is None:
        return []
    rows = await client.house.outbox.held_up(guild.id)
    # What has its message is told, whatever of it is still to follow.
    waits = (row for row in rows if row.message_id is None)
    channels = dict.fromkeys(row.channel_id for row in waits if seen(row.channel_id))
    return [_waiting(guild, each) for each in list(channels)[:HELD_UP_SHOWN]]


def _waiting(guild: discord.Guild, channel_id: int) -> Item:
    why = say("faults.discord_busy")
    if lacking := lacking_in(guild, channel_id, HISTORY):
        why = held_up_by(channel_id, lacking)
    return text(say("polls.list.held_up", channel=f"<#{channel_id}>", why=why))


def _menu(found: Sequence[Poll], placeholder: str, custom_id: str) -> Item:
    menu = ui.Select[Any](custom_id=custom_id, placeholder=placeholder)
    for poll in found[:MOST]:
        menu.add_option(label=shortened(poll.question), value=poll.poll_id)
    return ui.ActionRow[Any](menu)
