"""Results of polls, in words and as a picture: told with care, as the poll's rules allow."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout
from bot.domain.decisions.decision import Decision
from bot.domain.polls.methods import METHODS
from bot.domain.polls.methods.counting import Verdict
from bot.domain.polls.poll import Poll
from bot.domain.polls.result import Kind, Result
from bot.domain.polls.rules import Tie
from bot.words import say
from bot.words.results import outcome_told
from cogs.parts import (
    button,
    card,
    feedback_button,
    help_lines_button,
    link,
    plain,
    row,
    text,
)
from cogs.polls.numbers import numbers_on_card
from cogs.polls.shown import shown


def result_card(
    poll: Poll,
    mark: int | None,
    picture: ui.MediaGallery[Any] | None = None,
    decision: Decision | None = None,
) -> Layout:
    """Return the message that tells a closed poll's result; `decision` is what it was asked for."""
    result = poll.result or Result(Kind.LOST)
    told: list[Item] = [
        text(f"## {_title(result)}: {plain(poll.question)}"),
        text("\n".join(outcome_told(poll, result, shown, plain))),
    ]
    if picture is not None:
        told.append(picture)
    if numbers := numbers_on_card(poll, result):
        told.append(text(numbers))
    told.append(text("\n".join((*_belonged(result, decision), *_notes(poll, result)))))
    return card(*told, row(*_buttons(poll, result)), mark=mark)


def _title(result: Result) -> str:
    if result.kind is Kind.TAKEN_DOWN:
        return say("polls.result.title_taken_down")
    return say("polls.result.title")


def _belonged(result: Result, decision: Decision | None) -> Iterator[str]:
    if decision is None or result.kind is Kind.TAKEN_DOWN:
        return
    if decision.message_id is None:
        yield say("polls.result.decision")
        return
    where = (decision.group_id, decision.channel_id, decision.message_id)
    yield say("polls.result.decision_link", link=link(*where))


def _notes(poll: Poll, result: Result) -> Iterator[str]:
    if not poll.reacting.private:
        yield say("polls.result.hands_note")
    elif result.kind is Kind.OUTCOME:
        yield say("polls.result.closed_note")
    if poll.message_id is not None:
        address = link(poll.group_id, poll.channel_id, poll.message_id)
        yield say("polls.result.card_link", link=address)
    else:
        yield say("polls.result.no_card")


def _buttons(poll: Poll, result: Result) -> Iterator[ui.Button[Any]]:
    if result.kind is not Kind.OUTCOME:
        yield button(say("polls.result.ask_again"), "poll.ask_again", poll.poll_id)
    if result.tied and poll.rules.tie is Tie.RUN_OFF:
        yield button(say("polls.result.ask_run_off"), "poll.run_off", poll.poll_id)
    if result.drawn is not None:
        yield button(say("polls.result.how_drawn"), "poll.lot", poll.poll_id)
    if METHODS[poll.method].moments and result.chosen is not None:
        yield button(say("polls.result.make_event"), "poll.event", poll.poll_id)
    if result.verdict is Verdict.CONCERN:
        yield feedback_button("poll", poll.poll_id, say("polls.result.would_help"))
    else:
        yield feedback_button("poll", poll.poll_id)
    if result.kind is Kind.OUTCOME and poll.reacting.private:
        yield button(say("polls.result.check_key"), "poll.check_key", poll.poll_id)
    yield help_lines_button()
