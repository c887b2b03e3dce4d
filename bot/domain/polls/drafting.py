"""Drafting: from what a facilitator typed to a poll that can be asked."""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from bot.domain.polls.emojis import split_emoji
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Reacting
from bot.domain.polls.rules import Rules
from bot.domain.refusals import BadInput

MAX_QUESTION = 300
MAX_OPTION = 100
MAX_OPTIONS = 20
MAX_QUICK = 5
MINUTES = (5, 15, 60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60)
DELAYS = (0, 60, 3 * 60, 12 * 60, 24 * 60, 2 * 24 * 60, 3 * 24 * 60, 7 * 24 * 60)
# Shown where an option of a quick poll brings no emoji of its own.
NUMBERS = ("1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣")


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the forms, letter for letter, so that it can be given back.

    `minutes` is how long the poll stays open, `delay` how many minutes until it opens; `standing`
    whether the two standing options ("Keep things as they are" and "I'd like more conversation
    first") are offered as well; `remind` whether the channel gets its one reminder.
    """

    question: str
    options: str
    method: str = "approval"
    minutes: int = 24 * 60
    standing: bool = True
    reacting: str = Reacting.FORM
    rules: Rules = field(default_factory=Rules)
    delay: int = 0
    voter_role: int | None = None
    here_only: bool = False
    remind: bool = True

    def to_plain(self) -> dict[str, object]:
        """Write it as values that JSON can carry."""
        plain: dict[str, object] = asdict(self)
        return plain | {"rules": self.rules.to_plain()}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> "Typed":
        """Read what `to_plain` wrote."""
        rules = Rules.from_plain(plain["rules"]) if "rules" in plain else Rules()
        values: dict[str, Any] = {**plain, "rules": rules}
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Draft:
    """A poll that can be asked, before it is posted. The fields are those of Typed and Poll."""

    question: str
    options: tuple[str, ...]
    method: str
    minutes: int
    rules: Rules = field(default_factory=Rules)
    reacting: Reacting = Reacting.FORM
    emojis: tuple[str, ...] = ()
    delay: int = 0
    voter_role: int | None = None
    here_only: bool = False
    standing: bool = True
    remind: bool = True


def check(typed: Typed, standing: tuple[str, ...], fixed: Mapping[str, str]) -> Draft:
    """Turn what was typed into a draft.

    `standing` are the texts of the standing options, put last if wanted; `fixed` gives the text
    for each key of the methods' fixed options. Raises BadInput for a missing or long question,
    too few, too many, long or doubled options.
    """
    question = " ".join(typed.question.split())
    _check_question(question)
    method = METHODS.get(typed.method)
    if method is None or typed.minutes not in MINUTES or typed.delay not in DELAYS:
        raise BadInput("polls.refused.form_changed")
    if method.fixed:
        options, emojis = tuple(fixed[key] for key in method.fixed), ()
        reacting, offered = Reacting.FORM, False
    else:
        reacting = _reacting(typed.reacting)
        offered = typed.standing and reacting is Reacting.FORM
        options, emojis = _own(typed.options, reacting)
        _check_options(options, reacting, alone=not offered)
        options += standing if offered else ()
        _check_doubles(options)
    return Draft(
        question=question,
        options=options,
        # One press can only mean one option.
        method=typed.method if reacting is Reacting.FORM else "single",
        minutes=typed.minutes,
        rules=typed.rules,
        reacting=reacting,
        emojis=emojis,
        delay=typed.delay,
        voter_role=typed.voter_role,
        here_only=typed.here_only,
        standing=offered,
        remind=typed.remind,
    )


def _reacting(name: str) -> Reacting:
    try:
        return Reacting(name)
    except ValueError:
        raise BadInput("polls.refused.form_changed") from None


def _own(typed: str, reacting: Reacting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    lines = [" ".join(line.split()) for line in typed.splitlines() if line.strip()]
    if reacting is Reacting.FORM:
        return tuple(lines), ()
    pairs = [split_emoji(line) for line in lines]
    emojis = tuple(
        emoji or NUMBERS[min(number, MAX_QUICK - 1)] for number, (emoji, _) in enumerate(pairs)
    )
    return tuple(text for _, text in pairs), emojis


def _check_question(question: str) -> None:
    if not _visible(question):
        raise BadInput("polls.refused.no_question")
    if len(question) > MAX_QUESTION:
        raise BadInput("polls.refused.long_question", most=MAX_QUESTION, length=len(question))


def _check_options(own: tuple[str, ...], reacting: Reacting, *, alone: bool) -> None:
    # One option is a choice only beside the standing ones.
    if len(own) < (2 if alone else 1):
        raise BadInput("polls.refused.few_options")
    most = MAX_OPTIONS if reacting is Reacting.FORM else MAX_QUICK
    if len(own) > most:
        key = "many_options" if reacting is Reacting.FORM else "many_emojis"
        raise BadInput(f"polls.refused.{key}", most=most, count=len(own))
    for number, option in enumerate(own, start=1):
        if not _visible(option):
            raise BadInput("polls.refused.emoji_alone", number=number)
        if len(option) > MAX_OPTION:
            raise BadInput(
                "polls.refused.long_option", number=number, most=MAX_OPTION, length=len(option)
            )


def _visible(text: str) -> str:
    """Return what can be seen of a text, composed: no invisible characters (Unicode's Cf)."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(each for each in composed if unicodedata.category(each) != "Cf").strip()


def _check_doubles(options: tuple[str, ...]) -> None:
    seen: dict[str, int] = {}
    for number, option in enumerate(options, start=1):
        first = seen.setdefault(_visible(option).casefold(), number)
        if first != number:
            raise BadInput("polls.refused.same_option", first=first, second=number)
