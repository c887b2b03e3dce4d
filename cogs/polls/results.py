"""Results of polls, in words and as a picture: told with care, as the poll's rules allow."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout
from bot.domain.polls.methods import METHODS
from bot.domain.polls.methods.counting import Verdict
from bot.domain.polls.poll import Poll
from bot.domain.polls.publication import FLOOR
from bot.domain.polls.result import Kind, Result
from bot.pictures import Bar
from bot.words import say
from cogs.parts import (
    as_code,
    button,
    card,
    feedback_button,
    help_lines_button,
    isolated,
    link,
    plain,
    row,
    text,
)

ROOM = 2400


def result_card(
    poll: Poll, mark: int | None, picture: ui.MediaGallery[Any] | None = None
) -> Layout:
    """Return the message that tells a closed poll's result."""
    result = poll.result or Result(Kind.LOST)
    told: list[Item] = [
        text(f"## {say('polls.result.title')}: {plain(poll.question)}"),
        text("\n".join(_told(poll, result))),
    ]
    if picture is not None:
        told.append(picture)
    if numbers := _numbers(poll, result):
        told.append(text(numbers))
    told.append(text("\n".join(_notes(poll, result))))
    return card(*told, row(*_buttons(poll, result)), mark=mark)


def bars(poll: Poll) -> list[Bar]:
    """Return what a result's picture shows; nothing where no numbers may be told."""
    result = poll.result
    if result is None or not (result.shares or result.counts):
        return []
    shares = result.shares or (None,) * len(poll.options)
    counts = result.counts or (None,) * len(poll.options)
    return [
        Bar(number=n + 1, share=shares[n], count=counts[n], ahead=result.leading == n)
        for n in range(len(poll.options))
    ]


def decided(poll: Poll) -> int | None:
    """Return how many decided, where the exact number may be told."""
    result = poll.result
    if result is None or result.turnout is None or result.passes is None:
        return None
    return result.turnout[0] - result.passes


def _told(poll: Poll, result: Result) -> Iterator[str]:
    if result.kind is not Kind.OUTCOME or result.verdict is None:
        yield _no_outcome(poll, result)
        return
    if not poll.reacting.private:
        yield _hands(poll, result)
        return
    yield _verdict(poll, result, result.verdict)
    if result.verdict is Verdict.TIE and METHODS[poll.method].binding:
        yield say(f"polls.result.tie_then_{poll.rules.tie}")
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
        ahead = plain(poll.options[result.leading])
        return say(f"polls.result.ahead_{poll.method}", option=ahead)
    if verdict is Verdict.TIE:
        return say(f"polls.result.tie_{poll.method}")
    threshold = say(f"polls.threshold.{poll.rules.threshold}")
    return say(f"polls.result.{verdict}", threshold=threshold)


def _turnout(result: Result) -> str:
    low, high = result.turnout or (0, 0)
    if low == high:
        return say("polls.result.turnout_exact", count=low)
    key = "turnout_few" if low == FLOOR else "turnout"
    return say(f"polls.result.{key}", low=low, high=high)


def _numbers(poll: Poll, result: Result) -> str:
    if result.shares:
        head = say("polls.result.shares")
        told = [say(f"polls.result.{share}") for share in result.shares]
    elif result.counts:
        head = say("polls.result.counts" if poll.reacting.private else "polls.result.hands")
        told = [str(count) for count in result.counts]
    else:
        return ""
    lines = list(zip(poll.options, told, strict=True))
    shown = "\n".join(
        f"{n}. " + say("polls.result.share", option=plain(option), share=f"**{number}**")
        for n, (option, number) in enumerate(lines, start=1)
    )
    if len(shown) > ROOM:
        rows = (f"{n}. {isolated(o)}: {number}" for n, (o, number) in enumerate(lines, start=1))
        shown = as_code("\n".join(rows))
    if result.passes is not None:
        # After an empty line, or it would belong to the last option.
        shown += f"\n\n{say('polls.result.passes', count=result.passes)}"
    return f"{head}\n{shown}"


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
    if result.verdict is Verdict.CONCERN:
        yield feedback_button("poll", poll.poll_id, say("polls.result.would_help"))
    else:
        yield feedback_button("poll", poll.poll_id)
    yield help_lines_button()
