"""Schedules in words and cards: what comes when, from which topics, and why."""

from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.client.layout import Layout, layout
from bot.client.router import custom_id
from bot.domain.topics.choosing import Reason
from bot.domain.topics.occurrences import Quiet
from bot.domain.topics.planning import Planned
from bot.domain.topics.schedule import describe
from bot.domain.topics.scheduled import BALLOT_OF, HowOften, Schedule, Wish
from bot.services.topics.scheduling import Draft, Outlook
from bot.words import say
from cogs.parts import button, form, main_button, moment, plain, row, text

LISTED = 20
INTENSITIES = (1, 2, 3)
LATE, BALLOT, PIN = "late", "ballot", "pin"


def schedule_form(wish: Wish, tags: list[str], *where: object) -> ui.Modal:
    """Return the form of a schedule, filled with what was typed before.

    `tags` are those to choose from, 22 at most; `where` says for which draft or schedule it is.
    """
    often = ui.Select[Any](custom_id="often")
    for each in HowOften:
        told = say(f"topics.often.{each}")
        often.add_option(label=told, value=each, default=each == wish.often)
    pool = ui.Select[Any](custom_id="pool", required=False, min_values=0)
    offered = [*((str(n), say(f"topics.often.intensity_{n}")) for n in INTENSITIES)]
    offered += [(tag, say("topics.often.tag", tag=tag)) for tag in tags]
    for value, label in offered:
        pool.add_option(label=label, value=value, default=value in wish.pool)
    pool.max_values = len(offered)
    extras = ui.CheckboxGroup[Any](custom_id="extras", required=False, min_values=0)
    for value, wanted in ((LATE, wish.late), (BALLOT, wish.ballot), (PIN, wish.pin)):
        extras.add_option(
            label=say(f"topics.schedule.{value}"),
            value=value,
            description=say(f"topics.schedule.{value}_description", count=BALLOT_OF),
            default=wanted,
        )
    items = (
        _label("often", often),
        _label("first", _line("first", wish.first), hint=True),
        _label("at", _line("at", wish.at), hint=True),
        _label("pool", pool, hint=True),
        _label("extras", extras),
    )
    return form(say("topics.schedule.form"), "topic.plan", *where, items=items)


def draft_card(draft: Draft, outlook: Outlook) -> Layout:
    """Return what only its author sees of a schedule before it runs."""
    return layout(
        text(say("topics.schedule.preview")),
        text("\n".join((*_about(outlook.schedule), "", *_coming(outlook)))),
        row(
            main_button(say("topics.schedule.start"), "topic.start", draft.schedule_id),
            button(say("topics.schedule.edit"), "topic.replan", draft.schedule_id),
            button(say("topics.schedule.discard"), "topic.drop", draft.schedule_id),
        ),
    )


def trouble_card(draft: Draft, told: str) -> Layout:
    """Return what is wrong with a schedule, with the way back to what was typed."""
    return layout(
        text(say("topics.schedule.trouble", trouble=told)),
        row(
            main_button(say("topics.schedule.edit"), "topic.replan", draft.schedule_id),
            button(say("topics.schedule.discard"), "topic.drop", draft.schedule_id),
        ),
    )


def schedule_card(outlook: Outlook, *, keeps: bool, head: str = "") -> Layout:
    """Return one schedule; `keeps` says whether the person may change it."""
    schedule = outlook.schedule
    shown = "\n".join((*_about(schedule), "", *_coming(outlook)))
    items = [text(f"{head}\n\n{shown}" if head else shown)]
    which = schedule.schedule_id
    why = button(say("topics.schedule.why"), "topic.why_next", which)
    if not keeps:
        return layout(*items, row(why))
    paused = "resume" if schedule.progress.paused else "pause"
    buttons = [button(say(f"topics.schedule.{paused}"), "topic.keep", which, paused)]
    if not schedule.progress.paused:
        buttons.append(button(say("topics.schedule.skip"), "topic.keep", which, "skip"))
    if schedule.progress.skips:
        buttons.append(button(say("topics.schedule.unskip"), "topic.keep", which, "unskip"))
    buttons.append(button(say("topics.schedule.edit"), "topic.change", which))
    buttons.append(button(say("topics.schedule.remove"), "topic.remove", which))
    return layout(*items, row(*buttons), row(why))


def list_card(
    found: list[tuple[Schedule, datetime | None]], quiet: tuple[Quiet, ...], *, keeps: bool
) -> Layout:
    """Return the group's schedules, with a way to each."""
    if not found:
        return layout(text(say("topics.schedule.none_keeps" if keeps else "topics.schedule.none")))
    lines = [
        say("topics.schedule.line", when=sentence_of(schedule), next=_next(schedule, at))
        for schedule, at in found[:LISTED]
    ]
    told = "\n".join((f"**{say('topics.schedule.title')}**", *lines, *_quiet_lines(quiet)))
    menu = ui.Select[Any](
        custom_id=custom_id("topic.look"),
        placeholder=say("topics.schedule.look"),
        min_values=1,
        max_values=1,
    )
    for schedule, _ in found[:LISTED]:
        menu.add_option(label=sentence_of(schedule)[:100], value=schedule.schedule_id)
    items = [text(told), ui.ActionRow[Any](menu)]
    if keeps:
        buttons = [button(say("topics.schedule.quiet"), "topic.quiet")]
        if quiet:
            buttons.append(button(say("topics.schedule.unquiet"), "topic.unquiet"))
        items.append(row(*buttons))
    return layout(*items)


