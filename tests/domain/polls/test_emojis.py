"""Emojis at the beginning of an option: sequences stay whole, and no letter is ever lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.emojis import split_emoji

SEQUENCES = [
    "🫖",
    "☀",
    "☀️",
    "❤️",
    "❤️‍🔥",
    "👍🏿",
    "🧑🏽‍🚀",
    "👩🏽‍🤝‍👩🏿",
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "🏴‍☠️",
    "🇩🇪",
    "1️⃣",
    "#️⃣",
    "*⃣",
]
WITHOUT = ["Tea", "1 tea", "12", "#tea", "* tea", "שלום", "日本", "-", "é", "🇩", "\u200d", "\ufe0f"]
PIECES = st.sampled_from([*SEQUENCES, *WITHOUT, "🏿", "\u200d", "\ufe0f", "\u20e3", "🇫", " ", "9"])


@pytest.mark.parametrize("emoji", SEQUENCES)
@pytest.mark.parametrize("between", ["", " ", "  "])
def test_a_sequence_stays_whole(emoji: str, between: str) -> None:
    assert split_emoji(f"{emoji}{between}tea time") == (emoji, "tea time")
    assert split_emoji(emoji) == (emoji, "")


@pytest.mark.parametrize("one", SEQUENCES)
@pytest.mark.parametrize("other", SEQUENCES)
def test_of_two_emojis_the_first_is_taken_alone(one: str, other: str) -> None:
    assert split_emoji(one + other) == (one, other)


@pytest.mark.parametrize("text", WITHOUT)
def test_a_text_that_begins_with_none_stays_a_text(text: str) -> None:
    assert split_emoji(text) == ("", text)
    assert split_emoji("") == ("", "")


def shown(text: str) -> str:
    return "".join(text.split())


@given(st.text() | st.lists(PIECES).map("".join))
def test_no_character_is_lost_or_moved(line: str) -> None:
    emoji, rest = split_emoji(line)
    assert line.startswith(emoji)
    assert shown(emoji + rest) == shown(line)
    assert rest == rest.strip()
