"""Evenness: what in an aid bends a choice, found by rules, told with its place.

Each finding says what to even out; none of them changes a text. Sources: IPDAS on balance
(positives and negatives in equal detail, no side made to look better) and on dates and sources;
the two measures of reading age are Coleman and Liau (1975) and Senter and Smith (1967).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.aids.aid import ABOUT, OPTIONS, SIDES, Aid, AidOption

# Above this one option's text looks weightier than another's.
LENGTH_RATIO = 2.0
READING_AGE = 13.0
# Under so many words, sentence length says nothing.
ENOUGH_WORDS = 60
# What tells people what to do, or that it is easy.
DIRECTIVE = re.compile(
    r"\b(?:you|we|one|people|they) (?:should|must|ought to|have to|need to)\b"
    r"|\b(?:the best|the only (?:way|choice|option)|the right|the wrong)\b"
    r"|\b(?:obviously|of course|clearly|certainly)\b"
    r"|\b(?:never|always) (?:do|choose|take|join|leave)\b|\bjust (?:do|ask|go|say|stop|take)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w'\u2019-]+")
_SENTENCE = re.compile(r"[.!?\u2026]+(?:\s|$)|\n+")


class Flaw(StrEnum):
    """What can be evened out."""

    DIRECTIVE = "directive"
    MISSING = "missing"
    UNEQUAL = "unequal"
    NO_SOURCE = "no_source"
    NOTHING_STAYS = "nothing_stays"
    FEW_OPTIONS = "few_options"
    ONE_SIDED_VALUES = "one_sided_values"
    ONE_SIDED_STORIES = "one_sided_stories"
    UNEQUAL_STORIES = "unequal_stories"
    HARD_TO_READ = "hard_to_read"


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw and its place: the field, the option's name (empty: the aid itself), the words."""

    flaw: Flaw
    field: str = ""
    option: str = ""
    words: str = ""


def uneven(aid: Aid) -> tuple[Finding, ...]:
    """Return all that could be evened out in an aid, in the order of its fields."""
    rules = (_aid_itself, _options, _between, _values, _stories, _readable)
    return tuple(finding for rule in rules for finding in rule(aid))


def reading_age(text: str) -> float:
    """Return the age in years at which most can read an English text; 0 for a very short one.

    The stricter of the Coleman-Liau index and the automated readability index, as school grades,
    plus five. Both go by the length of words and sentences alone.
    """
    words = _WORD.findall(text)
    if len(words) < ENOUGH_WORDS:
        return 0.0
    letters = sum(sum(map(str.isalnum, word)) for word in words)
    sentences = max(1, sum(1 for part in _SENTENCE.split(text) if part.strip()))
    each = 100 / len(words)
    coleman_liau = 0.0588 * letters * each - 0.296 * sentences * each - 15.8
    readability = 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43
    return 5 + max(coleman_liau, readability)


def _aid_itself(aid: Aid) -> Iterator[Finding]:
    for field in ABOUT:
        text = getattr(aid, field)
        if not text.strip():
            yield Finding(Flaw.MISSING, field)
        yield from _directive(text, field)
    if len(aid.options) not in OPTIONS:
        yield Finding(Flaw.FEW_OPTIONS)
    if not any(option.stays for option in aid.options):
        yield Finding(Flaw.NOTHING_STAYS)


def _options(aid: Aid) -> Iterator[Finding]:
    for option in aid.options:
        for field in SIDES:
            text = getattr(option, field)
            if not text.strip():
                yield Finding(Flaw.MISSING, field, option.name)
            yield from _directive(text, field, option.name)
        if not option.sources:
            yield Finding(Flaw.NO_SOURCE, "sources", option.name)


def _between(aid: Aid) -> Iterator[Finding]:
    """Find options that have far less said of them, on the whole or of what is good and hard."""
    for field in ("", "benefits", "risks"):
        lengths = [len(getattr(each, field)) if field else _whole(each) for each in aid.options]
        for option, length in zip(aid.options, lengths, strict=True):
            if 0 < length * LENGTH_RATIO < max(lengths):
                yield Finding(Flaw.UNEQUAL, field, option.name)


def _values(aid: Aid) -> Iterator[Finding]:
    """Find options that every value speaks for, or every one against, when others have both."""
    if not aid.values:
        yield Finding(Flaw.MISSING, "values")
        return
    for option in aid.options:
        pro = any(option.name in value.speaks_for for value in aid.values)
        if not pro and any(option.name in value.speaks_against for value in aid.values):
            yield Finding(Flaw.ONE_SIDED_VALUES, "values", option.name)


def _stories(aid: Aid) -> Iterator[Finding]:
    """Find stories that all turned out alike, and options with fewer stories than others.

    Stories move people more than facts do, in every study that the IPDAS review of them counts.
    """
    told = [story.turned for option in aid.options for story in option.stories]
    if len(told) > 1 and len(set(told)) == 1:
        yield Finding(Flaw.ONE_SIDED_STORIES, "stories")
    most = max((len(option.stories) for option in aid.options), default=0)
    for option in aid.options:
        if len(option.stories) < most:
            yield Finding(Flaw.UNEQUAL_STORIES, "stories", option.name)
        for story in option.stories:
            yield from _directive(story.text, "stories", option.name)


def _readable(aid: Aid) -> Iterator[Finding]:
    parts: Sequence[str] = [aid.why_now, aid.who_decides, aid.not_for]
    parts = [*parts, *(getattr(option, field) for option in aid.options for field in SIDES)]
    if reading_age("\n".join(parts)) > READING_AGE and aid.language == "en":
        yield Finding(Flaw.HARD_TO_READ)


def _directive(text: str, field: str, option: str = "") -> Iterator[Finding]:
    for found in DIRECTIVE.finditer(text):
        yield Finding(Flaw.DIRECTIVE, field, option, found[0])


def _whole(option: AidOption) -> int:
    return sum(len(getattr(option, field)) for field in SIDES)
