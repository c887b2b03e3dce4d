"""Which picture a poll's result has, and that every result that may be told can be drawn."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS
from bot.domain.polls.options import MAX_GRADED
from bot.domain.polls.poll import Poll
from bot.domain.polls.publication import SHARES_FROM, publish
from bot.domain.polls.result import Kind, Result, Share
from bot.domain.polls.rules import USUAL_FLOOR, Publication, Rules, Tie
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
from cogs.polls.drawn import picture_of

PNG = b"\x89PNG\r\n\x1a\n"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FEW, MANY, MOST = Share
TOLD = {"passes": 2, "turnout": (10, 10), "leading": 1}


def closed(method: str, result: Result | None, options: int = 2) -> Poll:
    named = tuple(f"Option {n}" for n in range(options))
    return Poll("a1", 1, 2, 3, "Tea?", named, method, NOW, NOW + timedelta(days=1), result=result)


def outcome(**told: object) -> Result:
    return Result.from_plain({"kind": Kind.OUTCOME} | told)


@st.composite
def polls(draw: st.DrawFn) -> tuple[Poll, int]:
    """A closed poll of any method and rules, and how many ballots were in it."""
    method = METHODS[draw(st.sampled_from(sorted(METHODS)))]
    options = len(method.fixed) or draw(st.integers(2, MAX_GRADED))
    # The same few ballots many times over, so that ties and lonely options are met too.
    marks = st.lists(st.integers(0, method.highest), min_size=options, max_size=options)
    kinds = [Ballot((0,) * options, passed=True)]
    for each in draw(st.lists(marks, min_size=1, max_size=3)):
        one = (int(position == each[0]) for position in range(options))
        kinds.append(Ballot(tuple(each if method.many else one)))
    ballots = draw(st.lists(st.sampled_from(kinds), max_size=30))
    rules = Rules(tie=draw(st.sampled_from(Tie)), publication=draw(st.sampled_from(Publication)))
    result = publish(method, method.count(ballots, options), rules)
    return closed(method.name, Result.from_plain(result.to_plain()), options), len(ballots)


@settings(max_examples=60)
@given(polls())
def test_whatever_a_result_tells_can_be_drawn(told: tuple[Poll, int]) -> None:
    poll, ballots = told
    picture = picture_of(poll)
    method, result = METHODS[poll.method], poll.result
    assert result is not None
    exact = result.turnout == (ballots, ballots) and result.passes is not None
    allowed = method.numbers if exact else method.shares and ballots >= SHARES_FROM
    if not allowed or ballots < (USUAL_FLOOR if exact else 1):
        assert picture is None
        return
    assert picture is not None
    assert picture.draw().startswith(PNG)


@pytest.mark.parametrize(
    ("method", "result", "drawn", "alt"),
    [
        (
            "ranked",
            outcome(preferred=((0, 3), (5, 0)), **TOLD),
            lambda: ranked_picture(Comparison(preferred=((0, 3), (5, 0)), ahead=1)),
            "alt_ranked",
        ),
        (
            "ranked",
            outcome(beats=((0, -1), (1, 0)), leading=1),
            lambda: ranked_picture(Comparison(beats=((0, -1), (1, 0)), ahead=1)),
            "alt_ranked",
        ),
        (
            "score",
            outcome(counts=(30, 20), preferred=((0, 3), (5, 0)), finalists=(0, 1), **TOLD),
            lambda: score_picture(
                [Bar(1, None, 30, False), Bar(2, None, 20, True)],
                RunOff(1, 2, (3, 5)),
                decided=8,
            ),
            "alt_score",
        ),
        (
            "score",
            outcome(shares=(MANY, MOST), finalists=(1, 0), leading=1, turnout=(10, 19)),
            lambda: score_picture(
                [Bar(1, MANY, None, False), Bar(2, MOST, None, True)], RunOff(2, 1), decided=None
            ),
            "alt_score",
        ),
        (
            "score",
            outcome(counts=(30, 30), preferred=((0, 3), (3, 0)), passes=2, turnout=(10, 10)),
            lambda: score_picture(
                [Bar(1, None, 30, False), Bar(2, None, 30, False)], None, decided=8
            ),
            "alt_score",
        ),
        (
            "times",
            outcome(counts=(3, 6), weaker=(4, 0), **TOLD),
            lambda: times_picture(
                [Time(1, None, (3, 4), False), Time(2, None, (6, 0), True)], decided=8
            ),
            "alt_times",
        ),
        (
            "times",
            outcome(shares=(FEW, MOST), weaker_shares=(MANY, FEW), leading=1, turnout=(10, 19)),
            lambda: times_picture(
                [Time(1, (FEW, MANY), None, False), Time(2, (MOST, FEW), None, True)], decided=None
            ),
            "alt_times",
        ),
        (
            "approval",
            outcome(counts=(3, 6), **TOLD),
            lambda: result_picture([Bar(1, None, 3, False), Bar(2, None, 6, True)], decided=8),
            "alt",
        ),
        (
            "single",
            outcome(shares=(FEW, MOST), leading=1, turnout=(10, 19)),
            lambda: result_picture(
                [Bar(1, FEW, None, False), Bar(2, MOST, None, True)], decided=None
            ),
            "alt",
        ),
    ],
)
def test_the_picture_is_that_of_the_method_with_its_own_words(
    method: str, result: Result, drawn: Callable[[], bytes], alt: str
) -> None:
    picture = picture_of(closed(method, result))
    assert picture is not None
    assert picture.draw() == drawn()
    assert picture.alt == say(f"polls.result.{alt}")


@pytest.mark.parametrize("method", sorted(METHODS))
@pytest.mark.parametrize(
    "result",
    [None, Result(Kind.TOO_FEW), Result(Kind.LOST), outcome(leading=0, turnout=(3, 4))],
    ids=("open", "too few", "lost", "no numbers"),
)
def test_where_no_numbers_may_be_told_there_is_none(method: str, result: Result | None) -> None:
    assert picture_of(closed(method, result)) is None
