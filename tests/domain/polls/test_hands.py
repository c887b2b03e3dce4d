"""A show of hands: what Discord counts is what is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.hands import hands_result
from bot.domain.polls.methods import Verdict
from bot.domain.polls.options import NUMBERS
from bot.domain.polls.result import Kind


@given(counts=st.lists(st.integers(0, 5), min_size=2, max_size=10))
def test_the_most_hands_lead_and_equals_are_a_tie(counts: list[int]) -> None:
    emojis = NUMBERS[: len(counts)]
    result = hands_result(emojis, {**dict(zip(emojis, counts, strict=True)), "🎉": 99})
    if not any(counts):
        assert result.kind is Kind.NOBODY
        return
    assert result.counts == tuple(counts)
    alone = counts.count(max(counts)) == 1
    assert result.verdict is (Verdict.AHEAD if alone else Verdict.TIE)
    assert result.leading == (counts.index(max(counts)) if alone else None)
    assert result.turnout is None


@pytest.mark.parametrize("shown", ["❤", "❤️"])
def test_an_emoji_counts_with_and_without_its_variation_sign(shown: str) -> None:
    assert hands_result(("❤️", "🌳"), {shown: 2}).counts == (2, 0)


def test_a_card_that_is_gone_tells_nothing() -> None:
    assert hands_result(NUMBERS[:2], None).kind is Kind.UNCOUNTED
