"""The summary: how sessions were over time, and what became of feedback, the same for everybody."""

import asyncio
import io
from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import ui
from discord.ext import commands

from bot.client import Answer, Circlekeeper, Mode, Press
from bot.client.faults import kind_of, log
from bot.client.layout import Item, Layout, layout
from bot.domain.feedback.check_out import Line
from bot.domain.feedback.summary import WEEKS, Counts, Past, Trend
from bot.pictures import trend_picture
from bot.services.feedback.summing import Summary
from bot.words import say
from cogs.parts import Area, day, sees, text

PICTURE = "check-outs.png"
LETTERS = "ABCD"


class Summing(commands.Cog):
    """The summary from a button on another card."""

    def __init__(self, client: Circlekeeper) -> None:
        self._summing = client.house.feedback.summing
        self._area = Area(client, {"feedback.summary": (self.open, Mode.REPLY)})

    async def cog_load(self) -> None:
        """Take up the button."""
        self._area.open()

    async def cog_unload(self) -> None:
        """Leave it."""
        self._area.shut()

    async def open(self, press: Press) -> None:
        """Show everybody alike how sessions were and what became of feedback."""
        told = await self._summing.look(press.person, sees(press.interaction))
        await show_summary(press.answer, told)


async def show_summary(answer: Answer, told: Summary) -> None:
    """Answer with the summary, and with its picture where there is one."""
    picture = await drawn(told.trend)
    shown = summary_card(told, pictured=picture is not None)
    await answer.show(shown, files=(picture,) if picture else ())


async def drawn(trend: Trend) -> discord.File | None:
    """Return the picture of a trend; None without one, or where it can't be drawn."""
    if not trend.told:
        return None
    columns = [each.told.shares for each in trend.told]
    try:
        # Drawing takes up to half a second, in which others want to be answered.
        picture = await asyncio.to_thread(trend_picture, columns)
    except OSError as error:
        # The words say it all; the picture is an extra.
        log.warning("a summary goes without its picture: %s", kind_of(error))
        return None
    return discord.File(io.BytesIO(picture), filename=PICTURE)


def summary_card(summary: Summary, *, pictured: bool) -> Layout:
    """Return the summary in words, which say more, and below them its picture if there is one."""
    shown: list[Item] = [text(f"## {say('feedback.summary.title')}")]
    shown.append(text("\n".join(_before(summary.trend))))
    if lines := list(_trend(summary.trend)):
        shown.append(text("\n".join(lines)))
    if pictured:
        alt = say("feedback.summary.alt")
        item = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=alt)
        shown += [ui.MediaGallery[Any](item), text(say("feedback.summary.chart"))]
    shown += [ui.Separator[Any](), text("\n".join(_counts(summary.counts)))]
    return layout(*shown)


def _before(trend: Trend) -> Iterator[str]:
    yield f"### {say('feedback.summary.check_outs')}"
    if not trend.told:
        yield say("feedback.summary.only_too_few" if trend.too_few else "feedback.summary.none")
        return
    yield say("feedback.summary.intro")
    for letter, line in zip(LETTERS, Line, strict=True):
        told = say(f"feedback.check_out.{line}")
        yield say("feedback.summary.letters", letter=letter, line=told)


def _trend(trend: Trend) -> Iterator[str]:
    for number, past in enumerate(trend.told, start=1):
        yield _one(number, past)
    if trend.told and trend.too_few:
        # After an empty line, or it would belong to the last check-out.
        yield f"\n{say('feedback.summary.too_few', count=trend.too_few)}"


def _one(number: int, past: Past) -> str:
    low, high = past.told.turnout or (0, 0)
    shares = (
        say(
            "feedback.summary.share",
            letter=letter,
            share=say(f"feedback.summary.{share or 'untold'}"),
        )
        for letter, share in zip(LETTERS, past.told.shares, strict=True)
    )
    return say(
        "feedback.summary.one",
        number=number,
        day=day(past.closed_at.date()),
        low=low,
        high=high,
        shares=" · ".join(shares),
    )


def _counts(counts: Counts) -> Iterator[str]:
    yield f"### {say('feedback.summary.feedback', weeks=WEEKS)}"
    if not counts.total:
        yield say("feedback.summary.no_feedback")
        return
    yield say("feedback.summary.total", count=counts.total)
    yield f"\n{say('feedback.summary.kinds')}"
    yield from _lines((say(f"feedback.kind.{kind}"), count) for kind, count in counts.kinds)
    yield f"\n{say('feedback.summary.states')}"
    yield from _lines((say(f"feedback.state.{state}"), count) for state, count in counts.states)
    if not counts.answered:
        yield f"\n{say('feedback.summary.not_answered')}"
        return
    yield f"\n{say('feedback.summary.answered', count=counts.answered)}"
    yield from _lines((say(f"feedback.summary.{speed}"), count) for speed, count in counts.speeds)


def _lines(counted: Iterable[tuple[str, int]]) -> Iterator[str]:
    for what, count in counted:
        yield say("feedback.summary.count", what=what, count=count)
