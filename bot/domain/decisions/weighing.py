"""What matters to me: one person's worksheet before a vote. It adds nothing up and names no winner.

Source: making one's own values clear, and seeing how options line up with them, is what helps in
decision aids; see IPDAS on values clarification. The words are our own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from bot.domain.aids.aid import Value
from bot.domain.polls.options import look, on_one_line, visible
from bot.domain.refusals import BadInput

MAX_STATEMENTS = 5
MAX_OWN = 100
MARK_LENGTH = 12  # hexadecimal digits
# Balanced: for most of them another one speaks for the other side.
OFFERED = (
    *("week", "energy", "judged", "quiet", "left_out", "newcomers", "closeness"),
    *("heavy", "light", "cost", "known", "moves", "shared_work", "stays_here"),
)
CHECKS = ("ways", "picture", "weighs", "company")


class Weight(StrEnum):
    """How much something matters to the person."""

    LITTLE = "little"
    QUITE = "quite"
    VERY = "very"


class Fit(StrEnum):
    """What an option says about something that matters, as the person sees it."""

    FITS = "fits"
    PARTLY = "partly"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that matters: one of OFFERED by its `key`, or in words.

    The words are the person's `own`, or those of a decision aid (`told`).
    """

    key: str = ""
    own: str = ""
    told: str = ""

    @property
    def mark(self) -> str:
        """What a menu calls it: words would be too long for a custom_id."""
        return self.key or mark_of(self.own or self.told)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a sheet is about: `which` is what buttons call it, `what` its title.

    `options` are what there is to choose from, `values` what a decision aid says may matter,
    speaking of the same options.
    """

    which: str
    what: str
    options: tuple[str, ...]
    values: tuple[Value, ...] = ()

    @property
    def offered(self) -> tuple[Statement, ...]:
        """What can be chosen as mattering: an aid's own statements first."""
        told = (Statement(told=each.statement) for each in self.values)
        return (*told, *(Statement(key) for key in OFFERED))

    def said_of(self, option: str, statement: Statement) -> bool | None:
        """Say whether the aid has a statement speak for (True) or against (False) an option."""
        for each in self.values:
            if each.statement == statement.told:
                if option in each.speaks_for:
                    return True
                return False if option in each.speaks_against else None
        return None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's worksheet for one decision, as far as it is filled in.

    `fits` are by statement and option's text, so that they stay right when options are added or
    taken away meanwhile; `clear` says of CHECKS whether the person said yes.
    """

    statements: tuple[Statement, ...] = ()
    weights: Mapping[Statement, Weight] = field(default_factory=dict[Statement, Weight])
    fits: Mapping[tuple[Statement, str], Fit] = field(
        default_factory=dict[tuple[Statement, str], Fit]
    )
    clear: Mapping[str, bool] = field(default_factory=dict[str, bool])

    @property
    def own(self) -> tuple[Statement, ...]:
        """The statements in the person's own words."""
        return tuple(each for each in self.statements if each.own)

    @property
    def room(self) -> int:
        """How many more statements fit."""
        return MAX_STATEMENTS - len(self.statements)

    def choosing(self, marks: Sequence[str], matter: Matter) -> "Sheet":
        """Return the sheet with these of what is offered beside the own ones. Raises BadInput."""
        chosen = [each for each in matter.offered if each.mark in marks]
        # In the same words as an aid's it would be on the sheet twice.
        own = [each for each in self.own if each.mark not in marks]
        if len(chosen) + len(own) > MAX_STATEMENTS:
            raise BadInput("weighing.refused.many", most=MAX_STATEMENTS)
        if len(chosen) < len(set(marks)):
            raise BadInput("weighing.refused.changed")
        return replace(self, statements=(*chosen, *own))

    def adding(self, typed: str) -> "Sheet":
        """Return the sheet with a statement in the person's own words. Raises BadInput."""
        words = on_one_line(typed)
        if not visible(words):
            raise BadInput("weighing.refused.empty")
        if len(words) > MAX_OWN:
            raise BadInput("weighing.refused.long", most=MAX_OWN, length=len(words))
        if look(words) in {look(each.own or each.told) for each in self.statements}:
            return self
        if not self.room:
            raise BadInput("weighing.refused.many", most=MAX_STATEMENTS)
        return replace(self, statements=(*self.statements, Statement(own=words)))

    def without_own(self) -> "Sheet":
        """Return the sheet without the statements in the person's own words."""
        return replace(self, statements=tuple(each for each in self.statements if not each.own))

    def weighing(self, statement: str, weight: str) -> "Sheet":
        """Return the sheet with the weight of a statement, by its mark. Raises BadInput."""
        if weight not in {*Weight}:
            raise BadInput("weighing.refused.changed")
        found = {**self.weights, self._marked(statement): Weight(weight)}
        return replace(self, weights=found)

    def fitting(self, option: str, statement: str, fit: str) -> "Sheet":
        """Return the sheet with what an option, by its text, says about a statement, by its mark.

        Raises BadInput.
        """
        if fit not in {*Fit}:
            raise BadInput("weighing.refused.changed")
        found = {**self.fits, (self._marked(statement), option): Fit(fit)}
        return replace(self, fits=found)

    def checking(self, check: str, answer: str) -> "Sheet":
        """Return the sheet with the answer (`yes` or `not_yet`) to a question. Raises BadInput."""
        if check not in CHECKS or answer not in ("yes", "not_yet"):
            raise BadInput("weighing.refused.changed")
        return replace(self, clear={**self.clear, check: answer == "yes"})

    def _marked(self, mark: str) -> Statement:
        """Return the statement of this mark: a place would be another's in a second window."""
        for each in self.statements:
            if each.mark == mark:
                return each
        raise BadInput("weighing.refused.changed")


def mark_of(text: str) -> str:
    """Return what a menu calls a text of somebody's: the same for what looks the same."""
    return sha256(look(text).encode()).hexdigest()[:MARK_LENGTH]
