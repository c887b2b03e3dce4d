"""You said, we did: what a group hears of what became of its feedback."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.refusals import BadInput

MAX_SAID = 300
MAX_DID = 500
MAX_BY = 60
ON_A_CARD = 4
# Discord takes 4,000 characters a message; the rest is for heads, outcomes and dates.
ROOM = 3300
# What takes two characters to be shown as it was typed.
MARKS = frozenset("\\*_`~|<>@#[]()-")


class Outcome(StrEnum):
    """What came of it. With NOT_NOW, what stands under "we did" is the reason why not."""

    DONE = "done"
    PARTLY = "partly"
    NOT_NOW = "not_now"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of *You said, we did*: a paraphrase, what was done or why not, and by whom.

    It leads to no item. `ready_at` is when it may be posted at the earliest; `posted_at` is None
    while moderators prepare it.
    """

    entry_id: str
    group_id: int
    said: str
    did: str
    outcome: Outcome
    by_whom: str
    ready_at: datetime
    posted_at: datetime | None = None


def check_entry(entry: Entry) -> Entry:
    """Return an entry without empty ends. Raises BadInput for what is empty or too long."""
    kept = replace(
        entry, said=entry.said.strip(), did=entry.did.strip(), by_whom=entry.by_whom.strip()
    )
    limits = ((kept.said, MAX_SAID), (kept.did, MAX_DID), (kept.by_whom, MAX_BY))
    if not (kept.said and kept.did and kept.by_whom):
        raise BadInput("feedback.refused.loop_empty")
    for written, most in limits:
        if len(written) > most:
            raise BadInput("feedback.refused.loop_long", length=len(written), most=most)
    return kept


def check_room(entries: Sequence[Entry]) -> None:
    """Refuse more entries than fit on a card. Raises BadInput."""
    if len(fitting(entries)) < len(entries):
        raise BadInput("feedback.refused.loop_full", most=ON_A_CARD)


def fitting(entries: Sequence[Entry], most: int = ON_A_CARD) -> tuple[Entry, ...]:
    """Return the first entries that fit on one card or page together; one always does."""
    room, shown = ROOM, list[Entry]()
    for entry in entries[:most]:
        room -= sum(
            len(t) + sum(c in MARKS for c in t) for t in (entry.said, entry.did, entry.by_whom)
        )
        if room < 0 and shown:
            break
        shown.append(entry)
    return tuple(shown)
