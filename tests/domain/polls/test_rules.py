"""Rules: thresholds in whole numbers, quorums on the bands' edges, and what no rule can be."""

import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.publication import turnout_band
from bot.domain.polls.rules import QUORUMS, Publication, Rules, Threshold, Tie
from bot.domain.refusals import BadInput

PARTS = {
    Threshold.TWO_THIRDS: Fraction(2, 3),
    Threshold.THREE_QUARTERS: Fraction(3, 4),
    Threshold.ALL: Fraction(1),
}
PLAIN = Rules().to_plain()
RULES = st.builds(
    Rules,
    threshold=st.sampled_from(list(Threshold)),
    quorum=st.sampled_from(QUORUMS),
    tie=st.sampled_from(list(Tie)),
    publication=st.sampled_from(list(Publication)),
    floor=st.integers(3, 1000),
)


@pytest.mark.parametrize("threshold", list(Threshold))
def test_a_threshold_is_reached_by_exactly_its_part_of_those_who_decided(
    threshold: Threshold,
) -> None:
    for decided in range(61):
        for yes in range(decided + 1):
            if decided == 0:
                carried = False
            elif threshold is Threshold.HALF:
                carried = Fraction(yes, decided) > Fraction(1, 2)
            else:
                carried = Fraction(yes, decided) >= PARTS[threshold]
            assert threshold.carried(yes, decided) == carried, (yes, decided)


def test_a_threshold_of_huge_numbers_is_not_rounded() -> None:
    third = 10**17
    assert Threshold.TWO_THIRDS.carried(2 * third, 3 * third)
    assert not Threshold.TWO_THIRDS.carried(2 * third - 1, 3 * third)
    assert not Threshold.HALF.carried(third, 2 * third)
    assert Threshold.HALF.carried(third + 1, 2 * third)


def test_a_harder_threshold_carries_nothing_that_an_easier_one_doesnt() -> None:
    order = (Threshold.ALL, Threshold.THREE_QUARTERS, Threshold.TWO_THIRDS, Threshold.HALF)
    for decided in range(61):
        for yes in range(decided + 1):
            carried = [threshold.carried(yes, decided) for threshold in order]
            assert carried == sorted(carried)


def test_every_quorum_is_the_lower_edge_of_a_band() -> None:
    assert QUORUMS[0] == 0
    assert list(QUORUMS) == sorted(set(QUORUMS))
    assert all(turnout_band(quorum)[0] == quorum for quorum in QUORUMS[1:])


@given(RULES)
def test_rules_come_back_from_json_as_they_were(rules: Rules) -> None:
    assert Rules.from_plain(json.loads(json.dumps(rules.to_plain()))) == rules


@pytest.mark.parametrize(
    "changed",
    [
        {"threshold": "most"},
        {"quorum": 4},
        {"quorum": -3},
        {"quorum": 1000},
        {"quorum": "many"},
        {"tie": "coin"},
        {"publication": "names"},
        {"floor": 2},
        {"floor": 0},
        {"floor": -5},
        {"floor": "low"},
    ],
    ids=str,
)
def test_values_that_no_rule_has_are_refused(changed: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        Rules.from_plain(PLAIN | changed)
    assert refused.value.key == "polls.refused.form_changed"


@pytest.mark.parametrize("missing", sorted(PLAIN))
def test_rules_without_one_of_them_are_refused(missing: str) -> None:
    with pytest.raises(BadInput) as refused:
        Rules.from_plain({name: value for name, value in PLAIN.items() if name != missing})
    assert refused.value.key == "polls.refused.form_changed"
