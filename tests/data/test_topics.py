"""The topic library: every topic complete, its own, easy to read, and free of advice.

It is also large and varied enough for schedules to draw from.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any, cast

import pytest
from textstat import textstat  # pyright: ignore[reportMissingTypeStubs]

from bot.storage import library

FILES = sorted(library.folder("topics").glob("*.toml"))
TEXTS = ("title", "purpose", "opening_round", "strengths", "facilitator_notes", "closing_round")
LISTS = ("prompts", "going_deeper", "taking_part", "tags")
ON_THE_CARD = ("title", "purpose", "content_notes", "opening_round", "prompts", "taking_part")
FOR_WHO_POSTS = ("facilitator_notes", "closing_round")
READ = (*TEXTS, "prompts", "going_deeper", "taking_part")
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
WHO = r"(?:you|we|they|one|people|members|everyone|everybody|facilitators?|the group)"
ADVICE = re.compile(
    rf"\b{WHO} (?:all |really |also )?(?:should|must|ought|have to|need to|had better)\b"
    r"|\byou'd better\b|\bif i were you\b|\bthe (?:best|only|right) way\b|\bjust "
    r"|\b(?:make|be) sure\b|\b(?:don't|do not) forget\b|\bremember to\b"
    r"|\btry (?:not )?to\b|\bit(?:'s| is) (?:vital|important) "
    r"|\bhave you (?:ever )?(?:tried|thought of|considered)\b"
    r"|\bwhy (?:not\b|(?:did|do|have|are|were|would|can|could)(?:n't|not| not)? (?:you|they)\b)"
    r"|\b(?:always|never) (?:ask|say|tell|give|make|let|leave|push|promise|use|answer|forget)\b",
    re.IGNORECASE,
)
# A sentence that begins as an order. The ways to take part may: they are offers to choose from.
ORDER = re.compile(
    r"(?:^|[.?:;] )\"?"
    r"(?:Always|Never|Ask|Avoid|Allow|Don't|Do not|Encourage|Ensure|Invite|Let|Offer|Remember"
    r"|Remind|Stop|Suggest|Try)\s"
)
# Said so often that they comfort nobody any more.
WORN = re.compile(
    r"\bjourney|(?:okay|ok|all right) not to be\b|\bhappens for a reason\b|\bself-care\b"
    r"|\bsilver lining|\b(?:stay|be|so) (?:strong|positive)\b|\bwarriors?\b|\bsafe space"
    r"|\bone day at a time\b|\btoxic\b|\bheal(?:s|ing)?\b",
    re.IGNORECASE,
)
READING_AGE = 13  # at most, and by the stricter of two measures
SAME_WORDS = 7  # as many in a row in two topics would be a template


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


ALL = {path.stem: read(path) for path in FILES}
each_topic = pytest.mark.parametrize("name", sorted(ALL))


def texts(topic: dict[str, Any], *fields: str) -> Iterator[str]:
    for field in fields or tuple(topic):
        value = topic[field]
        held = cast("list[object]", value if isinstance(value, list) else [value])
        yield from (each for each in held if isinstance(each, str))


def runs(topic: dict[str, Any], length: int) -> Iterator[tuple[str, ...]]:
    """Yield every row of so many words that stands in one text of the topic."""
    for text in texts(topic):
        words = re.findall(r"[\w']+", text.casefold())
        for start in range(len(words) - length + 1):
            yield tuple(words[start : start + length])


def reading_age(*read: str) -> float:
    """Return the age at which most can read it: the school grade that it asks for, plus five.

    The stricter of Coleman-Liau and the Automated Readability Index. Both go by the length of
    words and sentences alone. textstat counts syllables (Flesch-Kincaid and most others) with a
    dictionary that it would first download, and a test stays off the network.
    """
    text = " ".join(read)
    return 5 + max(textstat.coleman_liau_index(text), textstat.automated_readability_index(text))


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


@pytest.mark.parametrize(
    "fields",
    [
        ("slug",),
        ("title",),
        ("purpose",),
        ("opening_round",),
        ("closing_round",),
        ("facilitator_notes",),
        ("taking_part",),
        ("prompts", "going_deeper", "strengths"),
    ],
    ids="+".join,
)
def test_no_text_stands_in_two_topics(fields: tuple[str, ...]) -> None:
    held = Counter(text.casefold() for topic in ALL.values() for text in texts(topic, *fields))
    assert [text for text, times in held.items() if times > 1] == []


def test_no_two_topics_repeat_a_phrase() -> None:
    phrases = {name: set(runs(topic, SAME_WORDS)) for name, topic in ALL.items()}
    for one, other in combinations(sorted(phrases), 2):
        assert phrases[one] & phrases[other] == set(), (one, other)


def test_no_two_topics_are_nearly_the_same() -> None:
    phrases = {name: set(runs(topic, 3)) for name, topic in ALL.items()}
    for one, other in combinations(sorted(phrases), 2):
        shared = len(phrases[one] & phrases[other])
        assert shared < 0.1 * min(len(phrases[one]), len(phrases[other])), (one, other)


def test_the_library_is_large_and_even_enough_to_draw_from() -> None:
    assert len(ALL) >= 36
    weights = Counter(topic["intensity"] for topic in ALL.values())
    assert {weight for weight, held in weights.items() if held >= 10} == {1, 2, 3}


def test_every_tag_leads_to_several_topics() -> None:
    tags = Counter(tag for topic in ALL.values() for tag in topic["tags"])
    assert [tag for tag, held in tags.items() if held < 2] == []
    assert len(tags) <= 25, "few enough to choose from one menu"
    for topic in ALL.values():
        assert len(set(topic["tags"])) == len(topic["tags"])
        assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", tag) for tag in topic["tags"])


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
    topic = ALL[name]
    for text in texts(topic):
        assert "!" not in text
        assert ADVICE.search(text) is None, text
        assert WORN.search(text) is None, text
    for text in texts(topic, *(field for field in topic if field != "taking_part")):
        assert ORDER.search(text) is None, text


@pytest.mark.parametrize(
    "order",
    [
        "You really should rest.",
        "Members must speak in turn.",
        "You ought to tell them.",
        "People need to hear it.",
        "Make sure that all are heard.",
        "Please don't forget the quiet ones.",
        "Try to breathe.",
        "It may help to try not to worry.",
        "Always thank the speaker.",
        "A facilitator will never push.",
        "Thank them. Remember the quiet ones.",
        "Why didn't you call?",
        "Have you tried a walk?",
        "It's important to sleep.",
    ],
)
def test_an_order_is_known_as_one(order: str) -> None:
    assert ADVICE.search(order) or ORDER.search(order)


@pytest.mark.parametrize(
    "fine",
    [
        "Nobody has to arrive cheerful.",
        "Some of our best company never says a word.",
        "What might it be trying to keep you from?",
        "What is it like when plans always seem to work for others?",
        "What do you like them to do? Ask, stay quiet, nod?",
        "Letters are welcome. Offers can wait.",
        "What were you told to try?",
        "Pass. Nobody will ask you why.",
    ],
)
def test_a_fine_sentence_is_no_order(fine: str) -> None:
    assert ADVICE.search(fine) is None
    assert ORDER.search(fine) is None


@each_topic
def test_a_topic_reads_easily(name: str) -> None:
    topic = ALL[name]
    ends = (text if text.endswith((".", "?", '"')) else f"{text}." for text in texts(topic, *READ))
    assert reading_age(*ends) <= READING_AGE
    # The longest text on its own: short questions around it would hide how hard it is.
    assert reading_age(topic["facilitator_notes"]) <= READING_AGE


def test_a_hard_text_is_known_as_one() -> None:
    hard = (
        "Participants experiencing considerable psychological difficulties are encouraged to "
        "communicate their individual requirements to the responsible facilitator beforehand."
    )
    assert reading_age(hard) > READING_AGE > reading_age("We sit down. We look at the rain.")


# Its form only: no test goes to the network. That the page is still there and still the right one
# is looked over by a person, on the day that stands beside it.
@each_topic
def test_a_resource_is_a_safe_address_of_a_country(name: str) -> None:
    for resource in ALL[name].get("resources", []):
        assert resource["name"].strip()
        assert re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]+(/\S*)?", resource["url"])
        assert re.fullmatch(r"[A-Z]{2}", resource["country"])
        assert resource["checked_on"] >= date(2026, 1, 1)
