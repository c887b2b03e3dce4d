"""The guide's table of what each way would have said of the same nine people is true."""

import re
from pathlib import Path

import pytest

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Verdict
from bot.domain.polls.rules import Rules

GUIDE = Path(__file__).parents[4] / "docs" / "facilitators.md"
PLACES = ("the lake", "the garden", "the old town")
# Of each group: how many, their order of the places (1 is first), what is fine, their scores.
GROUPS = (
    (4, (1, 2, 0), (1, 0, 0), (5, 3, 0)),
    (3, (0, 2, 1), (0, 1, 1), (0, 3, 5)),
    (2, (0, 1, 2), (0, 1, 1), (0, 5, 2)),
)
# Two of the first group would be fine with the garden, too.
ALSO_FINE = (1, 1, 0)


def _ballots(way: str) -> list[Ballot]:
    found: list[Ballot] = []
    for count, order, fine, scores in GROUPS:
        marks = {"ranked": order, "score": scores, "approval": fine}
        first = tuple(int(place == 1) for place in order)
        found += [Ballot(marks.get(way, first))] * count
    if way == "approval":
        found[:2] = [Ballot(ALSO_FINE)] * 2
    return found


def _said(way: str, place: int) -> str:
    """Return what a way says of the nine; a proposal is about one place."""
    method = METHODS[way]
    if way == "proposal":
        fine = [ballot.marks[place] for ballot in _ballots("approval")]
        ballots = [Ballot((1, 0) if each else (0, 1)) for each in fine]
        verdict = method.verdict(method.count(ballots, 2), Rules())
        return "carried" if verdict is Verdict.CARRIED else "not carried"
    tally = method.count(_ballots(way), len(PLACES))
    (ahead,) = method.leading(tally)
    return f"{PLACES[ahead]} came out ahead"


@pytest.mark.parametrize(
    ("line", "way", "place"),
    [
        ("Choose one", "single", 0),
        ("Choose all that would be fine", "approval", 0),
        ("Rank them", "ranked", 0),
        ("Score them, 0 to 5", "score", 0),
        ('Proposal "We go to the lake"', "proposal", 0),
        ('Proposal "We go to the garden"', "proposal", 1),
    ],
)
def test_the_guide_says_what_each_way_would_have_said(line: str, way: str, place: int) -> None:
    guide = GUIDE.read_text(encoding="utf-8").partition("asked in different ways")[2]
    told = re.search(rf"^\| {re.escape(line)} \| (.*?) \|", guide, re.MULTILINE)
    assert told is not None
    assert told[1] == _said(way, place)


def test_the_numbers_in_the_guide_are_those_of_the_count() -> None:
    count = {way: METHODS[way].count(_ballots(way), 3) for way in ("single", "approval", "score")}
    assert count["single"].counts == (4, 2, 3)
    assert count["approval"].counts == (4, 7, 5)
    assert count["score"].counts == (20, 31, 19)
    assert METHODS["score"].finalists(count["score"]) == (1, 0)
    preferred = METHODS["ranked"].count(_ballots("ranked"), 3).preferred
    assert (preferred[1][0], preferred[0][1]) == (5, 4)
    assert (preferred[1][2], preferred[2][1]) == (6, 3)
    preferred = count["score"].preferred
    assert (preferred[1][0], preferred[0][1]) == (5, 4)
