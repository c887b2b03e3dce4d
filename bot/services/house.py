"""The house: opens the files and wires every service to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from random import Random, SystemRandom

from bot.services.aids import Aids, wire_aids
from bot.services.around import Around
from bot.services.checking import Checking
from bot.services.decisions import Decisions, wire_decisions
from bot.services.door import Door
from bot.services.erasing import Erasing
from bot.services.feedback import Feedback, wire_feedback
from bot.services.groups import Groups
from bot.services.outbox import Outbox
from bot.services.own_lines import OwnLines
from bot.services.polls import BALLOTS_REST, Polls, open_boxes, wire_polls
from bot.services.privacy import Forgetting, Looking
from bot.services.record import Record
from bot.services.support import Support
from bot.services.topics import Topics, wire_topics
from bot.services.topics.shelf import Shelf
from bot.storage import (
    aids,
    decision_due,
    decision_parts,
    erasing,
    experiences,
    library,
    outbox,
    own_lines,
    polls,
    proposed,
    schedules,
)
from bot.storage.database import Connection, Database, look_at_header, prepare_folder
from bot.storage.feedback import items, requests


@dataclass(frozen=True, slots=True)
class House:
    """Every service, over one data folder."""

    database: Database
    groups: Groups
    door: Door
    around: Around
    polls: Polls
    decisions: Decisions
    topics: Topics
    feedback: Feedback
    support: Support
    own_lines: OwnLines
    record: Record
    outbox: Outbox
    checking: Checking
    erasing: Erasing
    looking: Looking
    forgetting: Forgetting
    aids: Aids

    async def next_due(self) -> datetime | None:
        """Return when the next thing is due of all that comes by itself, or None."""

        def work(connection: Connection) -> datetime | None:
            looked_at = (
                polls.next_closing,
                proposed.next_due,
                decision_due.next_due,
                decision_parts.next_due,
                experiences.next_due,
                schedules.next_due,
                items.next_due,
                erasing.due,
                requests.next_closing,
                own_lines.next_due,
                aids.next_due,
                outbox.next_due,
            )
            found = [each(connection) for each in looked_at]
            return min((at for at in found if at is not None), default=None)

        return await self.database.read(work)

    async def close(self) -> None:
        """Finish what is being written, then close the files."""
        await self.polls.shut()
        await self.database.close()


async def open_house(
    folder: Path,
    *,
    now: Callable[[], datetime],
    runtime_folder: Path | None = None,
    chance: Random | None = None,
    rest: float = BALLOTS_REST,
) -> House:
    """Open the files in `folder` and wire the services.

    `now` is the one clock, `chance` the source of ids and shuffles (the system's by default),
    `runtime_folder` a memory-backed folder that outlives a restart, `rest` the seconds that the
    writer of ballots rests between two commits (a simulated clock needs 0). Raises Unusable of
    `bot.storage.database`.
    """
    dice = chance or SystemRandom()
    prepare_folder(folder)
    look_at_header(folder)
    # The boxes first: whoever holds them owns the folder, and only an owner may migrate.
    boxes = await open_boxes(folder / "sealed", runtime_folder, rest)
    try:
        database = await Database.open(folder)
    except BaseException:
        await boxes.close()
        raise
    shelf = library.topics()
    wired = wire_polls(database, boxes, now, dice)
    return House(
        database=database,
        groups=Groups(database, now),
        door=Door(database, now, dice),
        around=Around(database, now),
        polls=wired,
        decisions=wire_decisions(database, wired.supporting, now, dice),
        topics=wire_topics(database, shelf, now, dice, wired.asking),
        feedback=wire_feedback(database, shelf, now, dice),
        erasing=Erasing(database),
        looking=Looking(database, folder, now),
        forgetting=Forgetting(database, now, boxes.destroy),
        support=Support(library.countries()),
        own_lines=OwnLines(database, now, dice),
        record=Record(database),
        aids=wire_aids(database, library.aids(), now, dice),
        outbox=Outbox(database, now, dice),
        checking=Checking(database, Shelf(shelf), now, dice),
    )
