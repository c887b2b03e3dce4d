"""A decision aid: a question, its options in the same fields each, and what may matter to people.

Source: the elements that IPDAS asks of a decision aid (situation, decision, options, positives,
negatives, what it is like, sources, date, uncertainty, interests), in words of our own.
"""

from dataclasses import dataclass
from datetime import date

OPTIONS = range(2, 7)
# The fields of an option that are laid out side by side, in order.
SIDES = ("what", "benefits", "risks", "daily_life", "effort", "unknown")


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is from: a title, its day, and an address if there is one."""

    title: str
    dated: date
    url: str = ""


@dataclass(frozen=True, slots=True)
class AidOption:
    """One option: what it is, what is good and hard about it, daily life, effort, the unknown.

    `effort` is time, cost and work; `stays` says that it leaves things as they are.
    """

    name: str
    what: str
    benefits: str
    risks: str
    daily_life: str
    effort: str
    unknown: str
    sources: tuple[Source, ...] = ()
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """Something that may matter to a person, and the names of options it speaks for or against."""

    statement: str
    speaks_for: tuple[str, ...] = ()
    speaks_against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Aid:
    """One aid. `slug` names it for good, `version` counts its rewritings.

    `who_decides` and `not_for` say what it is for and what it isn't; `interests` what its author
    stands to gain or lose. `reviewed_on` is the day on which it was last read through, `review_by`
    the day by which it should be again.
    """

    slug: str
    version: int
    question: str
    why_now: str
    who_decides: str
    not_for: str
    options: tuple[AidOption, ...]
    values: tuple[Value, ...]
    author: str
    interests: str
    reviewed_on: date
    review_by: date
    language: str = "en"
