"""Drafting: what makes a poll, what is refused and in which words, and what is left as typed."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.drafting import (
    DELAYS,
    MAX_QUESTION,
    MINUTES,
    Draft,
    Typed,
    check,
)
from bot.domain.polls.methods import METHODS
from bot.domain.polls.options import MAX_OPTION, MAX_OPTIONS, NUMBERS
from bot.domain.polls.poll import Reacting
from bot.domain.polls.rules import Publication, Rules, Threshold
from bot.domain.refusals import BadInput
from tests.domain.polls.offered import offer

STANDING = ("Keep things as they are", "I'd like more conversation first")
TYPED = Typed("When shall we meet?", "Monday\nThursday")


# The texts of the options that are always the same, by key.
FIXED = {key: f"({key})" for method in METHODS.values() for key in method.fixed}


def checked(typed: Typed, standing: tuple[str, ...] = STANDING) -> Draft:
    return check(typed, offer(standing, FIXED))


def refusal(typed: Typed) -> tuple[str, dict[str, object]]:
    with pytest.raises(BadInput) as refused:
        checked(typed)
    return refused.value.key, dict(refused.value.blanks)


def test_what_was_typed_becomes_a_draft_with_the_standing_options_last() -> None:
    draft = checked(replace(TYPED, method="single", minutes=60))
    assert draft.question == "When shall we meet?"
    assert draft.options == ("Monday", "Thursday", *STANDING)
    assert (draft.method, draft.minutes) == ("single", 60)


def test_the_standing_options_are_left_off_when_unwanted() -> None:
    assert checked(replace(TYPED, standing=False)).options == ("Monday", "Thursday")


def test_one_own_option_is_a_choice_beside_the_standing_ones() -> None:
    assert checked(replace(TYPED, options="Monday")).options == ("Monday", *STANDING)


def test_rooms_and_empty_lines_are_tidied_and_letters_are_not() -> None:
    draft = checked(
        Typed("  When \n shall\twe meet? ", "\n Monday  noon \r\n\n \t \nThursday\n"), ()
    )
    assert draft.question == "When shall we meet?"
    assert draft.options == ("Monday noon", "Thursday")


@pytest.mark.parametrize("blank", ["", " ", "\n\n", "\t \u00a0 \u3000"])
def test_an_empty_question_or_list_is_refused(blank: str) -> None:
    assert refusal(replace(TYPED, question=blank)) == ("polls.refused.no_question", {})
    assert refusal(replace(TYPED, options=blank)) == ("polls.refused.few_options", {})


def test_one_option_alone_is_no_choice() -> None:
    alone = replace(TYPED, options="Monday", standing=False)
    assert refusal(alone) == ("polls.refused.few_options", {})


def test_the_longest_question_is_taken_and_one_letter_more_is_refused() -> None:
    assert checked(replace(TYPED, question="q" * 300)).question == "q" * 300
    too_long = refusal(replace(TYPED, question="q" * 301))
    assert too_long == ("polls.refused.long_question", {"most": 300, "length": 301})


def test_the_longest_option_is_taken_and_one_letter_more_is_refused() -> None:
    assert checked(replace(TYPED, options="a\n" + "b" * 100)).options[1] == "b" * 100
    too_long = refusal(replace(TYPED, options="a\n" + "b" * 101 + "\nc"))
    assert too_long == (
        "polls.refused.long_option",
        {"number": 2, "most": 100, "length": 101},
    )


def test_twenty_own_options_are_taken_and_the_next_is_refused() -> None:
    lines = [f"Day {number}" for number in range(1, 22)]
    twenty = checked(replace(TYPED, options="\n".join(lines[:20])))
    assert twenty.options == (*lines[:20], *STANDING)
    many = refusal(replace(TYPED, options="\n".join(lines)))
    assert many == ("polls.refused.many_options", {"most": 20, "count": 21})


@pytest.mark.parametrize(
    ("options", "first", "second"),
    [
        ("Tea\nSoup\nTea", 1, 3),
        ("Soup\ntea\n TEA ", 2, 3),
        ("Straße\nSTRASSE", 1, 2),
        ("ΟΔΟΣ\nοδος", 1, 2),
        ("a  b\nc\na b", 1, 3),
        ("Tea\nkeep THINGS as they are", 2, 3),
    ],
)
def test_the_same_option_twice_is_refused_whatever_its_case(
    options: str, first: int, second: int
) -> None:
    doubled = refusal(replace(TYPED, options=options))
    assert doubled == ("polls.refused.same_option", {"first": first, "second": second})


def test_a_standing_text_of_ones_own_is_fine_where_the_standing_options_are_off() -> None:
    own = replace(TYPED, options=f"Tea\n{STANDING[0]}", standing=False)
    assert checked(own).options == ("Tea", STANDING[0])


@pytest.mark.parametrize("minutes", [0, 1, -5, 61, 10**9])
def test_a_length_that_the_form_doesnt_offer_is_refused(minutes: int) -> None:
    assert refusal(replace(TYPED, minutes=minutes)) == ("polls.refused.form_changed", {})


@pytest.mark.parametrize("method", ["", "Single", "star", "veto"])
def test_a_method_that_isnt_known_is_refused(method: str) -> None:
    assert refusal(replace(TYPED, method=method)) == ("polls.refused.form_changed", {})


@pytest.mark.parametrize("minutes", MINUTES)
@pytest.mark.parametrize("method", ["single", "approval"])
def test_every_length_and_method_of_the_form_is_taken(method: str, minutes: int) -> None:
    draft = checked(replace(TYPED, method=method, minutes=minutes))
    assert (draft.method, draft.minutes) == (method, minutes)


@pytest.mark.parametrize(
    "option",
    [
        "🫖 tea",
        "👩🏽‍🤝‍👩🏿",
        "שלום לכולם",
        "مرحبا بالجميع",
        "\u202eright to left\u202c",
        "ไปกินข้าว",
        "日本語のオプション",
        "*bold* `code` <@123> @everyone",
    ],
)
def test_every_script_and_emoji_is_kept_as_it_was_typed(option: str) -> None:
    draft = checked(Typed(option, f"{option}\nother"))
    assert (draft.question, draft.options[0]) == (option, option)


@given(typed=st.builds(Typed, question=st.text(), options=st.text(), standing=st.booleans()))
def test_any_text_is_a_draft_within_its_limits_or_a_refusal(typed: Typed) -> None:
    try:
        draft = checked(typed)
    except BadInput:
        return
    own = draft.options[: -len(STANDING)] if typed.standing else draft.options
    assert 1 <= len(draft.question) <= MAX_QUESTION
    assert 1 <= len(own) <= MAX_OPTIONS
    assert 2 <= len(draft.options) == len({option.casefold() for option in draft.options})
    assert all(1 <= len(option) <= MAX_OPTION for option in draft.options)
    # Nothing was added or lost but the room between words.
    assert "".join(draft.question.split()) == "".join(typed.question.split())
    assert "".join("".join(own).split()) == "".join(typed.options.split())


@given(typed=st.builds(Typed))
def test_what_was_typed_comes_back_letter_for_letter(typed: Typed) -> None:
    assert Typed.from_plain(json.loads(json.dumps(typed.to_plain()))) == typed


QUICK = Typed("Tea?", "🫖 Tea\nWater", reacting="quick")


def test_a_quick_poll_has_an_emoji_per_option_and_its_number_where_none_was_typed() -> None:
    draft = checked(
        replace(QUICK, options="🫖 Tea\nWater\n👩🏽‍🤝‍👩🏿 Both\n☀️Sun\nMilk", method="approval")
    )
    assert draft.options == ("Tea", "Water", "Both", "Sun", "Milk")
    assert draft.emojis == ("🫖", NUMBERS[1], "👩🏽‍🤝‍👩🏿", "☀️", NUMBERS[4])
    # One press means one option, and there is no room for the standing ones.
    assert (draft.method, draft.reacting, draft.standing) == ("single", Reacting.QUICK, False)


def test_a_quick_poll_has_two_to_five_options() -> None:
    for count in (2, 3, 4, 5):
        lines = "\n".join(f"Day {number}" for number in range(count))
        assert checked(replace(QUICK, options=lines)).emojis == NUMBERS[:count]
    six = "\n".join(f"Day {number}" for number in range(6))
    assert refusal(replace(QUICK, options=six)) == (
        "polls.refused.many_emojis",
        {"most": 5, "count": 6},
    )
    assert refusal(replace(QUICK, options="🫖 Tea")) == ("polls.refused.few_options", {})


def test_an_emoji_alone_is_no_option() -> None:
    alone = refusal(replace(QUICK, options="Tea\n🫖"))
    assert alone == ("polls.refused.emoji_alone", {"number": 2})
    # In a form it is a text like any other.
    assert checked(Typed("Tea?", "Tea\n🫖")).options == ("Tea", "🫖", *STANDING)


def test_the_same_option_behind_two_emojis_is_refused() -> None:
    doubled = refusal(replace(QUICK, options="🫖 Tea\n🍵 tea"))
    assert doubled == ("polls.refused.same_option", {"first": 1, "second": 2})


@pytest.mark.parametrize("method", ["proposal", "consent", "temperature"])
@pytest.mark.parametrize("options", ["", "Tea\nTea", "x" * 400, "\n".join(map(str, range(30)))])
@pytest.mark.parametrize("reacting", ["form", "quick", "of another version"])
def test_a_method_with_fixed_options_takes_no_heed_of_what_was_typed(
    method: str, options: str, reacting: str
) -> None:
    draft = checked(Typed("Shall we move?", options, method, reacting=reacting))
    assert draft.options == tuple(FIXED[key] for key in METHODS[method].fixed)
    assert (draft.method, draft.reacting, draft.emojis) == (method, Reacting.FORM, ())
    assert not draft.standing


@pytest.mark.parametrize("delay", DELAYS)
def test_every_delay_of_the_form_is_taken(delay: int) -> None:
    assert checked(replace(TYPED, delay=delay)).delay == delay


@pytest.mark.parametrize("changed", [{"delay": 1}, {"delay": -60}, {"reacting": "hands up"}])
def test_a_delay_or_way_that_the_form_doesnt_offer_is_refused(changed: dict[str, Any]) -> None:
    assert refusal(replace(TYPED, **changed)) == ("polls.refused.form_changed", {})


def test_the_rules_go_into_the_draft_as_they_were_set() -> None:
    rules = Rules(Threshold.ALL, 20, publication=Publication.COUNTS, floor=9)
    typed = replace(TYPED, rules=rules, voter_role=77, here_only=True, remind=False)
    draft = checked(typed)
    assert (draft.rules, draft.voter_role, draft.here_only) == (rules, 77, True)
    assert not draft.remind


def test_a_draft_of_the_first_version_is_read_with_the_usual_rules() -> None:
    first = {"question": "Tea?", "options": "a\nb", "method": "single", "minutes": 60}
    read = Typed.from_plain(first | {"standing": False})
    assert read == Typed("Tea?", "a\nb", "single", 60, standing=False)
    assert read.rules == Rules()
