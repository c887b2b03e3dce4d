"""A decision aid: a question, its options in the same fields each, and what may matter to people.

Source: the elements that IPDAS asks of a decision aid (situation, decision, options, positives,
negatives, what it is like, sources, date, uncertainty, interests), in words of our own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast

OPTIONS = range(2, 7)
# The fields of an option that are laid out side by side, in order.
SIDES = ("what", "benefits", "risks", "daily_life", "effort", "unknown")
# What is said of the whole, in order.
ABOUT = ("question", "why_now", "who_decides", "not_for", "interests")


class Turned(StrEnum):
    """How it is now for whoever tells a story."""

    WELL = "well"
    MIXED = "mixed"
    NOT_WELL = "not_well"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is from: a title, its year, month or day (ISO 8601), maybe an address."""

    title: str
    dated: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """How an option was for somebody, told with their consent, and how it turned out."""

    text: str
    turned: Turned


@dataclass(frozen=True, slots=True)
class AidOption:
    """One option: what it is, what is good and hard about it, daily life, effort, the unknown.

    `effort` is time, cost and work; `stays` says that it leaves things as they are.
    """

    name: str
    what: str = ""
    benefits: str = ""
    risks: str = ""
    daily_life: str = ""
    effort: str = ""
    unknown: str = ""
    sources: tuple[Source, ...] = ()
    stories: tuple[Story, ...] = ()
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """Something that may matter to a person, and the names of options it speaks for or against."""

    statement: str
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aid:
    """What an aid says.

    `who_decides` and `not_for` say what it is for and what it isn't; `interests` what its author
    stands to gain or lose.
    """

    question: str
    why_now: str = ""
    who_decides: str = ""
    not_for: str = ""
    interests: str = ""
    options: tuple[AidOption, ...] = ()
    values: tuple[Value, ...] = ()
    language: str = "en"

    def option(self, name: str) -> AidOption | None:
        """Return the option of that name, or None."""
        return next((each for each in self.options if each.name == name), None)

    def to_plain(self) -> dict[str, Any]:
        """Return it as what JSON holds."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Aid":
        """Return an aid from what `to_plain` gave, or from a file of the library."""
        about = {name: plain.get(name, "") for name in ABOUT}
        options = tuple(_option(each) for each in plain.get("options", ()))
        values = tuple(_value(each) for each in plain.get("values", ()))
        return cls(**about, options=options, values=values, language=plain.get("language", "en"))


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of an aid as people read it.

    `key` names the aid for good: a word in the library, a random id for a group's own. `reader` is
    who read it through before it showed, on `reviewed_on`; `review_by` is the day by which it is
    to be read again. Names are what people were called, empty where nobody is named.
    """

    key: str
    version: int
    aid: Aid
    author: str
    reader: str
    reviewed_on: date
    review_by: date
    own: bool = False

    def is_due(self, today: date) -> bool:
        """Say whether it is time to read it through again."""
        return today >= self.review_by


def _option(plain: Mapping[str, Any]) -> AidOption:
    sides = {name: plain.get(name, "") for name in SIDES}
    sources = tuple(
        Source(each["title"], str(each["dated"]), each.get("url", ""))
        for each in plain.get("sources", ())
    )
    stories = tuple(
        Story(each["text"], Turned(each["turned"])) for each in plain.get("stories", ())
    )
    stays = bool(plain.get("stays", False))
    return AidOption(plain["name"], **sides, sources=sources, stories=stories, stays=stays)


def _value(plain: Mapping[str, Any]) -> Value:
    def names(key: str) -> tuple[str, ...]:
        return tuple(cast("Sequence[str]", plain.get(key, ())))

    # A file of the library says it in one word.
    return Value(
        plain["statement"],
        names("speaks_for") or names("for"),
        names("speaks_against") or names("against"),
    )
