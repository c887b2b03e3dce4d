"""The topic library: every topic complete, short enough for its card, and free of advice."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest

from bot.storage import library

FILES = sorted(library.folder("topics").glob("*.toml"))
TEXTS = ("title", "purpose", "opening_round", "strengths", "facilitator_notes", "closing_round")
LISTS = ("prompts", "going_deeper", "taking_part", "tags")
ON_THE_CARD = ("title", "purpose", "content_notes", "opening_round", "prompts", "taking_part")
FOR_WHO_POSTS = ("facilitator_notes", "closing_round")
SCHEMA: dict[str, type] = {
    "slug": str,
    "version": int,
    "intensity": int,
    "content_notes": list,
    "group": list,
    "setting": list,
    "language": str,
    **dict.fromkeys(TEXTS, str),
    **dict.fromkeys(LISTS, list),
}
RESOURCE = {"name": str, "url": str, "country": str, "checked_on": date}
# What tells others what to do. Nobody here knows better than they do.
ADVICE = re.compile(
    r"\b(you should|you must|you have to|you need to|the best way|just )", re.IGNORECASE
)


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


ALL = {path.stem: read(path) for path in FILES}
each_topic = pytest.mark.parametrize("name", sorted(ALL))


def texts(topic: dict[str, Any], *fields: str) -> Iterator[str]:
    for field in fields or tuple(topic):
        value = topic[field]
        held = cast("list[object]", value if isinstance(value, list) else [value])
        yield from (each for each in held if isinstance(each, str))


@each_topic
def test_a_topic_has_every_field_and_none_besides(name: str) -> None:
    topic = dict(ALL[name])
    resources = topic.pop("resources", [])
    assert {field: type(value) for field, value in topic.items()} == SCHEMA
    for resource in resources:
        assert {field: type(value) for field, value in resource.items()} == RESOURCE


@each_topic
def test_no_text_of_a_topic_is_empty_or_has_rooms_around_it(name: str) -> None:
    for text in texts(ALL[name]):
        assert text.strip() == text != ""
    for field in (*LISTS, "group", "setting"):
        assert ALL[name][field], field


@each_topic
def test_a_topic_is_named_after_its_file(name: str) -> None:
    assert ALL[name]["slug"] == name
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
    assert ALL[name]["version"] >= 1
    assert ALL[name]["language"] == "en"


def test_no_two_topics_share_a_slug_or_a_title() -> None:
    for field in ("slug", "title"):
        held = [topic[field].casefold() for topic in ALL.values()]
        assert len(set(held)) == len(held)


@each_topic
def test_a_topic_says_how_heavy_it_is_and_for_whom(name: str) -> None:
    topic = ALL[name]
    assert topic["intensity"] in {1, 2, 3}
    assert set(topic["group"]) <= {"new", "mixed", "known"}
    assert set(topic["setting"]) <= {"text", "voice"}
    if topic["intensity"] == 3:
        assert topic["content_notes"], "a heavy topic says what it may touch on"


@each_topic
def test_a_topic_has_enough_to_talk_about_and_says_nothing_twice(name: str) -> None:
    topic = ALL[name]
    assert 3 <= len(topic["prompts"]) <= 6
    assert 3 <= len(topic["going_deeper"]) <= 8
    questions = [*topic["prompts"], *topic["going_deeper"], topic["strengths"]]
    assert len(set(questions)) == len(questions)
    assert all("?" in question for question in questions)


@each_topic
def test_a_topic_fits_on_its_card_and_in_the_list(name: str) -> None:
    topic = ALL[name]
    assert len(topic["title"]) <= 80
    on_card = sum(map(len, texts(topic, *ON_THE_CARD)))
    assert on_card < 3000
    # Who posts it sees the card and two texts more, in one message of at most 4,000 characters.
    assert on_card + sum(map(len, texts(topic, *FOR_WHO_POSTS))) < 3600
    assert all(len(question) <= 300 for question in texts(topic, "prompts", "going_deeper"))


@each_topic
def test_a_topic_leaves_everybody_free_to_pass(name: str) -> None:
    ways = ALL[name]["taking_part"]
    assert any(re.search(r"\bpass\b", way, re.IGNORECASE) for way in ways)


@each_topic
def test_no_text_of_a_topic_shouts_or_advises(name: str) -> None:
    for text in texts(ALL[name]):
        assert "!" not in text
        assert ADVICE.search(text) is None, text


@each_topic
def test_a_resource_is_a_safe_address_of_a_country(name: str) -> None:
    for resource in ALL[name].get("resources", []):
        assert resource["name"].strip()
        assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+(/\S*)?", resource["url"])
        assert re.fullmatch(r"[A-Z]{2}", resource["country"])
        assert resource["checked_on"] >= date(2026, 1, 1)
