"""Drafting: from what a facilitator typed to a poll that can be asked."""

from dataclasses import asdict, dataclass
from typing import Self

from bot.domain.polls.methods import METHODS
from bot.domain.refusals import BadInput

MAX_QUESTION = 300
MAX_OPTION = 100
MAX_OPTIONS = 20
MINUTES = (5, 15, 60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, letter for letter, so that it can be given back.

    `minutes` is how long the poll stays open; `standing` whether the two standing options
    ("Keep things as they are" and "I'd like more conversation first") are offered as well.
    """

    question: str
    options: str
    method: str = "approval"
    minutes: int = 24 * 60
    standing: bool = True

    def to_plain(self) -> dict[str, object]:
        """Write it as values that JSON can carry."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, object]) -> Self:
        """Read what `to_plain` wrote."""
        return cls(**plain)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Draft:
    """A poll that can be asked, before it is posted."""

    question: str
    options: tuple[str, ...]
    method: str
    minutes: int


def check(typed: Typed, standing: tuple[str, ...]) -> Draft:
    """Turn what was typed into a draft.

    `standing` are the texts of the standing options, put last if wanted. Raises BadInput for a
    missing or long question, too few, too many, long or doubled options.
    """
    question = " ".join(typed.question.split())
    own = tuple(" ".join(line.split()) for line in typed.options.splitlines() if line.strip())
    _check_question(question)
    _check_options(own, alone=not typed.standing)
    if typed.method not in METHODS or typed.minutes not in MINUTES:
        raise BadInput("polls.refused.form_changed")
    wanted = standing if typed.standing else ()
    _check_doubles(own + wanted)
    return Draft(question, own + wanted, typed.method, typed.minutes)


def _check_question(question: str) -> None:
    if not question:
        raise BadInput("polls.refused.no_question")
    if len(question) > MAX_QUESTION:
        raise BadInput("polls.refused.long_question", most=MAX_QUESTION, length=len(question))


def _check_options(own: tuple[str, ...], *, alone: bool) -> None:
    # One option is a choice only beside the standing ones.
    if len(own) < (2 if alone else 1):
        raise BadInput("polls.refused.few_options")
    if len(own) > MAX_OPTIONS:
        raise BadInput("polls.refused.many_options", most=MAX_OPTIONS, count=len(own))
    for number, option in enumerate(own, start=1):
        if len(option) > MAX_OPTION:
            raise BadInput(
                "polls.refused.long_option", number=number, most=MAX_OPTION, length=len(option)
            )


def _check_doubles(options: tuple[str, ...]) -> None:
    seen: dict[str, int] = {}
    for number, option in enumerate(options, start=1):
        first = seen.setdefault(option.casefold(), number)
        if first != number:
            raise BadInput("polls.refused.same_option", first=first, second=number)
