"""The outbox's rules: what waits to reach Discord, and how long to wait before trying again."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

WAITS = tuple(timedelta(seconds=s) for s in (15, 60, 300, 1800, 3600, 6 * 3600, 12 * 3600, 86400))
# A group whose permissions were changed, or that took the bot out for a while, has this long.
PATIENCE = timedelta(days=30)


class Step(StrEnum):
    """How far a row has come.

    WAITING is not sent; SENDING was begun and may or may not have arrived; SENT has its message
    and still lacks what follows it (a thread, a changed card); DONE and FAILED are over.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Row:
    """One message that must reach Discord.

    `row_id` is a random number of 31 bits that the message carries as the id of a component, so
    that it can be found again in its channel. `kind` says who draws it, `subject` what it is
    about (a poll's or a topic post's id).
    """

    row_id: int
    kind: str
    group_id: int
    channel_id: int
    subject: str
    step: Step
    made_at: datetime
    due_at: datetime
    attempts: int = 0
    message_id: int | None = None


def next_try(attempts: int, made_at: datetime, now: datetime) -> datetime | None:
    """Return when to try again after that many failures, or None to give up.

    After 15 s at first, then ever more rarely, then daily, until 30 days after the row was made.
    A row that is older when it is first tried gets every wait once.
    """
    if attempts > len(WAITS) and now - made_at > PATIENCE:
        return None
    return now + WAITS[min(attempts, len(WAITS)) - 1]
