"""What is typed into the forms of an aid is held to what fits, and nothing else changes."""

from dataclasses import replace

import pytest

from bot.domain.aids import writing
from bot.domain.aids.aid import Aid, Source, Turned, Value
from bot.domain.aids.writing import (
    MAX_OPTIONS,
    MAX_STORIES,
    MAX_VALUES,
    about,
    check_complete,
    read_sources,
    with_option,
    with_story,
    with_value,
    without_option,
    without_stories,
    without_value,
    write_sources,
)
from bot.domain.refusals import BadInput, Gone
from tests.domain.aids.made import EVEN, option
from tests.services.polls.asked import refused


def test_an_aid_comes_back_from_what_is_kept_as_it_was() -> None:
    told = with_story(EVEN, "One hour", "I slept.", Turned.MIXED)
    assert Aid.from_plain(told.to_plain()) == told


def test_what_is_said_of_the_whole_is_taken_up() -> None:
    changed = about(EVEN, question="  How  long?\n", why_now=" So. ", not_for="\u200b")
    assert (changed.question, changed.why_now, changed.not_for) == ("How long?", "So.", "")
    assert changed.options == EVEN.options
    with refused(BadInput, "aids.refused.empty_question"):
        about(EVEN, question=" \u200b ")
    with refused(BadInput, "aids.refused.long"):
        about(EVEN, question="x" * 151)
    with refused(BadInput, "aids.refused.long"):
        about(EVEN, why_now="x" * 401)


def test_an_option_is_added_and_changed_in_its_place() -> None:
    three = with_option(EVEN, option("Two hours"))
    assert [each.name for each in three.options] == ["As it is", "One hour", "Two hours"]
    renamed = with_option(three, option("Ninety minutes"), before="One hour")
    assert [each.name for each in renamed.options] == ["As it is", "Ninety minutes", "Two hours"]
    # What matters speaks for it under its new name.
    assert renamed.values[0].speaks_for == ("Ninety minutes",)
    assert renamed.values[1].speaks_against == ("Ninety minutes",)
    with refused(BadInput, "aids.refused.same_name"):
        with_option(EVEN, option("ONE  hour"))
    with refused(BadInput, "aids.refused.same_name"):
        with_option(three, option("Two hours"), before="One hour")
    with refused(Gone, "aids.refused.option_gone"):
        with_option(EVEN, option("Other"), before="Three hours")
    with refused(BadInput, "aids.refused.empty_name"):
        with_option(EVEN, option(" "))


def test_up_to_six_options_fit() -> None:
    aid = EVEN
    for number in range(MAX_OPTIONS - 2):
        aid = with_option(aid, option(f"Way {number}"))
    with refused(BadInput, "aids.refused.many_options"):
        with_option(aid, option("One more"))
    # One that is there can still be changed.
    assert with_option(aid, option("Way x"), before="Way 0")


def test_an_option_that_goes_takes_along_what_spoke_of_it() -> None:
    left = without_option(EVEN, "One hour")
    assert [each.name for each in left.options] == ["As it is"]
    assert left.values[0] == Value("I want to sleep early.", (), ("As it is",))
    assert without_option(left, "One hour") == left


def test_what_may_matter_speaks_for_or_against_an_option_that_is_there() -> None:
    more = with_value(EVEN, " Quiet  rooms ", ["One hour"], [])
    assert more.values[-1] == Value("Quiet rooms", ("One hour",), ())
    again = with_value(more, "quiet rooms", [], ["As it is"])
    assert again.values[-1] == Value("quiet rooms", (), ("As it is",))
    assert len(again.values) == 3
    assert without_value(again, "quiet rooms").values == EVEN.values
    for pro, con, key in (
        ((), (), "no_side"),
        (("Elsewhere",), (), "no_side"),
        (("One hour",), ("One hour",), "both_sides"),
    ):
        with refused(BadInput, f"aids.refused.{key}"):
            with_value(EVEN, "Quiet", pro, con)
    with refused(BadInput, "aids.refused.empty_statement"):
        with_value(EVEN, " ", ["One hour"], [])
    full = EVEN
    for number in range(MAX_VALUES - 2):
        full = with_value(full, f"Number {number}", ["One hour"], [])
    with refused(BadInput, "aids.refused.many_values"):
        with_value(full, "One more", ["One hour"], [])
    assert with_value(full, "NUMBER 0", [], ["One hour"])


def test_stories_stand_under_their_option() -> None:
    told = with_story(EVEN, "One hour", " I slept. ", Turned.WELL)
    assert told.options[1].stories[0].text == "I slept."
    assert without_stories(told, "One hour") == EVEN
    for text, key in ((" ", "empty_story"), ("x" * 601, "long")):
        with refused(BadInput, f"aids.refused.{key}"):
            with_story(EVEN, "One hour", text, Turned.WELL)
    for _ in range(MAX_STORIES - 1):
        told = with_story(told, "One hour", "I slept.", Turned.MIXED)
    with refused(BadInput, "aids.refused.many_stories"):
        with_story(told, "One hour", "I slept.", Turned.MIXED)
    with refused(Gone, "aids.refused.option_gone"):
        with_story(EVEN, "Elsewhere", "I slept.", Turned.WELL)


def test_sources_are_read_line_by_line_and_written_alike() -> None:
    typed = "Our own circle | 2026-11\n\nA study | 2025-03-14 | https://example.org/a"
    found = read_sources(typed)
    assert found == (
        Source("Our own circle", "2026-11"),
        Source("A study", "2025-03-14", "https://example.org/a"),
    )
    assert read_sources(write_sources(found)) == found
    assert read_sources(" \n ") == ()
    with refused(BadInput, "aids.refused.many_sources"):
        read_sources("A | 2025\n" * 6)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("No date", "source"),
        ("A | yesterday", "source"),
        ("A | 2025-13", "source"),
        ("A | 2025-02-30", "source"),
        (" | 2025", "source"),
        ("A | 2025 | https://a.org | more", "source"),
        ("A | 2025 | javascript:alert(1)", "address"),
        ("A | 2025 | https://", "address"),
        ("A | 2025 | http://[", "address"),
        ("x" * 151 + " | 2025", "long"),
    ],
)
def test_a_source_that_lacks_something_is_told_by_its_line(line: str, key: str) -> None:
    with refused(BadInput, f"aids.refused.{key}"):
        read_sources(f"Fine | 2025\n{line}")


def test_only_what_is_whole_can_be_handed_in() -> None:
    check_complete(EVEN)
    check_complete(with_story(EVEN, "One hour", "You must try.", Turned.WELL))
    for lacking in (
        replace(EVEN, interests=""),
        replace(EVEN, options=EVEN.options[:1]),
        without_option(EVEN, "As it is"),
        with_option(EVEN, replace(option("One hour"), unknown=""), before="One hour"),
    ):
        with refused(BadInput, "aids.refused.lacking"):
            check_complete(lacking)


def test_another_text_has_another_mark() -> None:
    which = ("a", 1, 1, 1, "", writing.State.DRAFT)
    one, two = writing.Written(*which, EVEN), writing.Written(*which, replace(EVEN, why_now="So"))
    assert one.mark == writing.Written(*which, EVEN, word="Look").mark != two.mark
    assert two.lacking == ()
