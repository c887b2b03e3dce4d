"""No byte on disk tells who voted or what: not while open, not during a write, not after closing.

One poll of 12 voters alone in its file: with many polls, chance would hide what leaks.
"""

import base64
import hashlib
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from bot.storage.ballots import BallotBoxes
from tests.storage.ballots import attacker
from tests.storage.ballots.attacker import in_the_thread

POLL = "oneofmany"
USERS = [int.from_bytes(hashlib.sha256(b"%d" % i).digest()[:8], "big") >> 4 for i in range(12)]
CHOICES = {user: hashlib.sha256(b"choice of %d" % user).digest()[:12] for user in USERS}
CHANGED = {user: hashlib.sha256(b"changed by %d" % user).digest()[:12] for user in USERS[::3]}
TIMES = 20  # a ballot repeats its choice so often that the box fills several pages


def disguises(secret: bytes) -> set[bytes]:
    """The ways in which bytes might be written down."""
    return {
        secret,
        secret[::-1],
        secret.hex().encode(),
        secret.hex().upper().encode(),
        base64.b64encode(secret).rstrip(b"="),
        base64.b32encode(secret).rstrip(b"="),
    }


def secrets(folder: Path, link: bytes) -> set[bytes]:
    """What must not be found: all that stands for a person or a choice, and what leads to it."""
    keys = attacker.Keys.of(folder, POLL)
    found = disguises(link)
    for user in USERS:
        code = attacker.code(link, POLL, user)
        found |= {str(user).encode(), f"{user:x}".encode()}
        for each in (
            user.to_bytes(8, "big"),
            code,
            keys.tag(user),
            keys.head(code),
            attacker.fingerprint(link, POLL, user),
            CHOICES[user],
            CHANGED.get(user, CHOICES[user]),
        ):
            found |= disguises(each)
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Every file as it is now, by name."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def leaks(there: dict[str, bytes], sought: Iterable[bytes]) -> list[tuple[str, bytes]]:
    needles = list(sought)
    return [
        (name, needle) for name, content in there.items() for needle in needles if needle in content
    ]


def pieces(sealed: bytes) -> set[bytes]:
    """A sealed value cut so that any stretch of 31 bytes of it holds a whole piece."""
    return {sealed[at : at + 16] for at in range(0, len(sealed) - 15, 16)}


async def noted(boxes: BallotBoxes, seen: list[bytes]) -> None:
    """Add the present sealed value to those seen."""

    def note(connection: sqlite3.Connection) -> None:
        seen.extend(sealed for (sealed,) in connection.execute("SELECT sealed FROM box"))

    await in_the_thread(boxes, note)


async def vote(boxes: BallotBoxes) -> list[bytes]:
    """All vote, some change, one leaves and comes back: every sealed value there was."""
    seen: list[bytes] = []
    await boxes.create(POLL, 12 * TIMES)
    await noted(boxes, seen)
    for user, choice in [*CHOICES.items(), *CHANGED.items()]:
        await boxes.put(POLL, user, choice * TIMES)
        await noted(boxes, seen)
    await boxes.take_back(POLL, USERS[1])
    await noted(boxes, seen)
    await boxes.put(POLL, USERS[1], CHOICES[USERS[1]] * TIMES)
    await noted(boxes, seen)
    return seen


async def test_no_byte_tells_a_voter_or_a_choice_while_open(
    boxes: BallotBoxes, folder: Path, link: bytes
) -> None:
    await vote(boxes)
    sought = secrets(folder, link)
    assert leaks(files(folder), sought) == []
    await boxes.lock(POLL)
    assert leaks(files(folder), sought) == []
    await boxes.close()
    assert leaks(files(folder), sought) == []
    # The search finds what is there: the key, and the present box.
    present = attacker.stored(folder, POLL)
    assert leaks(files(folder), [present[-64:]]) == [("ballots.sqlite3", present[-64:])]
    assert set(attacker.opened(folder, POLL).tags) <= sought


def earlier_states(there: dict[str, bytes], seen: list[bytes]) -> list[tuple[str, bytes]]:
    """What is left of any sealed value but the last."""
    *earlier, present = seen
    return leaks(there, set[bytes]().union(*map(pieces, earlier)) - pieces(present))


async def test_one_copy_holds_one_state_of_the_box(boxes: BallotBoxes, folder: Path) -> None:
    """Two neighbouring states would differ by one voter and one choice."""
    seen = await vote(boxes)
    assert len(set(seen)) == len(seen) == 1 + 12 + 4 + 2
    assert len({len(sealed) for sealed in seen}) == 1
    assert earlier_states(files(folder), seen) == []


async def test_growing_into_a_larger_room_leaves_no_earlier_state(
    boxes: BallotBoxes, folder: Path
) -> None:
    seen: list[bytes] = []
    await boxes.create(POLL, 12 * TIMES)
    for user in range(66):
        await boxes.put(POLL, user, os.urandom(12 * TIMES))
        await noted(boxes, seen)
    for user in range(3):
        await boxes.take_back(POLL, user)
        await noted(boxes, seen)
    assert len({len(sealed) for sealed in seen}) == 2
    assert earlier_states(files(folder), seen) == []


async def test_no_byte_tells_while_a_batch_is_written(
    boxes: BallotBoxes, folder: Path, link: bytes
) -> None:
    """At every statement of the transaction, with the journal full and nothing committed."""
    await vote(boxes)
    sought = secrets(folder, link)
    during: list[tuple[str, dict[str, bytes]]] = []

    def spy(statement: str) -> None:
        during.append((statement[:6], files(folder)))

    def watch(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA cache_size=1")  # pages go to the file before the commit
        connection.set_trace_callback(spy)

    await in_the_thread(boxes, watch)
    for user in USERS:
        await boxes.put(POLL, user, CHOICES[user] * TIMES)
    begun, ended = (
        [there for statement, there in during if statement == word] for word in ("BEGIN ", "COMMIT")
    )
    assert len(begun) == len(ended) == len(USERS)
    for before, after in zip(begun, ended, strict=True):
        assert after["ballots.sqlite3"] != before["ballots.sqlite3"]
        assert len(after["ballots.sqlite3-journal"]) > 4096
        assert leaks(before, sought) == leaks(after, sought) == []


@pytest.mark.parametrize("voters", [12, 70])
async def test_after_closing_nothing_is_left(
    boxes: BallotBoxes, folder: Path, link: bytes, voters: int
) -> None:
    seen = await vote(boxes)
    for user in range(voters - 12):
        await boxes.put(POLL, user, bytes(12 * TIMES))
    await noted(boxes, seen)
    sought = secrets(folder, link)
    key = (folder / "keys" / f"{POLL}.key").read_bytes()
    for sealed in seen:
        sought |= pieces(sealed)
    sought |= disguises(key) | pieces(key) | {POLL.encode()}
    await boxes.lock(POLL)
    await boxes.unseal(POLL)
    await boxes.destroy(POLL)
    assert leaks(files(folder), sought) == []
    assert f"{POLL}.key" not in files(folder)
    await boxes.close()
    assert leaks(files(folder), sought) == []


async def test_the_key_is_overwritten_before_its_name_goes(
    boxes: BallotBoxes, folder: Path
) -> None:
    await boxes.create(POLL, 1)
    path = folder / "keys" / f"{POLL}.key"
    with path.open("rb") as held:  # the blocks of the file, after its name is gone
        await boxes.destroy(POLL)
        assert held.read() == bytes(32)
    assert not files(folder / "keys")
