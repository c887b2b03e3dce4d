"""What is told about schedules and files of topics: each sentence is there and fills its blanks."""

from collections.abc import Mapping
from random import Random
from string import Formatter

import pytest

from bot.domain.refusals import BadInput
from bot.domain.topics.choosing import Pool, Posted, choose
from bot.domain.topics.exchange import parse
from bot.domain.topics.local_time import read_date, read_time, read_zone
from bot.domain.topics.occurrences import read_quiet
from bot.domain.topics.schedule import Recurrence
from bot.domain.topics.topic import Topic
from bot.words import ENGLISH, say, sentences
from tests.domain.topics.samples import a_topic, by_slug

ALL = sentences(ENGLISH)
LEAST = "title,purpose,prompts"
TOML = '[[topic]]\ntitle = "Tea"\npurpose = "To talk."\n'
REFUSED = {
    "zone": lambda: read_zone("Mars"),
    "time": lambda: read_time("soon"),
    "date": lambda: read_date("soon"),
    "far_date": lambda: read_date("1900-01-01"),
    "quiet_reversed": lambda: read_quiet("2026-01-02", "2026-01-01"),
    "form_changed": lambda: Recurrence.from_plain({}),
}
FILES = {
    "big": "x" * 1_000_001,
    "letters": "\udcff",
    "toml": "[",
    "csv": '"',
    "empty": "",
    "no_topic": "a = 1",
    "many_topics": LEAST + "".join(f"\n{number},A,B" for number in range(501)),
    "no_column": "title\n",
    "unknown_field": LEAST + ",hue\n",
    "field_twice": LEAST + ",title\n",
    "stray_cell": LEAST + "\nA,B,C,D",
    "missing": LEAST + "\nA,,C",
    "wrong_kind": TOML + "prompts = 1\n",
    "long": f"{LEAST}\n{'x' * 81},B,C",
    "many": LEAST + '\nA,B,"' + "C?\n" * 11 + '"',
    "not_offered": LEAST + ",group\nA,B,C,D",
    "intensity": LEAST + ",intensity\nA,B,C,D",
    "shape": LEAST + ",slug\nA,B,C,D d",
    "long_card": f"{LEAST}\nA,{'B' * 2999},C",
    "long_notes": f"{LEAST},closing_round\nA,{'B' * 2900},C,{'D' * 900}",
    "slug_taken": LEAST + "\nTaken,B,C",
    "slug_twice": LEAST + "\nA,B,C\nA,B,C",
}
TEA, GRIEF, FEAR = a_topic("tea"), a_topic("grief", 3, ["home"]), a_topic("fear", 3)
HEAVY = [Posted("fear", 3)]
FRESH: list[Posted] = []
WHY: dict[str, tuple[dict[str, Topic], Pool, list[Posted]]] = {
    "nothing_fits": ({}, Pool(), FRESH),
    "by_chance": (by_slug(TEA, GRIEF), Pool(), FRESH),
    "posted_lately": (by_slug(TEA, GRIEF), Pool(), [Posted("tea", 1)]),
    "only_one": (by_slug(TEA), Pool(), FRESH),
    "longest_ago": (by_slug(TEA), Pool(), [Posted("tea", 1)]),
    "after_heavy": (by_slug(TEA, GRIEF), Pool(), HEAVY),
    "beyond_intensity": (by_slug(TEA, GRIEF), Pool(intensities=frozenset({3})), HEAVY),
    "beyond_tags": (by_slug(TEA, GRIEF), Pool(frozenset({"home"})), HEAVY),
    "all_heavy": (by_slug(GRIEF, FEAR), Pool(), HEAVY),
    "pool": (by_slug(TEA), Pool(), FRESH),
}


def told(key: str, blanks: Mapping[str, object]) -> str:
    """Return the sentence, having checked that nothing in its blanks is missing or left over."""
    names = {name for _, name, _, _ in Formatter().parse(ALL[key]) if name is not None}
    assert names == set(blanks)
    return say(key, **blanks)


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_of_a_schedule_has_its_sentence(name: str) -> None:
    with pytest.raises(BadInput) as refused:
        REFUSED[name]()
    assert refused.value.key == f"topics.refused.{name}"
    told(refused.value.key, refused.value.blanks)


@pytest.mark.parametrize("name", FILES)
def test_whatever_is_off_in_a_file_has_its_sentence(name: str) -> None:
    content = FILES[name].encode("utf-8", "surrogateescape")
    form = "toml" if name in {"toml", "no_topic", "wrong_kind"} else "csv"
    parsed = parse(content, f"topics.{form}", ["taken"])
    found = {each.key: each for each in parsed.troubles}
    assert f"topics.import.{name}" in found
    for each in found.values():
        sentence = told(each.key, each.blanks)
        assert "line" not in each.blanks or sentence.startswith(f"Line {each.line}: ")


def test_every_sentence_about_files_is_tried() -> None:
    keys = {key for key in ALL if key.startswith("topics.import.")}
    assert keys == {f"topics.import.{name}" for name in FILES}


@pytest.mark.parametrize("name", WHY)
def test_every_reason_for_a_topic_has_its_sentence(name: str) -> None:
    choice = choose(*WHY[name], Random(1))  # noqa: S311 - chance, and no secret
    found = {reason.key: reason for reason in choice.reasons}
    assert f"topics.why.{name}" in found
    for reason in found.values():
        told(reason.key, reason.blanks)


def test_every_sentence_about_reasons_is_tried() -> None:
    keys = {key for key in ALL if key.startswith("topics.why.")}
    assert keys == {f"topics.why.{name}" for name in WHY}
