"""A poll's result in sentences: the same on its card, in a decision and in a group's records.

How an option reads depends on where it is told, so each function is given a `show` for that.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.domain.polls.methods import METHODS
from bot.domain.polls.methods.counting import Verdict
from bot.domain.polls.poll import Poll
from bot.domain.polls.result import Kind, Result
from bot.domain.polls.rules import FLOOR
from bot.words import say

Show = Callable[[Poll, int], str]
Typed = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a result tells besides its outcome: a heading, a line per option, what stands below.

    Each line comes with what is left of it without the option and without any Markdown.
    """

    head: str
    lines: tuple[tuple[str, str], ...]
    below: tuple[str, ...]


def outcome_told(poll: Poll, result: Result, show: Show, typed: Typed) -> Iterator[str]:
    """Yield what came of a poll, sentence by sentence; `typed` shows what somebody wrote."""
    if result.kind is not Kind.OUTCOME or result.verdict is None:
        yield _no_outcome(poll, result, typed)
        return
    if not poll.reacting.private:
        yield _hands(poll, result, show)
        return
    yield _verdict(poll, result, result.verdict, show)
    if result.verdict is Verdict.TIE and METHODS[poll.method].binding:
        yield from _tie(poll, result, show)
    yield _turnout(result)
    if not result.quorum_met:
        yield say("polls.result.no_quorum", count=poll.rules.quorum)
    if not METHODS[poll.method].binding:
        yield say("polls.result.decides_nothing")


def numbers_told(
    poll: Poll, result: Result, show: Show, *, pictured: bool = False
) -> Numbers | None:
    """Return a result's numbers, as far as the poll's rules let them be told; None if none.

    `pictured` says that the result's picture stands beside them.
    """
    if result.beats or (METHODS[poll.method].compares and result.preferred):
        head = say("polls.result.compared" if pictured else "polls.result.compared_alone")
        lines = tuple(_compared(poll, result, show))
    elif numbers := _each(poll, result):
        head, lines = _head(poll, result), tuple(_listed(poll, result, numbers, show))
    else:
        return None
    return Numbers(head, lines, tuple(_below(poll, result, show)))


def _no_outcome(poll: Poll, result: Result, typed: Typed) -> str:
    key = str(result.kind)
    if result.kind is Kind.TAKEN_DOWN and not poll.reacting.private:
        key = "taken_down_hands"
    return say(f"polls.result.{key}", reason=typed(poll.reason or ""))


def _hands(poll: Poll, result: Result, show: Show) -> str:
    if result.leading is None:
        return say("polls.result.tie_hands")
    return say("polls.result.ahead_hands", option=show(poll, result.leading))


def _verdict(poll: Poll, result: Result, verdict: Verdict, show: Show) -> str:
    if verdict is Verdict.AHEAD and result.leading is not None:
        return say(f"polls.result.ahead_{poll.method}", option=show(poll, result.leading))
    if verdict is Verdict.TIE:
        return say(f"polls.result.tie_{poll.method}")
    threshold = say(f"polls.threshold.{poll.rules.threshold}")
    return say(f"polls.result.{verdict}", threshold=threshold)


def _tie(poll: Poll, result: Result, show: Show) -> Iterator[str]:
    if not result.tied:
        yield say(f"polls.result.tie_then_{poll.rules.tie}")
        return
    tied = ", ".join(f"**{show(poll, position)}**" for position in result.tied)
    yield say("polls.result.tied", options=tied)
    if result.drawn is None:
        yield say("polls.result.run_off")
    else:
        yield say("polls.result.drawn", option=show(poll, result.drawn))


def _turnout(result: Result) -> str:
    low, high = result.turnout or (0, 0)
    if low == high:
        return say("polls.result.turnout_exact", count=low)
    key = "turnout_few" if low == FLOOR else "turnout"
    return say(f"polls.result.{key}", low=low, high=high)


def _head(poll: Poll, result: Result) -> str:
    if poll.method == "score":
        return say("polls.result.points_shares" if result.shares else "polls.result.points")
    if METHODS[poll.method].moments:
        return say("polls.result.works")
    if result.shares:
        return say("polls.result.shares")
    return say("polls.result.counts" if poll.reacting.private else "polls.result.hands")


def _each(poll: Poll, result: Result) -> list[str]:
    """Return each option's number or the word for its share."""
    points = "points_" if poll.method == "score" else ""
    if result.shares:
        return [say(f"polls.result.{points}{share}") for share in result.shares]
    return [str(count) for count in result.counts]


def _listed(
    poll: Poll, result: Result, numbers: list[str], show: Show
) -> Iterator[tuple[str, str]]:
    weaker = [str(count) for count in result.weaker]
    if result.weaker_shares:
        weaker = [say(f"polls.result.{share}") for share in result.weaker_shares]
    for position, number in enumerate(numbers):
        key, blanks = "polls.result.share", {"share": f"**{number}**"}
        if weaker:
            key = "polls.result.works_share"
            blanks["weaker"] = f"**{weaker[position]}**"
        yield say(key, option=show(poll, position), **blanks), f": {number}"


def _compared(poll: Poll, result: Result, show: Show) -> Iterator[tuple[str, str]]:
    for position in range(len(poll.options)):
        others = [other for other in range(len(poll.options)) if other != position]
        if result.beats:
            over = [str(other + 1) for other in others if result.beats[position][other] > 0]
        else:
            over = [pair for other in others if (pair := _pair(result, position, other))]
        told = ", ".join(over)
        key = "polls.result.compared_line" if over else "polls.result.compared_none"
        yield say(key, option=show(poll, position), over=told), f": > {told or '-'}"


def _pair(result: Result, one: int, other: int) -> str:
    more, fewer = result.preferred[one][other], result.preferred[other][one]
    if more <= fewer:
        return ""
    return say("polls.result.compared_pair", number=other + 1, more=more, fewer=fewer)


def _below(poll: Poll, result: Result, show: Show) -> Iterator[str]:
    if result.finalists:
        yield _run_off(poll, result, show)
    if result.passes is not None:
        yield say("polls.result.passes", count=result.passes)


def _run_off(poll: Poll, result: Result, show: Show) -> str:
    one, other = result.finalists
    names = {"one": show(poll, one), "other": show(poll, other)}
    if not result.preferred:
        return say("polls.result.finalists", **names)
    more, fewer = result.preferred[one][other], result.preferred[other][one]
    return say("polls.result.finalists_exact", more=more, fewer=fewer, **names)
