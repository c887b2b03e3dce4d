"""What a ballot of each method may say, and counting, against a count done by hand."""

import itertools
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS, Method
from bot.domain.polls.methods.counting import count_marks, most_marks, no_finalists
from bot.domain.refusals import BadInput

Said = frozenset[str] | None  # the names that a person says yes to, or None for a pass
NAMES = ("tea", "soup", "bread")
# The highest mark of each method that grades option by option; in all others 1 is chosen.
HIGHEST = {"ranked": 10, "score": 5, "times": 2}
CHOOSING = sorted(METHODS.keys() - HIGHEST.keys())


def written(said: Said, names: Sequence[str]) -> Ballot:
    if said is None:
        return Ballot((0,) * len(names), passed=True)
    return Ballot(tuple(int(name in said) for name in names))


def sayings(method: str, names: Sequence[str]) -> list[Said]:
    """Everything that a person can say, written down from the method's description alone."""
    sizes = (1,) if method != "approval" else range(1, len(names) + 1)
    subsets = [itertools.combinations(names, size) for size in sizes]
    return [None, *(frozenset(said) for said in itertools.chain(*subsets))]


def ahead(voices: Iterable[Said], names: Sequence[str]) -> tuple[str, ...]:
    """The names that nobody beats in a show of hands, one against one."""
    hands = {name: [said for said in voices if said is not None and name in said] for name in names}
    return tuple(
        name
        for name in names
        if hands[name] and not any(len(hands[other]) > len(hands[name]) for other in names)
    )


def check_count(voices: Sequence[Said]) -> None:
    tally = count_marks([written(said, NAMES) for said in voices], len(NAMES))
    assert tally.ballots == len(voices)
    assert tally.passes == voices.count(None)
    assert tally.decided == len([said for said in voices if said is not None])
    said_once_each = [name for said in voices if said for name in said]
    assert tally.counts == tuple(said_once_each.count(name) for name in NAMES)
    assert tuple(NAMES[position] for position in most_marks(tally)) == ahead(voices, NAMES)


@pytest.mark.parametrize(("method", "voters"), [("single", 5), ("approval", 3)])
def test_every_small_group_is_counted_as_by_hand(method: str, voters: int) -> None:
    for size in range(voters + 1):
        for voices in itertools.product(sayings(method, NAMES), repeat=size):
            check_count(voices)


@given(st.data(), st.sampled_from(CHOOSING))
def test_large_groups_are_counted_as_by_hand(data: st.DataObject, method: str) -> None:
    check_count(data.draw(st.lists(st.sampled_from(sayings(method, NAMES)), max_size=80)))


def taken(method: str, ballot: Ballot) -> bool:
    try:
        METHODS[method].check(ballot)
    except BadInput:
        return False
    return True


@pytest.mark.parametrize("method", CHOOSING)
@pytest.mark.parametrize("options", [1, 2, 3, 4, 5])
def test_a_ballot_is_taken_exactly_if_the_method_describes_it(method: str, options: int) -> None:
    names = ("tea", "soup", "bread", "rice", "figs")[:options]
    right = {written(said, names) for said in sayings(method, names)}
    for marks, passed in itertools.product(
        itertools.product((0, 1, 2), repeat=options), (False, True)
    ):
        ballot = Ballot(marks, passed)
        assert taken(method, ballot) == (ballot in right), ballot


def graded_right(method: str, ballot: Ballot) -> bool:
    """Whether a graded ballot says something: a pass alone, or marks, or that no time works."""
    in_range = all(0 <= mark <= HIGHEST[method] for mark in ballot.marks)
    marked = any(mark > 0 for mark in ballot.marks)
    if ballot.passed:
        return not marked
    return in_range and (marked or method == "times")


@pytest.mark.parametrize("method", sorted(HIGHEST))
@pytest.mark.parametrize("options", [1, 2, 3, 4, 10])
def test_a_graded_ballot_is_taken_exactly_if_the_method_describes_it(
    method: str, options: int
) -> None:
    # All marks where there are few options, else those at the edges of what a mark can be.
    top = HIGHEST[method]
    marks = [*range(top + 2), 255] if options < 4 else [0, top, top + 1][: 3 if options < 10 else 2]
    for passed in (False, True):
        for given_marks in itertools.product(marks, repeat=options):
            ballot = Ballot(given_marks, passed)
            assert taken(method, ballot) == graded_right(method, ballot), ballot


@pytest.mark.parametrize(
    ("method", "ballot", "key"),
    [
        ("single", Ballot((0, 0)), "polls.refused.one_choice"),
        ("single", Ballot((1, 1)), "polls.refused.one_choice"),
        ("single", Ballot((1, 0), passed=True), "polls.refused.one_choice"),
        ("approval", Ballot((0, 0)), "polls.refused.nothing_chosen"),
        ("approval", Ballot((1, 0), passed=True), "polls.refused.pass_goes_alone"),
        ("approval", Ballot((2, 0)), "polls.refused.form_changed"),
        ("ranked", Ballot((0, 0)), "polls.refused.nothing_chosen"),
        ("ranked", Ballot((1, 11)), "polls.refused.form_changed"),
        ("score", Ballot((0, 0)), "polls.refused.nothing_chosen"),
        ("score", Ballot((6, 0)), "polls.refused.form_changed"),
        ("score", Ballot((5, 0), passed=True), "polls.refused.pass_goes_alone"),
        ("times", Ballot((3, 0)), "polls.refused.form_changed"),
        ("times", Ballot((2, 0), passed=True), "polls.refused.pass_goes_alone"),
    ],
)
def test_a_refused_ballot_says_which_rule_it_met(method: str, ballot: Ballot, key: str) -> None:
    with pytest.raises(BadInput) as refused:
        METHODS[method].check(ballot)
    assert refused.value.key == key


def test_each_method_stands_under_its_own_name() -> None:
    assert {name: (method.name, method.many) for name, method in METHODS.items()} == {
        "single": ("single", False),
        "approval": ("approval", True),
        "ranked": ("ranked", True),
        "score": ("score", True),
        "times": ("times", True),
        "proposal": ("proposal", False),
        "consent": ("consent", False),
        "temperature": ("temperature", False),
    }


def names_of(those: Callable[[Method], object]) -> set[str]:
    return {name for name, method in METHODS.items() if those(method)}


def test_what_each_method_brings_along_and_what_it_may_tell() -> None:
    fixed = {name: len(method.fixed) for name, method in METHODS.items() if method.fixed}
    assert fixed == {"proposal": 2, "consent": 2, "temperature": 5}
    assert names_of(lambda method: not method.numbers) == {"consent"}
    assert names_of(lambda method: not method.shares) == {"consent"}
    assert names_of(lambda method: not method.binding) == {"temperature"}
    assert names_of(lambda method: method.decides_by_threshold) == {"proposal"}


def test_what_a_graded_method_brings_along() -> None:
    assert {name: METHODS[name].highest for name in names_of(lambda each: each.graded)} == HIGHEST
    assert {name: METHODS[name].highest for name in CHOOSING} == dict.fromkeys(CHOOSING, 1)
    assert names_of(lambda method: method.blank) == {"times"}
    assert names_of(lambda method: method.moments) == {"times"}
    assert names_of(lambda method: method.compares) == {"ranked"}
    assert names_of(lambda method: method.finalists is not no_finalists) == {"score"}
    assert {name: method.points for name, method in METHODS.items()} == {
        name: 5 if name == "score" else 1 for name in METHODS
    }
