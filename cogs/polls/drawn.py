"""Which picture a result has: the one that shows what its rules let it tell, or none."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.domain.polls.poll import Poll
from bot.domain.polls.result import Result
from bot.pictures import (
    Bar,
    Comparison,
    RunOff,
    Time,
    ranked_picture,
    result_picture,
    score_picture,
    times_picture,
)
from bot.words import say


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be drawn, and what it is called for those who don't see it.

    `draw` takes up to half a second and returns a PNG. It may raise OSError.
    """

    draw: Callable[[], bytes]
    alt: str


def picture_of(poll: Poll) -> Picture | None:
    """Return the picture of a poll's result; None where no numbers may be told."""
    result = poll.result
    if result is None:
        return None
    if result.beats or (result.preferred and not result.counts):
        compared = Comparison(result.preferred, result.beats, result.leading)
        return Picture(partial(ranked_picture, compared), say("polls.result.alt_ranked"))
    if not (result.shares or result.counts):
        return None
    decided = _decided(result)
    if result.weaker_shares or result.weaker:
        draw = partial(times_picture, _times(result), decided=decided)
        return Picture(draw, say("polls.result.alt_times"))
    if poll.method == "score":
        draw = partial(score_picture, _bars(result), _run_off(result), decided=decided)
        return Picture(draw, say("polls.result.alt_score"))
    draw = partial(result_picture, _bars(result), decided=decided)
    return Picture(draw, say("polls.result.alt"))


def _decided(result: Result) -> int | None:
    """Return how many decided, where the exact number may be told."""
    if result.turnout is None or result.passes is None:
        return None
    return result.turnout[0] - result.passes


def _bars(result: Result) -> list[Bar]:
    options = range(len(result.shares or result.counts))
    return [
        Bar(
            number=n + 1,
            share=result.shares[n] if result.shares else None,
            count=result.counts[n] if result.counts else None,
            ahead=result.leading == n,
        )
        for n in options
    ]


def _times(result: Result) -> list[Time]:
    options = range(len(result.shares or result.counts))
    return [
        Time(
            number=n + 1,
            shares=(result.shares[n], result.weaker_shares[n]) if result.shares else None,
            counts=(result.counts[n], result.weaker[n]) if result.counts else None,
            ahead=result.leading == n,
        )
        for n in options
    ]


def _run_off(result: Result) -> RunOff | None:
    if not result.finalists:
        return None
    one, other = result.finalists
    higher = None
    if result.preferred:
        higher = (result.preferred[one][other], result.preferred[other][one])
    return RunOff(one + 1, other + 1, higher)