def quiet_form() -> ui.Modal:
    """Return the form for days on which nothing is posted."""
    items = (
        _label("quiet_first", _line("first", ""), hint=True),
        _label("quiet_last", _line("last", ""), hint=True),
    )
    return form(say("topics.schedule.quiet"), "topic.quieted", items=items)


def unquiet_form(quiet: tuple[Quiet, ...]) -> ui.Modal:
    """Return the form that lets schedules post again on days that were quiet."""
    menu = ui.Select[Any](custom_id="days", min_values=1, max_values=1)
    for days in quiet:
        value = f"{days.first.isoformat()}/{days.last.isoformat()}"
        menu.add_option(label=_days(days), value=value)
    return form(
        say("topics.schedule.unquiet"), "topic.unquieted", items=(_label("quiet_again", menu),)
    )


def why_next(outlook: Outlook) -> Layout:
    """Return why each of the next topics comes."""
    parts = [f"**{_title(outlook, each)}**\n{why(each.choice.reasons)}" for each in outlook.planned]
    return layout(text("\n\n".join(parts) or say("topics.schedule.nothing_next")))


def why(reasons: tuple[Reason, ...]) -> str:
    """Return the sentences that say why a topic came."""
    return "\n".join(f"- {say(each.key, **each.blanks)}" for each in reasons)


def sentence_of(schedule: Schedule) -> str:
    """Return when a schedule comes round, as one line."""
    told = describe(schedule.recurrence)
    return say(
        f"topics.when.{told.form}",
        number=told.number,
        nth=say(f"topics.nth.{told.number}") if told.form == "month_nth" else "",
        weekday=say(f"topics.weekday.{told.weekday}") if told.weekday is not None else "",
        at=f"{told.at:%H:%M}",
        zone=told.zone,
    )


def _about(schedule: Schedule) -> list[str]:
    wish = schedule.wish
    lines = [
        say("topics.schedule.head", when=sentence_of(schedule), channel=f"<#{wish.channel_id}>")
    ]
    if schedule.progress.paused:
        lines.append(say("topics.schedule.is_paused"))
    lines.append(_pool(wish))
    lines.append(say("topics.schedule.group_chooses" if wish.ballot else "topics.schedule.chance"))
    if wish.role_id is not None:
        lines.append(say("topics.schedule.notifies", role=f"<@&{wish.role_id}>"))
    if wish.pin:
        lines.append(say("topics.schedule.pins"))
    lines.append(say("topics.schedule.if_late" if wish.late else "topics.schedule.if_missed"))
    return lines


def _pool(wish: Wish) -> str:
    chosen = [
        say(f"topics.intensity.{each}") if each.isdecimal() else plain(each) for each in wish.pool
    ]
    return (
        say("topics.schedule.from", which=", ".join(chosen))
        if chosen
        else say("topics.schedule.from_all")
    )


def _coming(outlook: Outlook) -> list[str]:
    if not outlook.planned:
        return [say("topics.schedule.nothing_next")]
    lines = [
        say("topics.schedule.next_line", moment=moment(each.at), title=_title(outlook, each))
        for each in outlook.planned
    ]
    return [say("topics.schedule.next"), *lines, "", say("topics.schedule.may_change")]


def _title(outlook: Outlook, planned: Planned) -> str:
    if outlook.schedule.wish.ballot:
        return say("topics.schedule.groups_choice")
    topic = outlook.topics.get(planned.choice.slug or "")
    return plain(topic.title) if topic else say("topics.schedule.no_topic")


def _next(schedule: Schedule, at: datetime | None) -> str:
    if schedule.progress.paused:
        return say("topics.schedule.paused")
    return moment(at) if at else say("topics.schedule.nothing_next")


def _quiet_lines(quiet: tuple[Quiet, ...]) -> list[str]:
    if not quiet:
        return []
    return ["", say("topics.schedule.quiet_head"), *(f"- {_days(days)}" for days in quiet)]


def _days(days: Quiet) -> str:
    return say("topics.schedule.days", first=days.first.isoformat(), last=days.last.isoformat())


def _line(name: str, typed: str) -> ui.TextInput[Any]:
    return ui.TextInput[Any](
        custom_id=name, default=typed or None, max_length=40, style=discord.TextStyle.short
    )


def _label(name: str, component: ui.Item[Any], *, hint: bool = False) -> ui.Label[Any]:
    return ui.Label(
        text=say(f"topics.schedule.field_{name}"),
        description=say(f"topics.schedule.hint_{name}") if hint else None,
        component=component,
    )
