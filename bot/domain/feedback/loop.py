"""You said, we did: what a group hears of what became of its feedback."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.refusals import BadInput

MAX_SAID = 300
MAX_DID = 500
MAX_BY = 60
# So that a card stays within Discord's 4,000 characters, also where everything is escaped.
ON_A_CARD = 4


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


def check_room(prepared: int) -> None:
    """Refuse more entries than fit on a card. Raises BadInput."""
    if prepared >= ON_A_CARD:
        raise BadInput("feedback.refused.loop_full", most=ON_A_CARD)
