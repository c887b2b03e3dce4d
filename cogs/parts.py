"""Parts that every area's cards and forms are built from."""

import re
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from unicodedata import bidirectional, category
from zlib import crc32

import discord
from discord import app_commands, ui

from bot.client import Delivery, Mode, Press
from bot.client.circlekeeper import Circlekeeper
from bot.client.faults import kind_of, log, where
from bot.client.layout import Item, Layout, layout
from bot.client.router import Handler, custom_id, form_id
from bot.domain.polls.emojis import JOINER, REGIONAL, TONES
from bot.domain.refusals import Refusal
from bot.words import say

CALM = discord.Colour(0x4A7C8C)
QUIET = discord.Colour(0x8A8F98)
_BACKTICKS = re.compile("`")
# Unicode's directions (UAX 9) that change how the text around is laid out.
_TURNS = frozenset({"R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "PDF", "RLI", "LRI", "FSI", "PDI"})
# What Discord draws as a name, a channel, a command, a time or a page of the server.
_REFERENCE = re.compile("<(?=[@#/]|t:|id:)")
_ISOLATES = re.compile("[\u2066-\u2069]")
_NUMBERED = re.compile(r"^(\s*\d+)([.)])", re.MULTILINE)
FLAG_LETTERS = "".join(map(chr, REGIONAL))
OFFERED = 25
NAME_LENGTH = 100
Suggestion = app_commands.Choice[str]

Interaction = discord.Interaction[Circlekeeper]


def card(*items: Item, mark: int | None = None, colour: discord.Colour = CALM) -> Layout:
    """Return a card. `mark` is the outbox row's number, by which the card is found again."""
    box = ui.Container[Any](*items, accent_colour=colour)
    if mark is not None:
        box.id = mark
    return layout(box)


def text(content: str) -> ui.TextDisplay[Any]:
    """Return a text in Discord's markdown."""
    return ui.TextDisplay(content)


def button(
    label: str, word: str, *arguments: object, style: discord.ButtonStyle | None = None
) -> ui.Button[Any]:
    """Return a button that the router takes to `word`'s handler with these arguments."""
    return ui.Button(
        label=label,
        custom_id=custom_id(word, *arguments),
        style=style or discord.ButtonStyle.secondary,
    )


def main_button(label: str, word: str, *arguments: object) -> ui.Button[Any]:
    """Return the one button of a card that most people come for."""
    return button(label, word, *arguments, style=discord.ButtonStyle.primary)


def help_lines_button() -> ui.Button[Any]:
    """Return the button that shows help lines, which stands on every card."""
    return button(say("support.lines.button"), "support.ask")


def feedback_button(word: str, which: str, label: str | None = None) -> ui.Button[Any]:
    """Return the button that tells the moderators something about a poll or a topic."""
    return button(label or say("feedback.notice.give"), "feedback.open", f"{word}/{which}")


def fresh_menu(word: str, placeholder: str) -> ui.Select[Any]:
    """Return a menu with a number of its own.

    Without one it bears its place's number, and a menu that comes to the same place on the next
    card would still show what was chosen in this one.
    """
    return ui.Select[Any](custom_id=word, placeholder=placeholder, id=crc32(word.encode()) >> 1 | 1)


def row(*buttons: ui.Button[Any]) -> ui.ActionRow[Any]:
    """Return up to five buttons side by side."""
    return ui.ActionRow(*buttons)


def form(title: str, word: str, *arguments: object, items: Sequence[Item]) -> ui.Modal:
    """Return one opening of a form that the router takes to `word`'s handler once it is sent."""
    made = ui.Modal(title=title, custom_id=form_id(word, *arguments))
    for item in items:
        made.add_item(item)
    return made


def plain(typed: str) -> str:
    """Return what somebody typed so that Discord shows it as typed: no markdown, no mentions."""
    # discord.py leaves addresses as they are, and with them a link that hides behind other words.
    escaped = discord.utils.escape_markdown(typed).replace("](", "]\\(")
    # "1." at the beginning would become a list's number.
    shown = _NUMBERED.sub(r"\1\\\2", _REFERENCE.sub(r"\<", escaped))
    return isolated(discord.utils.escape_mentions(shown))


def isolated(typed: str) -> str:
    """Return what somebody typed so that its direction stays its own.

    Text from right to left would else take the numbers beside it along: "3" after an option in
    Arabic would stand before it. Latin text is left as it is.
    """
    if typed.isascii() or all(bidirectional(letter) not in _TURNS for letter in typed):
        return typed
    # What the text opens and doesn't close ends with the isolate; it can't end the isolate itself.
    return f"\u2068{_ISOLATES.sub('', typed)}\u2069"


def as_code(typed: str) -> str:
    """Return what somebody typed as a code block, which needs no escaping."""
    return "```\n" + _BACKTICKS.sub("\u02cb", typed) + "\n```"


def when(moment: datetime) -> str:
    """Return a time as everybody sees it in their own zone, relative ("in 5 minutes")."""
    return discord.utils.format_dt(moment, "R")


def moment(time: datetime) -> str:
    """Return a time as everybody sees it in their own zone, with date and hour."""
    return discord.utils.format_dt(time, "f")


def day(date: date) -> str:
    """Return a day as everybody's own language writes it. Noon keeps it the same day nearly
    everywhere."""
    return discord.utils.format_dt(datetime(date.year, date.month, date.day, 12, tzinfo=UTC), "D")


def link(group_id: int, channel_id: int, message_id: int) -> str:
    """Return the address of a message."""
    return f"https://discord.com/channels/{group_id}/{channel_id}/{message_id}"


def sees(interaction: discord.Interaction[Any]) -> Callable[[int], bool]:
    """Return a question: does the person who pressed see the channel of this id?"""
    guild, user = interaction.guild, interaction.user

    def asked(channel_id: int) -> bool:
        if channel_id == interaction.channel_id:
            return True
        channel = guild.get_channel_or_thread(channel_id) if guild else None
        if channel is None or not isinstance(user, discord.Member):
            return False
        if isinstance(channel, discord.Thread):
            # Who is in a private thread can't be known, so nobody is told of it from outside.
            if channel.is_private() or channel.parent is None:
                return False
            channel = channel.parent
        return channel.permissions_for(user).view_channel

    return asked


def delivered(posted: str, later: str, where: tuple[int, int], delivery: Delivery) -> Layout:
    """Return the sentence on a delivery: `posted` with its link, or `later` with why.

    Both are keys in words; `where` is the group's and the channel's id.
    """
    if delivery.message_id is None:
        # Without a why it is under way already, from a try begun a moment ago.
        why = delivery.why or say("faults.discord_busy")
        return layout(text(say(later, channel=f"<#{where[1]}>", why=why)))
    return layout(text(say(posted, link=link(*where, delivery.message_id))))


async def suggested(offers: Awaitable[Sequence[tuple[str, str]]]) -> list[Suggestion]:
    """Return pairs of name and value as an autocomplete's choices, 25 at the most.

    Whoever may not know gets none. A fault offers none either: discord.py would log who typed.
    """
    try:
        found = await offers
    except Refusal:
        return []
    except Exception as error:  # noqa: BLE001 - see above
        log.error("autocomplete: %s\n%s", kind_of(error), where(error))
        return []
    return [Suggestion(name=shortened(name), value=value) for name, value in found[:OFFERED]]


def shortened(typed: str, most: int = NAME_LENGTH) -> str:
    """Return what somebody typed in at most so many characters, cut between two of them.

    An emoji of several parts and a letter with its marks stay whole or are left out.
    """
    if len(typed) <= most:
        return typed
    end = most - 1
    while end > most // 2 and _joined(typed, end):
        end -= 1
    return f"{typed[:end].rstrip()}\u2026"


def _joined(typed: str, at: int) -> bool:
    """Say whether a cut before this letter would tear it from the one before."""
    before, after = typed[at - 1], typed[at]
    if ord(before) in REGIONAL and ord(after) in REGIONAL:
        # Two make a flag: it is torn after an odd number of them.
        letters = typed[:at]
        return (len(letters) - len(letters.rstrip(FLAG_LETTERS))) % 2 == 1
    marks = category(after).startswith("M") or ord(after) in TONES
    return marks or JOINER in (before, after)


class Area:
    """The buttons and forms of one cog: added when it is loaded, removed with it."""

    def __init__(self, client: Circlekeeper, words: dict[str, tuple[Handler, Mode]]) -> None:
        self._router = client.router
        self._words = words

    def open(self) -> None:
        """Let the router know them."""
        for word, (handler, mode) in self._words.items():
            self._router.add(word, handler, mode)

    def shut(self) -> None:
        """Let the router forget them."""
        for word in self._words:
            self._router.remove(word)


def argument(press: Press, position: int = 0) -> str:
    """Return an argument of a custom_id, empty when it is missing (a forged one)."""
    return press.arguments[position] if position < len(press.arguments) else ""
