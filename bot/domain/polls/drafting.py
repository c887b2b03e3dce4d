"""Drafting: from what a facilitator typed to a poll that can be asked."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.polls.methods import METHODS, Method
from bot.domain.polls.moments import check_moments, read_moments, written
from bot.domain.polls.options import (
    check_doubles,
    check_options,
    on_one_line,
    read_options,
    visible,
)
from bot.domain.polls.poll import Reacting
from bot.domain.polls.rules import Rules
from bot.domain.refusals import BadInput

MAX_QUESTION = 300
MINUTES = (5, 15, 60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60)
# One press can only mean one option; a hand can be raised for several.
_METHOD_OF = {Reacting.QUICK: "single", Reacting.HANDS: "approval"}
DELAYS = (0, 60, 3 * 60, 12 * 60, 24 * 60, 2 * 24 * 60, 3 * 24 * 60, 7 * 24 * 60)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the forms, letter for letter, so that it can be given back.

    `minutes` is how long the poll stays open, `delay` how many minutes until it opens; `standing`
    whether the two standing options ("Keep things as they are" and "I'd like more conversation
    first") are offered as well; `remind` whether the channel gets its one reminder; `gathers`
    whether members add options until the poll opens. `decision_id` names the shared decision for
    which it is asked, and is empty without one.
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
    gathers: bool = False
    decision_id: str = ""

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
    gathers: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """What stands behind every draft: `standing` are the texts of the standing options, `fixed`
    the text for each key of the methods' fixed ones; `zone` are the group's clocks, and `now`.
    """

    standing: tuple[str, ...]
    fixed: Mapping[str, str]
    zone: ZoneInfo
    now: datetime


def check(typed: Typed, offer: Offer) -> Draft:
    """Turn what was typed into a draft.

    Raises BadInput for a missing or long question, for too few, too many, long or doubled
    options, and for times that aren't clear.
    """
    question = on_one_line(typed.question)
    _check_question(question)
    method = METHODS.get(typed.method)
    if method is None or typed.minutes not in MINUTES or typed.delay not in DELAYS:
        raise BadInput("polls.refused.form_changed")
    reacting, offered, emojis = Reacting.FORM, False, tuple[str, ...]()
    if method.fixed:
        options = tuple(offer.fixed[key] for key in method.fixed)
    elif method.moments:
        options = _moments(typed, offer)
    else:
        reacting = _reacting(typed.reacting)
        offered = typed.standing and reacting is Reacting.FORM
        options, emojis = read_options(typed.options, reacting)
        check_options(options, reacting, alone=not offered, graded=method.graded)
        options += offer.standing if offered else ()
        check_doubles(options)
    gathers = typed.gathers and reacting is Reacting.FORM and may_gather(method)
    if gathers and not typed.delay:
        raise BadInput("polls.refused.gathers_at_once")
    return Draft(
        question=question,
        options=options,
        method=_METHOD_OF.get(reacting, typed.method),
        minutes=typed.minutes,
        rules=typed.rules,
        reacting=reacting,
        emojis=emojis,
        delay=typed.delay,
        # Who raises a hand is for Discord to say; nobody else can be kept from it.
        voter_role=typed.voter_role if reacting.private else None,
        here_only=typed.here_only and reacting.private,
        standing=offered,
        remind=typed.remind,
        gathers=gathers,
    )


def made_plain(typed: Typed, draft: Draft, offer: Offer) -> Typed:
    """Return the text with its times, if they are what is chosen among, as full dates."""
    if not METHODS[draft.method].moments:
        return typed
    return replace(typed, options="\n".join(written(each, offer.zone) for each in draft.options))


def may_gather(method: Method) -> bool:
    """Say whether members may add options: where the group writes them, and not as times."""
    return not (method.fixed or method.moments)


def _moments(typed: Typed, offer: Offer) -> tuple[str, ...]:
    options = read_moments(typed.options, offer.zone, offer.now)
    check_options(options, Reacting.FORM, alone=True, graded=True)
    check_moments(options, offer.now + timedelta(minutes=typed.delay + typed.minutes))
    return options


def _reacting(name: str) -> Reacting:
    try:
        return Reacting(name)
    except ValueError:
        raise BadInput("polls.refused.form_changed") from None


def _check_question(question: str) -> None:
    if not visible(question):
        raise BadInput("polls.refused.no_question")
    if len(question) > MAX_QUESTION:
        raise BadInput("polls.refused.long_question", most=MAX_QUESTION, length=len(question))
