"""Topics: which question comes next, and which topics fit what somebody typed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.topics.topic import Topic, TopicPost, matches, next_question

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
POST = TopicPost("a1", 1, 2, "rest", asked=0, asked_at=None)
TOPIC = Topic(
    slug="rest",
    version=1,
    title="Rest, and permission to stop",
    purpose="A slow evening for the tired.",
    intensity=1,
    content_notes=("illness",),
    group=("mixed",),
    setting=("text",),
    opening_round="Where does tiredness sit today?",
    prompts=("What is a good pillow?", "Who lets you nap?"),
    going_deeper=("What wakes you?", "What would STRASSE noise say?"),
    strengths="What helps you to lie down?",
    taking_part=("Listen.",),
    facilitator_notes="Zebras are not searched for.",
    closing_round="One word.",
    tags=("sleep", "our-bodies"),
    language="en",
)


def test_the_first_press_asks_the_first_question() -> None:
    assert next_question(POST, NOW) == 0


@pytest.mark.parametrize(
    "since", [timedelta(0), timedelta(seconds=1), timedelta(minutes=1) - INSTANT]
)
def test_within_a_minute_of_a_question_nothing_new_is_asked(since: timedelta) -> None:
    assert next_question(replace(POST, asked=1, asked_at=NOW - since), NOW) is None


@pytest.mark.parametrize("since", [timedelta(minutes=1), timedelta(days=30)])
@pytest.mark.parametrize("asked", [1, 2, 9])
def test_after_a_minute_the_one_after_the_last_is_asked(asked: int, since: timedelta) -> None:
    assert next_question(replace(POST, asked=asked, asked_at=NOW - since), NOW) == asked


def test_a_clock_that_was_set_back_leaves_room_and_breaks_nothing() -> None:
    assert next_question(replace(POST, asked=1, asked_at=NOW + timedelta(hours=1)), NOW) is None


def test_the_question_about_strengths_is_the_last_one() -> None:
    assert TOPIC.questions == (
        "What wakes you?",
        "What would STRASSE noise say?",
        "What helps you to lie down?",
    )


def test_a_groups_own_topic_may_have_no_question_about_strengths_and_none_at_all() -> None:
    assert replace(TOPIC, strengths="").questions == TOPIC.going_deeper
    assert replace(TOPIC, strengths="", going_deeper=()).questions == ()
    assert replace(TOPIC, going_deeper=()).questions == (TOPIC.strengths,)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "permission",
        "REST",
        "stop rest",
        "sleep",
        "our-bod",
        "slow evening",
        "illness",
        "pillow",
        "tired nap",
        "tiredness sit",
        "straße",
        "lie down",
    ],
)
def test_a_topic_is_found_by_any_words_that_members_will_see(typed: str) -> None:
    assert matches(TOPIC, typed)


@pytest.mark.parametrize("typed", ["grief", "rest grief", "zebras", "permissionx"])
def test_a_topic_isnt_found_by_a_word_that_it_lacks(typed: str) -> None:
    assert not matches(TOPIC, typed)
