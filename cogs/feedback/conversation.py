"""A conversation about one item, as its writer or as a moderator reads it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import discord
from discord import ui

from bot.client.layout import Item as Shown
from bot.domain.feedback.item import Item, Message, Said
from bot.words import say
from cogs.parts import day, plain, text

# Discord takes 4,000 characters a message; the rest is for heads and buttons.
ROOM = 3000


@dataclass(frozen=True, slots=True)
class Conversation:
    """What to show, and the whole as a file where it is too long to be shown."""

    shown: tuple[Shown, ...]
    files: tuple[discord.File, ...]


def conversation(item: Item, *, writers_own: bool) -> Conversation:
    """Return an item's text and what was said about it, the oldest first.

    Where it is too long for a message, the text and the newest of the rest are shown, and a file
    holds all of it.
    """
    first = quoted(item.text)
    said = [_told(item, each, writers_own=writers_own) for each in item.messages]
    room, kept = ROOM - min(len(first), ROOM // 2), list[str]()
    for each in reversed(said):
        room -= len(each)
        if room < 0:
            break
        kept.insert(0, each)
    if len(kept) == len(said) and len(first) + sum(map(len, said)) <= ROOM:
        return Conversation((text("\n\n".join((first, *said))),), ())
    head = first if len(first) <= ROOM // 2 else f"{first[: ROOM // 2].rstrip()}\u2026"
    name = say("feedback.conversation.file")
    whole = "\n\n".join(_plain(item, writers_own=writers_own))
    file = discord.File(io.BytesIO(whole.encode()), filename=name)
    left_out = say("feedback.conversation.left_out")
    shown = text("\n\n".join((head, left_out, *kept)))
    return Conversation((shown, ui.File(f"attachment://{name}")), (file,))


def quoted(typed: str) -> str:
    """Return what somebody typed as a quotation."""
    return "\n".join(f"> {line}" for line in plain(typed).splitlines())


def _told(item: Item, message: Message, *, writers_own: bool) -> str:
    if message.said is Said.ANSWER:
        return "\n".join(_answer(message))
    waits = message.moves_at is not None and item.private
    lines = [say(f"feedback.conversation.{message.said}", who=_who(item, writers_own=writers_own))]
    if message.text:
        lines.append(quoted(message.text))
    if waits:
        lines.append(say("feedback.conversation.waits"))
    return "\n".join(lines)


def _answer(message: Message) -> Iterator[str]:
    by = message.by
    yield say(
        "feedback.conversation.answer",
        name=plain(by.name) if by and by.name else say("feedback.conversation.moderator"),
        day=day(by.day) if by else "",
        state=say(f"feedback.state.{message.state}"),
    )
    if message.heard:
        yield say("feedback.conversation.heard", heard=plain(message.heard))
    if message.text:
        yield quoted(message.text)


def _who(item: Item, *, writers_own: bool) -> str:
    if writers_own:
        return say("feedback.conversation.yours")
    if item.writer is None:
        return say("feedback.conversation.writer")
    return say("feedback.conversation.named", name=plain(item.writer.name))


def _plain(item: Item, *, writers_own: bool) -> Iterator[str]:
    """Yield the whole as it stands in a file, where nothing needs escaping."""
    yield item.text
    who = _who(item, writers_own=writers_own).strip("*")
    for each in item.messages:
        by = f"{each.by.name}, {each.by.day.isoformat()}" if each.by else who
        yield "\n".join(part for part in (f"[{by}]", each.heard, each.text) if part)
