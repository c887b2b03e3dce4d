"""A key to a vote: it comes back from what was typed, and every small slip is noticed."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.keys import ALPHABET, fingerprint, read_key, write_key
from bot.domain.refusals import BadInput

CODES = st.binary(min_size=10, max_size=10)


def refusal(typed: str) -> str:
    with pytest.raises(BadInput) as refused:
        read_key(typed)
    return refused.value.key


@given(CODES)
def test_a_key_reads_back_as_its_code(code: bytes) -> None:
    key = write_key(code)
    assert read_key(key) == code
    assert [len(group) for group in key.split("-")] == [4, 4, 4, 4, 1]
    assert set(key) <= {*ALPHABET, "-"}


@given(CODES, CODES)
def test_different_codes_have_different_keys(one: bytes, other: bytes) -> None:
    assert (write_key(one) == write_key(other)) == (one == other)


@given(CODES)
def test_any_one_wrong_character_is_noticed(code: bytes) -> None:
    key = write_key(code).replace("-", "")
    for place, right in enumerate(key):
        for wrong in ALPHABET.replace(right, ""):
            assert refusal(key[:place] + wrong + key[place + 1 :]) == "polls.refused.key_typo"


@given(CODES)
def test_two_different_neighbours_swapped_are_noticed(code: bytes) -> None:
    key = write_key(code).replace("-", "")
    for place in range(len(key) - 1):
        one, other = key[place], key[place + 1]
        if one != other:
            swapped = key[:place] + other + one + key[place + 2 :]
            assert refusal(swapped) == "polls.refused.key_typo"


@given(CODES, st.data())
def test_case_room_dashes_and_lookalikes_dont_matter(code: bytes, data: st.DataObject) -> None:
    looks = {"0": "0Oo", "1": "1IiLl"}
    typed = ""
    for letter in write_key(code).replace("-", ""):
        typed += data.draw(st.sampled_from(["", " ", "-", "\t", "\n", " - ", "\u00a0"]))
        typed += data.draw(st.sampled_from(looks.get(letter, letter + letter.lower())))
    assert read_key(typed) == code


@pytest.mark.parametrize(
    "typed",
    ["", " ", "-", "ABCD", "0" * 16, "0" * 18, "U" * 17, "0" * 16 + "!", "٠" * 17, "é" * 17],
)
def test_what_isnt_shaped_like_a_key_is_refused_as_such(typed: str) -> None:
    assert refusal(typed) == "polls.refused.key_shape"


@given(st.text())
def test_any_text_is_a_code_or_a_refusal(typed: str) -> None:
    try:
        code = read_key(typed)
    except BadInput:
        assert refusal(typed) in ("polls.refused.key_shape", "polls.refused.key_typo")
    else:
        assert len(code) == 10


def test_the_alphabet_is_crockfords() -> None:
    # Crockford, "Base 32" (2019): the digits, then the letters without I, L, O and U.
    letters = "".join(map(chr, range(ord("A"), ord("Z") + 1)))
    kept = "".join(each for each in letters if each not in "ILOU")
    assert "0123456789" + kept == ALPHABET
    assert write_key(bytes(10)).startswith("0000-0000-0000-0000-")
    assert write_key(b"\xff" * 10).startswith("ZZZZ-ZZZZ-ZZZZ-ZZZZ-")
    assert write_key((1).to_bytes(10, "big")).startswith("0000-0000-0000-0001-")


@given(CODES)
def test_a_fingerprint_is_what_anybody_can_work_out(code: bytes) -> None:
    assert fingerprint("a1", code) == hashlib.sha256(b"a1" + code).hexdigest()[:32]
    assert fingerprint("a1", code) != fingerprint("a2", code)
