"""The aids that come along: complete, even by our own rules, and never on treatment."""

import re

import pytest

from bot.domain.aids.aid import OPTIONS, SIDES
from bot.domain.aids.evenness import reading_age, uneven
from bot.domain.aids.writing import (
    MAX_NAME,
    MAX_OPTIONS,
    MAX_QUESTION,
    MAX_SOURCES,
    MAX_STATEMENT,
    MAX_TEXT,
    MAX_VALUES,
)
from bot.storage import library

AIDS = library.aids()
# What an aid on a medical matter couldn't do without.
MEDICAL = re.compile(
    r"\b(?:medic\w*|medicat\w*|dos(?:e|es|age|ing)|treat(?:s|ed|ing|ments?)?|diagnos\w*|therap\w*|"
    r"pills?|tablets?|drugs?|symptoms?|doctors?|physicians?|psychiatr\w*|hospitals?|surger\w*|"
    r"vaccin\w*|antidepress\w*|lithium|mg|relapse\w*|detox\w*|withdrawal symptoms)\b",
    re.IGNORECASE,
)


def test_the_six_matters_of_a_groups_own_are_there() -> None:
    assert set(AIDS) == {
        "how-often-we-meet",
        "cameras-and-voice",
        "taking-in-new-members",
        "an-open-or-a-closed-group",
        "when-an-agreement-is-broken",
        "ending-or-pausing-the-group",
    }


@pytest.mark.parametrize("key", AIDS)
def test_nothing_in_it_leans_and_nothing_is_missing(key: str) -> None:
    aid = AIDS[key].aid
    assert uneven(aid) == ()
    assert len(aid.options) in OPTIONS
    assert sum(option.stays for option in aid.options) == 1
    whole = "\n".join(getattr(option, side) for option in aid.options for side in SIDES)
    assert 0 < reading_age(whole) <= 13


@pytest.mark.parametrize("key", AIDS)
def test_none_is_on_a_medical_matter(key: str) -> None:
    assert MEDICAL.findall(str(AIDS[key].aid.to_plain())) == []


def test_a_medical_matter_would_be_found() -> None:
    asked = "Which dose do I take?", "Treatment at home", "Talking with doctors about lithium"
    assert all(MEDICAL.search(each) for each in asked)


@pytest.mark.parametrize("key", AIDS)
def test_it_fits_where_a_groups_own_would(key: str) -> None:
    aid = AIDS[key].aid
    assert len(aid.question) <= MAX_QUESTION
    assert len(aid.options) <= MAX_OPTIONS
    for option in aid.options:
        assert len(option.name) <= MAX_NAME
        assert all(len(getattr(option, side)) <= MAX_TEXT for side in SIDES)
        assert 0 < len(option.sources) <= MAX_SOURCES
    assert 0 < len(aid.values) <= MAX_VALUES
    names = {option.name for option in aid.options}
    for value in aid.values:
        assert len(value.statement) <= MAX_STATEMENT
        assert {*value.speaks_for, *value.speaks_against} <= names
        assert not {*value.speaks_for} & {*value.speaks_against}


@pytest.mark.parametrize("key", AIDS)
def test_it_says_when_it_is_to_be_read_again_and_names_nobody_who_did_not_read_it(key: str) -> None:
    edition = AIDS[key]
    assert edition.reviewed_on < edition.review_by
    assert edition.author
    assert edition.reader == ""
