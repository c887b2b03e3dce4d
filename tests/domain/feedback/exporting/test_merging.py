"""Merging: every way in which private items can be of kinds, tried one by one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product

from bot.domain.feedback.exporting import FEWEST, told_alone
from bot.domain.feedback.item import Kind

MOST = 5


def every_count(kinds: int, most: int) -> Iterator[Mapping[Kind, int]]:
    for counts in product(range(most + 1), repeat=kinds):
        yield dict(zip(Kind, counts, strict=False))


def told_as_other(counts: Mapping[Kind, int]) -> dict[Kind, int]:
    alone = told_alone(counts)
    return {kind: count for kind, count in counts.items() if count and kind not in alone}


def test_no_kind_of_fewer_than_three_is_ever_told() -> None:
    assert FEWEST == 3
    for counts in every_count(7, 3):
        assert all(counts[kind] >= 3 for kind in told_alone(counts))


def test_other_holds_three_or_more_unless_there_are_fewer_private_items_in_all() -> None:
    for counts in every_count(5, MOST):
        total, other = sum(counts.values()), sum(told_as_other(counts).values())
        assert other == 0 or other >= 3 or other == total, counts


def test_other_is_never_one_kind_alone_unless_it_is_all_there_is() -> None:
    for counts in every_count(5, MOST):
        other = told_as_other(counts)
        assert len(other) != 1 or not told_alone(counts), counts
        assert len(other) != 1 or sum(counts.values()) < 3, counts


def test_no_more_is_merged_than_need_be() -> None:
    for counts in every_count(5, MOST):
        other = told_as_other(counts)
        joined = [kind for kind, count in other.items() if count >= 3]
        small = sum(count for count in other.values() if count < 3)
        assert joined == [] or (len(joined) == 1 and 0 < small < 3), counts
        assert all(counts[joined[0]] <= counts[kind] for kind in told_alone(counts) if joined)


def test_whoever_sees_an_export_can_never_be_sure_that_other_is_of_one_kind() -> None:
    """For each thing that can be seen, gather every truth behind it: none is of one kind in all."""
    behind: defaultdict[tuple[object, ...], list[dict[Kind, int]]] = defaultdict(list)
    for counts in every_count(4, MOST):
        alone = told_alone(counts)
        other = told_as_other(counts)
        shown = tuple(counts[kind] if kind in alone else 0 for kind in counts)
        behind[(*shown, sum(other.values()))].append(other)
    for shown, truths in behind.items():
        for kind in Kind:
            assert shown[-1] == 0 or not all(other.keys() == {kind} for other in truths), shown


def test_examples() -> None:
    assert told_alone({}) == set()
    assert told_alone({Kind.IDEA: 3}) == {Kind.IDEA}
    assert told_alone({Kind.IDEA: 2}) == set()
    assert told_alone({Kind.IDEA: 9, Kind.SAFETY: 1, Kind.THANKS: 4}) == {Kind.IDEA}
    assert told_alone({Kind.IDEA: 9, Kind.SAFETY: 1, Kind.THANKS: 2}) == {Kind.IDEA}
