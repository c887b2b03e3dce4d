"""A request: what a facilitator asks after a session, a check-out or one open question."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.feedback.check_out import Told
from bot.domain.refusals import BadInput, Gone

MAX_QUESTION = 300
DAY = 24
HOURS = (DAY, 2 * DAY, 7 * DAY)
USUAL_HOURS = 2 * DAY


class Asks(StrEnum):
    """What a request asks for: four sentences in steps, or words to one question."""

    CHECK_OUT = "check_out"
    QUESTION = "question"


class State(StrEnum):
    """Where a request is in its life. A draft is seen by its author alone."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form, letter for letter: `hours` is how long it stays open."""

    asks: str = Asks.CHECK_OUT
    question: str = ""
    hours: int = USUAL_HOURS


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked, in which channel, and until when (UTC).

    `question` may be empty for a check-out. `author_id` is None once it is closed: by then nobody
    needs it, and nothing that is kept can rank those who asked. `told` is what may be told of a
    closed check-out; `message_id` is its card's, None while there is none.
    """

    request_id: str
    group_id: int
    channel_id: int
    author_id: int | None
    asks: Asks
    question: str
    state: State
    closes_at: datetime
    message_id: int | None = None
    told: Told | None = None


def check(typed: Typed) -> Typed:
    """Return what was typed as it will be asked. Raises BadInput."""
    question = " ".join(typed.question.split())
    if typed.asks not in {*Asks} or typed.hours not in HOURS:
        raise BadInput("feedback.ask.refused.form_changed")
    if typed.asks == Asks.QUESTION and not question:
        raise BadInput("feedback.ask.refused.no_question")
    if len(question) > MAX_QUESTION:
        raise BadInput("feedback.ask.refused.long", most=MAX_QUESTION, length=len(question))
    return replace(typed, question=question)


def check_open(request: Request, now: datetime) -> None:
    """Refuse what is for an open request once its time is over. Raises Gone."""
    if request.state is not State.OPEN or request.closes_at <= now:
        raise Gone(f"feedback.ask.refused.closed_{request.asks}")
