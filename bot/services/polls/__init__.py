"""Polls: drafting, opening, voting in private, closing; the only way into the sealed ballots."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random

from bot.services.polls.after import After, Lot
from bot.services.polls.asking import Asking, Proposal
from bot.services.polls.closing import Closing
from bot.services.polls.gathering import Gathering
from bot.services.polls.life import Life
from bot.services.polls.recovery import Recovery
from bot.services.polls.supporting import Supporting
from bot.services.polls.voting import Checked, Receipt, Stands, Voting
from bot.storage.ballots import BallotBoxes, BallotsUnusable, FolderInUse, held_link
from bot.storage.database import Database, Unusable

__all__ = [
    "BALLOTS_REST",
    "Checked",
    "Lot",
    "Polls",
    "Proposal",
    "Receipt",
    "Stands",
    "Supporting",
    "Voting",
    "open_boxes",
    "wire_polls",
]

# The design's measured balance between a busy poll's wait and the disk's work, in seconds.
BALLOTS_REST = 0.25


@dataclass(frozen=True, slots=True)
class Polls:
    """Group polls with private ballots, by use case."""

    asking: Asking
    voting: Voting
    closing: Closing
    life: Life
    gathering: Gathering
    after: After
    supporting: Supporting
    recovery: Recovery
    _boxes: BallotBoxes

    async def shut(self) -> None:
        """Write the votes that wait, then close the boxes."""
        await self._boxes.close()


async def open_boxes(folder: Path, runtime_folder: Path | None, rest: float) -> BallotBoxes:
    """Open the sealed boxes in `folder`, and with them own the data folder. Raises Unusable."""
    try:
        return await BallotBoxes.open(folder, held_link(runtime_folder), rest=rest)
    except FolderInUse as trouble:
        raise Unusable("start.in_use", folder=folder.parent) from trouble
    except BallotsUnusable as trouble:
        raise Unusable("start.ballots", folder=folder, reason=trouble.reason) from trouble


def wire_polls(
    database: Database, boxes: BallotBoxes, now: Callable[[], datetime], chance: Random
) -> Polls:
    """Wire the use cases of polls to the files."""
    closing = Closing(database, boxes, now, chance)
    supporting = Supporting(database, boxes, now, chance)
    return Polls(
        asking=Asking(database, boxes, now, chance),
        voting=Voting(database, boxes, now),
        closing=closing,
        life=Life(database, boxes, now, chance),
        gathering=Gathering(database, boxes, now, chance),
        after=After(database, boxes, now, chance),
        supporting=supporting,
        recovery=Recovery(database, boxes, closing, supporting, now, chance),
        _boxes=boxes,
    )
