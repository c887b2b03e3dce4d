"""What an export costs: its peak memory, and how long something else waits meanwhile.

    python -m bench.export [--items 50000]

An export is held against one of half as many items (memory: nearly 1, if it is bounded) and against
none at all (waiting). The figures are ratios, because machines differ. "Something else" is a read
of the same file every few thousandths of a second: every vote begins with one, and they share one
thread with the export.
"""

import argparse
import asyncio
import tempfile
import time
import tracemalloc
from contextlib import aclosing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from bot.domain.feedback.exporting import Form
from bot.domain.feedback.item import Item, Kind, State
from bot.services.feedback.exporting import LARGEST_PART, Asked, Exporting
from bot.storage import groups
from bot.storage.database import Connection, Database
from bot.storage.feedback import items

GROUP, HALF_GROUP = 1, 2
WEEKS = 10
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßéèñ,.;"
PAUSE = 0.005
WITHOUT = 3.0  # seconds for which waiting without an export is measured
MIB = 1024 * 1024


def an_item(chance: Random, group_id: int) -> Item:
    """Return a private item of 50 to 600 characters that don't repeat."""
    monday = date(2026, 3, 2) - timedelta(weeks=chance.randrange(WEEKS))
    words = ("".join(chance.choices(LETTERS, k=9)) for _ in range(chance.randint(5, 60)))
    key = f"{chance.getrandbits(64):016x}"
    kind, state = chance.choice(list(Kind)), chance.choice(list(State))
    return Item(key, group_id, monday, kind, " ".join(words), state=state)


async def fill(database: Database, group_id: int, count: int) -> None:
    """Give a group so many items."""
    chance = Random(count)

    def work(connection: Connection, many: int) -> None:
        for _ in range(many):
            items.add(connection, an_item(chance, group_id))

    for start in range(0, count, 5000):
        await database.write(work, min(5000, count - start))


async def export(exporting: Exporting, group_id: int, form: Form) -> tuple[int, int]:
    """Export all of it, dropping each file; return how many files and bytes there were."""
    plan = await exporting.plan_for_operator(group_id, Asked(form))
    number = size = 0
    async with aclosing(exporting.parts(plan, LARGEST_PART)) as parts:
        async for part in parts:
            number, size = part.number, size + len(part.content)
            del part
    return number, size


async def peak(exporting: Exporting, group_id: int, form: Form) -> float:
    """Return the most memory that Python held more than before, in MiB."""
    tracemalloc.start()
    await export(exporting, group_id, form)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / MIB


async def waits(database: Database, until: asyncio.Event) -> list[float]:
    """Return how long each read took, in milliseconds, sorted."""
    taken: list[float] = []
    while not until.is_set():
        before = time.perf_counter()
        await database.read(groups.settings, GROUP)
        taken.append(1000 * (time.perf_counter() - before))
        await asyncio.sleep(PAUSE)
    return sorted(taken)


async def measure(exporting: Exporting, database: Database, form: Form, usual: list[float]) -> None:
    """Print one form's figures."""
    over = asyncio.Event()
    waiting = asyncio.create_task(waits(database, over))
    before = time.perf_counter()
    files, size = await export(exporting, GROUP, form)
    seconds = time.perf_counter() - before
    over.set()
    taken = await waiting
    half = await peak(exporting, HALF_GROUP, form)
    many = await peak(exporting, GROUP, form)
    middle, late = (at(taken, share) / at(usual, share) for share in (0.5, 0.99))
    print(f"{form:5} {files:3} files, {size / MIB:5.1f} MiB, {seconds:5.1f} s")
    print(f"      memory: {many:5.1f} MiB at most, {many / half:4.2f} times that of half as many")
    print(
        f"      a read waits {at(taken, 0.5):5.2f} ms, 99 in 100 less than {at(taken, 0.99):5.2f},"
    )
    print(f"      the longest {taken[-1]:5.1f}; {middle:4.1f} and {late:4.1f} times as without")


def at(taken: list[float], share: float) -> float:
    """Return the value below which this share of them lies."""
    return taken[int(share * (len(taken) - 1))]


async def main(count: int) -> None:
    """Fill a file, and measure each form."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder))
        await fill(database, GROUP, count)
        await fill(database, HALF_GROUP, count // 2)
        exporting = Exporting(database, lambda: datetime(2026, 3, 4, tzinfo=UTC), Random(1))
        over = asyncio.Event()
        asyncio.get_running_loop().call_later(WITHOUT, over.set)
        usual = await waits(database, over)
        print(f"{count} items; without an export a read waits {at(usual, 0.5):.2f} ms,")
        print(f"99 in 100 less than {at(usual, 0.99):.2f}, the longest {usual[-1]:.1f}")
        for form in Form:
            await measure(exporting, database, form, usual)
        await database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="What an export costs, as ratios.")
    parser.add_argument("--items", type=int, default=50_000)
    asyncio.run(main(parser.parse_args().items))
