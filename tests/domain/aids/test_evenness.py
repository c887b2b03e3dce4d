"""What bends a choice is found, with its place, and what is even is left in peace."""

from dataclasses import replace

import pytest

from bot.domain.aids.aid import SIDES, Aid, Story, Turned, Value
from bot.domain.aids.evenness import READING_AGE, Finding, Flaw, reading_age, uneven
from tests.domain.aids.made import EVEN, option

HOURS = EVEN.options[1]


def bent(**changed: object) -> Aid:
    """The even aid with its second option changed."""
    return replace(EVEN, options=(EVEN.options[0], replace(HOURS, **changed)))


def test_nothing_is_found_in_what_is_even() -> None:
    assert uneven(EVEN) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You should take this one.", "You should"),
        ("We must agree soon.", "We must"),
        ("It is the best way to meet.", "the best"),
        ("Of course it is calm.", "Of course"),
        ("Just ask.", "Just ask"),
        ("People have to come.", "People have to"),
    ],
)
def test_words_that_tell_people_what_to_do_are_found(text: str, words: str) -> None:
    assert Finding(Flaw.DIRECTIVE, "benefits", "One hour", words) in uneven(bent(benefits=text))
    assert Finding(Flaw.DIRECTIVE, "why_now", "", words) in uneven(replace(EVEN, why_now=text))


@pytest.mark.parametrize(
    "text",
    ["It is just an hour.", "Best times differ.", "Musty rooms are closed.", "We meet, and talk."],
)
def test_words_that_only_look_alike_are_left_in_peace(text: str) -> None:
    assert [each for each in uneven(bent(benefits=text)) if each.flaw is Flaw.DIRECTIVE] == []


@pytest.mark.parametrize("side", SIDES)
def test_a_side_of_which_nothing_is_said_is_found(side: str) -> None:
    found = uneven(bent(**{side: " "}))
    assert Finding(Flaw.MISSING, side, "One hour") in found


@pytest.mark.parametrize("field", ["question", "why_now", "who_decides", "not_for", "interests"])
def test_so_is_what_the_whole_lacks(field: str) -> None:
    assert Finding(Flaw.MISSING, field) in uneven(replace(EVEN, **{field: ""}))


def test_far_more_said_of_one_option_is_found_where_less_is_said() -> None:
    long = "It is calm. " * 3
    assert uneven(bent(benefits=long)) == (Finding(Flaw.UNEQUAL, "benefits", "As it is"),)
    assert uneven(bent(benefits="It is calm. It is calm")) == ()
    whole = uneven(bent(daily_life="An hour a week. " * 30))
    assert Finding(Flaw.UNEQUAL, "", "As it is") in whole


def test_an_option_without_a_dated_source_is_found() -> None:
    assert uneven(bent(sources=())) == (Finding(Flaw.NO_SOURCE, "sources", "One hour"),)


def test_two_to_six_options_are_asked_for_and_that_one_leaves_things_as_they_are() -> None:
    one = replace(EVEN, options=EVEN.options[:1], values=(Value("Calm", ("As it is",)),))
    assert Finding(Flaw.FEW_OPTIONS) in uneven(one)
    seven = (EVEN.options[0], *(option(f"Way {number}") for number in range(6)))
    assert Finding(Flaw.FEW_OPTIONS) in uneven(replace(EVEN, options=seven))
    assert Finding(Flaw.FEW_OPTIONS) not in uneven(replace(EVEN, options=seven[:6]))
    nothing = replace(EVEN, options=(option("As it is"), HOURS))
    assert uneven(nothing) == (Finding(Flaw.NOTHING_STAYS),)


def test_values_that_only_speak_against_an_option_are_found() -> None:
    one_sided = replace(EVEN, values=EVEN.values[:1])
    assert uneven(one_sided) == (Finding(Flaw.ONE_SIDED_VALUES, "values", "As it is"),)
    assert uneven(replace(EVEN, values=())) == (Finding(Flaw.MISSING, "values"),)


def test_stories_that_all_turned_out_alike_are_found_and_options_with_fewer() -> None:
    well = (Story("It was good for me.", Turned.WELL),)
    both = replace(EVEN, options=tuple(replace(each, stories=well) for each in EVEN.options))
    assert uneven(both) == (Finding(Flaw.ONE_SIDED_STORIES, "stories"),)
    mixed = (Story("It went both ways.", Turned.MIXED),)
    even = replace(both, options=(replace(both.options[0], stories=mixed), both.options[1]))
    assert uneven(even) == ()
    assert uneven(bent(stories=well)) == (Finding(Flaw.UNEQUAL_STORIES, "stories", "As it is"),)
    pushing = bent(stories=(Story("You should do as I did.", Turned.MIXED),))
    assert Finding(Flaw.DIRECTIVE, "stories", "One hour", "You should") in uneven(pushing)


def test_what_is_hard_to_read_is_found_in_english_alone() -> None:
    heavy = "Institutional considerations necessitate comprehensive organisational restructuring. "
    hard = bent(what=heavy * 12)
    assert Finding(Flaw.HARD_TO_READ) in uneven(hard)
    assert Finding(Flaw.HARD_TO_READ) not in uneven(replace(hard, language="de"))


def test_reading_age_follows_the_published_formulas() -> None:
    # 60 words of four letters each in six sentences, put into the formulas by hand:
    # Coleman-Liau 0.0588 * 400 - 0.296 * 10 - 15.8 = 4.76; the other 4.71 * 4 + 5 - 21.43 = 2.41.
    text = ("word " * 9 + "word. ") * 6
    assert reading_age(text) == pytest.approx(5 + 4.76)
    assert reading_age("word " * 59) == 0
    assert reading_age(text) < READING_AGE
