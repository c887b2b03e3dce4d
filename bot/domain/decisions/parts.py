"""What hangs on a decision: notes from its talk, options to choose among, the way that it went."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from bot.domain.decisions.decision import Stage
from bot.domain.polls.options import check_proposed, look, visible
from bot.domain.refusals import BadInput

MAX_NOTES = 10
MAX_NOTE = 200
# Beside the two standing ones they fit on every kind of ballot.
MAX_OPTIONS = 8
MAX_OPTION_FIELD = 400
PER_PERSON = 3


class NoteKind(StrEnum):
    """A short text that anybody may add while a group talks."""

    QUESTION = "question"
    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class Note:
    """An open question or an agreement, as it stands on the card. Who added it is kept nowhere."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Option:
    """What could be chosen, its benefits and drawbacks, its effect on daily life, what is unknown.

    All but `text` may be empty.
    """

    text: str
    benefits: str = ""
    drawbacks: str = ""
    daily_life: str = ""
    unknown: str = ""


class How(StrEnum):
    """How a decision came to a stage."""

    PROPOSED = "proposed"  # a member would like to talk about it
    STARTED = "started"  # a facilitator began with the talk at once
    ENOUGH = "enough"  # enough want to talk about it
    RESTED = "rested"  # too few did, for 30 days
    READY = "ready"  # a facilitator said that the talk is ready to go on
    TIME = "time"  # the stage's time was over
    BACK = "back"
    WITHDRAWN = "withdrawn"
    VOTE_ASKED = "vote_asked"
    VOTE_CLOSED = "vote_closed"
    STATED = "stated"  # a facilitator wrote the outcome
    LOOK_AGAIN = "look_again"  # the day of the review came
    KEEP = "keep"
    CHANGE = "change"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a decision: to which stage, how, on which day of the group's clocks, and why.

    `number` counts a decision's moves from 1. `by_id` is who did it, None where it came by itself
    or in private. `reason` is what members read, and often empty.
    """

    number: int
    stage: Stage
    how: How
    on_day: date
    by_id: int | None = None
    reason: str = ""


def check_note(typed: str, kind: NoteKind, there: Sequence[Note]) -> Note:
    """Return a note as it will stand on the card. Raises BadInput."""
    text = " ".join(typed.split())
    if not visible(text):
        raise BadInput("decisions.refused.empty_note")
    if len(text) > MAX_NOTE:
        raise BadInput("decisions.refused.long", most=MAX_NOTE, length=len(text))
    if sum(1 for note in there if note.kind is kind) >= MAX_NOTES:
        raise BadInput("decisions.refused.many_notes", most=MAX_NOTES)
    return Note(kind, text)


def check_option(typed: Option, shown: Sequence[Option]) -> Option:
    """Return an option as it will be shown. Raises BadInput, also for one that stands already.

    One that isn't shown yet is not compared: a refusal would tell of it.
    """
    text = check_proposed(typed.text)
    rest = {
        each.name: getattr(typed, each.name).strip()
        for each in fields(Option)
        if each.name != "text"
    }
    for value in rest.values():
        if len(value) > MAX_OPTION_FIELD:
            raise BadInput("decisions.refused.long", most=MAX_OPTION_FIELD, length=len(value))
    if look(text) in {look(option.text) for option in shown}:
        raise BadInput("decisions.refused.same_option")
    return Option(text, **rest)


def check_room(there: int, by_person: int) -> None:
    """Refuse when the card is full, or when this person has added three. Raises BadInput.

    `there` counts the options that are shown and those on their way.
    """
    if by_person >= PER_PERSON:
        raise BadInput("decisions.refused.enough_options", most=PER_PERSON)
    if there >= MAX_OPTIONS:
        raise BadInput("decisions.refused.many_options", most=MAX_OPTIONS)
