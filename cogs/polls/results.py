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
from bot.domain.polls.rules import FLOOR, Tie
from bot.words import say
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
from cogs.polls.numbers import numbers_told
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
        text("\n".join(_told(poll, result))),
    ]
    if picture is not None:
        told.append(picture)
    if numbers := numbers_told(poll, result):
        told.append(text(numbers))
    told.append(text("\n".join((*_belonged(result, decision), *_notes(poll, result)))))
    return card(*told, row(*_buttons(poll, result)), mark=mark)


def _title(result: Result) -> str:
    if result.kind is Kind.TAKEN_DOWN:
        return say("polls.result.title_taken_down")
    return say("polls.result.title")


def _told(poll: Poll, result: Result) -> Iterator[str]:
    if result.kind is not Kind.OUTCOME or result.verdict is None:
        yield _no_outcome(poll, result)
        return
    if not poll.reacting.private:
        yield _hands(poll, result)
        return
    yield _verdict(poll, result, result.verdict)
    if result.verdict is Verdict.TIE and METHODS[poll.method].binding:
        yield from _tie(poll, result)
    yield _turnout(result)
    if not result.quorum_met:
        yield say("polls.result.no_quorum", count=poll.rules.quorum)
    if not METHODS[poll.method].binding:
        yield say("polls.result.decides_nothing")


def _no_outcome(poll: Poll, result: Result) -> str:
    key = str(result.kind)
    if result.kind is Kind.TAKEN_DOWN and not poll.reacting.private:
        key = "taken_down_hands"
    return say(f"polls.result.{key}", reason=plain(poll.reason or ""))


def _hands(poll: Poll, result: Result) -> str:
    if result.leading is None:
        return say("polls.result.tie_hands")
    return say("polls.result.ahead_hands", option=plain(poll.options[result.leading]))


def _verdict(poll: Poll, result: Result, verdict: Verdict) -> str:
    if verdict is Verdict.AHEAD and result.leading is not None:
        ahead = shown(poll, result.leading)
        return say(f"polls.result.ahead_{poll.method}", option=ahead)
    if verdict is Verdict.TIE:
        return say(f"polls.result.tie_{poll.method}")
    threshold = say(f"polls.threshold.{poll.rules.threshold}")
    return say(f"polls.result.{verdict}", threshold=threshold)


def _tie(poll: Poll, result: Result) -> Iterator[str]:
    if not result.tied:
        yield say(f"polls.result.tie_then_{poll.rules.tie}")
        return
    tied = ", ".join(f"**{shown(poll, position)}**" for position in result.tied)
    yield say("polls.result.tied", options=tied)
    if result.drawn is None:
        yield say("polls.result.run_off")
    else:
        yield say("polls.result.drawn", option=shown(poll, result.drawn))


def _turnout(result: Result) -> str:
    low, high = result.turnout or (0, 0)
    if low == high:
        return say("polls.result.turnout_exact", count=low)
    key = "turnout_few" if low == FLOOR else "turnout"
    return say(f"polls.result.{key}", low=low, high=high)


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
