"""Cards and forms of requests: what is asked after a session, and what only its author sees."""

from collections.abc import Iterable, Iterator
from typing import Any

import discord
from discord import ui

from bot.client import Fields
from bot.client.layout import Item, Layout, layout
from bot.domain.feedback.check_out import Line
from bot.domain.feedback.request import HOURS, MAX_QUESTION, Asks, Request, Typed
from bot.services.feedback.asking import Proposal
from bot.words import say
from cogs.parts import (
    QUIET,
    button,
    card,
    feedback_button,
    form,
    help_lines_button,
    main_button,
    moment,
    plain,
    row,
    text,
    when,
)


def title_of(request: Request) -> str:
    """Return what a request is called: its question, or the check-out's usual heading."""
    return request.question or say("feedback.check_out.title")


def ask_form(typed: Typed, request_id: str = "") -> ui.Modal:
    """Return the form that asks for feedback, filled with what was typed before, if anything."""
    return form(
        say("feedback.ask.title"),
        "feedback.ask",
        request_id,
        items=(_asks(typed), _question(typed), _hours(typed)),
    )


def typed_in(fields: Fields) -> Typed:
    """Return what stands in a sent form, letter for letter."""
    hours = fields.text("hours")
    return Typed(
        asks=fields.text("asks"),
        question=fields.text("question"),
        hours=int(hours) if hours.isascii() and hours.isdecimal() else 0,
    )


def preview(proposal: Proposal, checked: Typed, channel_id: int) -> Layout:
    """Return what only the author sees before anything is posted."""
    length = say(f"feedback.ask.hours_{checked.hours}")
    open_for = say("feedback.ask.open_for", length=length[:1].lower() + length[1:])
    return layout(
        text(say("feedback.ask.intro", channel=f"<#{channel_id}>")),
        *card(*_asked(checked.asks, checked.question, open_for)).children,
        row(
            main_button(say("feedback.ask.post"), "feedback.ask_post", proposal.request_id),
            *_ways_back(proposal),
        ),
    )


def trouble(proposal: Proposal, told: str) -> Layout:
    """Return what is wrong with a draft, with the way back to the text."""
    return layout(
        text(say("feedback.ask.trouble", trouble=told)),
        row(*_ways_back(proposal)),
    )


def open_card(request: Request, mark: int) -> Layout:
    """Return the card on which a group is asked."""
    at = request.closes_at
    until = say("feedback.ask.open_until", moment=moment(at), when=when(at))
    buttons = [_way_in(request), help_lines_button()]
    if request.asks is Asks.CHECK_OUT:
        buttons.insert(1, feedback_button("request", request.request_id))
    return card(*_asked(request.asks, request.question, until), row(*buttons), mark=mark)


def closed_card(request: Request, mark: int) -> Layout:
    """Return the card once it is closed; a check-out's says what may be told."""
    lines = [f"## {plain(title_of(request))}", *_told(request)]
    # A question whose time is over takes no answer; there is always something else to say.
    give = (
        feedback_button("request", request.request_id)
        if request.asks is Asks.CHECK_OUT
        else button(say("feedback.notice.give"), "feedback.open")
    )
    return card(text("\n".join(lines)), row(give, help_lines_button()), mark=mark, colour=QUIET)


def _way_in(request: Request) -> ui.Button[Any]:
    if request.asks is Asks.CHECK_OUT:
        label = say("feedback.check_out.button")
        return main_button(label, "feedback.check_out", request.request_id)
    about = f"request/{request.request_id}"
    return main_button(say("feedback.ask.answer"), "feedback.open", about)


def _ways_back(proposal: Proposal) -> tuple[ui.Button[Any], ...]:
    return (
        button(say("feedback.ask.edit"), "feedback.ask_edit", proposal.request_id),
        button(say("feedback.ask.discard"), "feedback.ask_discard", proposal.request_id),
    )


def _asked(asks: str, question: str, until: str) -> Iterator[Item]:
    if asks == Asks.QUESTION:
        yield text(f"## {plain(question)}\n{say('feedback.ask.answering')}")
        yield text(f"-# {until}")
        return
    head = [f"## {plain(question) or say('feedback.check_out.title')}"]
    yield text("\n".join((*head, say("feedback.check_out.told"))))
    yield text(f"-# {say('feedback.check_out.private')} {until}")


def _told(request: Request) -> Iterable[str]:
    if request.asks is Asks.QUESTION:
        return [say("feedback.ask.closed")]
    if request.told is None or request.told.turnout is None:
        return [say("feedback.check_out.too_few")]
    low, high = request.told.turnout
    return [
        say("feedback.check_out.closed", low=low, high=high),
        *(
            say(
                "feedback.check_out.line",
                line=say(f"feedback.check_out.{line}"),
                share=say(f"feedback.check_out.{share or 'untold'}"),
            )
            for line, share in zip(Line, request.told.shares, strict=True)
        ),
        # After an empty line, or it would belong to the last of the four.
        f"\n-# {say('feedback.check_out.closed_note')}",
    ]


def _asks(typed: Typed) -> Item:
    group = ui.RadioGroup[Any](custom_id="asks")
    for asks in Asks:
        group.add_option(
            label=say(f"feedback.ask.{asks}"),
            value=asks,
            description=say(f"feedback.ask.{asks}_description"),
            default=asks == typed.asks,
        )
    return ui.Label[Any](text=say("feedback.ask.asks"), component=group)


def _question(typed: Typed) -> Item:
    short = len(typed.question) <= MAX_QUESTION and "\n" not in typed.question
    return ui.Label[Any](
        text=say("feedback.ask.field"),
        description=say("feedback.ask.field_hint"),
        component=ui.TextInput[Any](
            custom_id="question",
            default=typed.question or None,
            required=False,
            max_length=4000,
            style=discord.TextStyle.short if short else discord.TextStyle.paragraph,
        ),
    )


def _hours(typed: Typed) -> Item:
    menu = ui.Select[Any](custom_id="hours")
    for hours in HOURS:
        menu.add_option(
            label=say(f"feedback.ask.hours_{hours}"),
            value=str(hours),
            default=hours == typed.hours,
        )
    return ui.Label[Any](text=say("feedback.ask.hours"), component=menu)
