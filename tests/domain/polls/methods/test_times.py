"""Times: the best ones by brute force, from what people say and not from counts."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Verdict
from bot.domain.polls.rules import Rules

TIMES = METHODS["times"]
Answers = dict[str, str]  # what one person says of each time
MARKS = {"works": 2, "if needed": 1, "doesn't": 0}
NAMES = ("Monday", "Tuesday", "Friday")


def answers(*said: str) -> Answers:
    return dict(zip(NAMES, said, strict=True))


def better(one: str, other: str, people: list[Answers]) -> bool:
    """Whether a time is better: for more people it works, or for as many and more could come."""
    for good in (["works"], ["works", "if needed"]):
        first = [person for person in people if person[one] in good]
        second = [person for person in people if person[other] in good]
        if len(first) != len(second):
            return len(first) > len(second)
    return False


def best(people: list[Answers]) -> tuple[str, ...]:
    somebody = any(said != "doesn't" for person in people for said in person.values())
    if not somebody:
        return ()
    return tuple(name for name in NAMES if not any(better(other, name, people) for other in NAMES))


def check(people: list[Answers], passes: int) -> None:
    ballots = [Ballot(tuple(MARKS[person[name]] for name in NAMES)) for person in people]
    ballots += [Ballot((0, 0, 0), passed=True)] * passes
    for ballot in ballots:
        TIMES.check(ballot)
    tally = TIMES.count(ballots, len(NAMES))
    expected = best(people)
    assert tuple(NAMES[at] for at in TIMES.leading(tally)) == expected
    assert (TIMES.verdict(tally, Rules()) is Verdict.AHEAD) == (len(expected) == 1)


SAYINGS = [answers(*said) for said in itertools.product(MARKS, repeat=3)]


@pytest.mark.parametrize("size", range(4))
def test_every_small_group_finds_its_best_times(size: int) -> None:
    for people in itertools.combinations_with_replacement(SAYINGS, size):
        check([*people], passes=size % 2)


@given(st.lists(st.sampled_from(SAYINGS), max_size=40), st.integers(0, 3))
def test_large_groups_find_their_best_times(people: list[Answers], passes: int) -> None:
    check(people, passes)


def test_a_time_that_works_for_one_more_is_ahead_of_one_that_all_could_come_to_if_needed() -> None:
    monday = answers("works", "if needed", "doesn't")
    both = answers("works", "works", "doesn't")
    neither = answers("doesn't", "if needed", "if needed")
    assert best([monday, both, neither, neither]) == ("Monday",)
    assert best([both, both, neither]) == ("Tuesday",)
    check([monday, both, neither, neither], 0)
