"""Any course of voting, changing, taking back and closing, against a plain list of who said what.

The result is worked out a second time, by hand and from the design's "Publication" alone.
"""

import asyncio
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.drafting import Typed
from bot.services.house import House
from tests.services.circle import HOST, Clock, Home, member, sees, waiting_rows
from tests.services.polls.asked import ask, result_of

Said = frozenset[int] | None  # the options that a person chose, or None for a pass
Wish = tuple[str, Said]  # "vote" with what is said, or "take back"
BANDS = [(3, 4), (5, 9), (10, 19), (20, 49)]
TAKE_BACK: Wish = ("take back", None)
NOTHING: dict[str, object] = {
    "verdict": None,
    "turnout": None,
    "quorum_met": True,
    "leading": None,
    "shares": (),
    "counts": (),
    "passes": None,
    "weaker": (),
    "weaker_shares": (),
    "preferred": (),
    "beats": (),
    "finalists": (),
    "tied": (),
    "drawn": None,
}


class Course(NamedTuple):
    """A poll from its opening to its closing: in each round all of them press at once."""

    typed: Typed
    rounds: list[dict[int, Wish]]


@st.composite
def courses(draw: st.DrawFn) -> Course:
    method = draw(st.sampled_from(["single", "approval"]))
    options = draw(st.integers(2, 4))
    largest = 1 if method == "single" else options
    chosen = st.frozensets(st.integers(0, options - 1), min_size=1, max_size=largest)
    wish = st.one_of(st.tuples(st.just("vote"), st.one_of(chosen, st.none())), st.just(TAKE_BACK))
    # First a whole group, so that every band is reached; then some change their minds.
    size = draw(st.integers(0, 24))
    first = draw(st.lists(wish, min_size=size, max_size=size))
    later = st.dictionaries(st.integers(0, size + 2), wish, max_size=8)
    rounds = [dict(enumerate(first)), *draw(st.lists(later, max_size=3))]
    lines = "\n".join(f"Option {number}" for number in range(options))
    return Course(Typed("What next?", lines, method, 60, standing=False), rounds)


def told(said: list[Said], options: int) -> dict[str, object]:
    """What may be published of these ballots."""
    if len(said) < 3:
        return NOTHING | {"kind": "too_few"}
    band = next((low, high) for low, high in BANDS if low <= len(said) <= high)
    decided = [each for each in said if each is not None]
    votes = {option: sum(option in each for each in decided) for option in range(options)}
    ahead = [
        option
        for option, count in votes.items()
        if all(count > other for rival, other in votes.items() if rival != option)
    ]
    words: list[str] = []
    for count in votes.values() if len(said) >= 10 else ():
        percent = Fraction(100 * count, len(decided)) if decided else Fraction(0)
        if count < 3 or percent < 25:
            words.append("few")
        else:
            words.append("many" if percent < 60 else "most")
    return NOTHING | {
        "kind": "outcome",
        "verdict": "ahead" if ahead else "tie",
        "turnout": band,
        "leading": ahead[0] if ahead else None,
        "shares": tuple(words),
    }


async def press(house: House, poll_id: str, voter: int, wish: Wish) -> bool:
    """Do what somebody wishes; return whether they had a vote in the box before."""
    todo, said = wish
    voting, person = house.polls.voting, member(voter)
    if todo == "take back":
        return (await voting.take_back(person, poll_id)).changed
    marks = dict.fromkeys(said or (), 1)
    return (await voting.cast(person, poll_id, marks, passed=said is None)).changed


async def seen_by(house: House, poll_id: str, voter: int) -> Ballot | None:
    return (await house.polls.voting.look(member(voter), poll_id)).ballot


def as_ballot(said: Said, options: int) -> Ballot:
    marks = tuple(int(said is not None and option in said) for option in range(options))
    return Ballot(marks, passed=said is None)


async def follow(house: House, course: Course) -> None:
    options = len(course.typed.options.splitlines())
    poll_id = await ask(house, course.typed)
    model: dict[int, Said] = {}
    for wishes in course.rounds:
        had = await asyncio.gather(*(press(house, poll_id, *each) for each in wishes.items()))
        assert had == [voter in model for voter in wishes]
        for voter, (todo, said) in wishes.items():
            if todo == "vote":
                model[voter] = said
            else:
                model.pop(voter, None)
        everybody = range(28)
        seen = await asyncio.gather(*(seen_by(house, poll_id, voter) for voter in everybody))
        assert list(seen) == [
            as_ballot(model[voter], options) if voter in model else None for voter in everybody
        ]
    await house.polls.closing.close(HOST, poll_id, sees)
    result = await result_of(house, poll_id)
    assert result
    assert result.to_plain() == told(list(model.values()), options)
    assert (await waiting_rows(house)).count(("poll.result", poll_id)) == 1


@pytest.fixture(scope="module")
def circle(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[asyncio.Runner, House]]:
    """One house for all courses; each has a poll of its own in it."""
    folder: Path = tmp_path_factory.mktemp("circle") / "data"
    home = Home(folder, Clock())
    with asyncio.Runner() as runner:
        yield runner, runner.run(home.open())
        runner.run(home.close())


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(course=courses())
def test_every_course_of_a_poll_ends_in_what_its_last_votes_say(
    circle: tuple[asyncio.Runner, House], course: Course
) -> None:
    runner, house = circle
    runner.run(follow(house, course))
