"""Damage to a file, a page, or a box: what is broken is named, the rest goes on."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.ballots import (
    BallotBoxes,
    BallotsUnusable,
    BoxDamaged,
)
from tests.storage.ballots import attacker

ANNA = 311528470125871104


@pytest.mark.parametrize(
    ("what", "tags", "ballots"),
    [
        ("one person twice", [b"t" * 16] * 2, [b"a" * 33, b"b" * 33]),
        ("one ballot twice", [b"t" * 16, b"u" * 16], [b"a" * 33] * 2),
        ("out of order", [b"u" * 16, b"t" * 16], [b"a" * 33, b"b" * 33]),
    ],
)
async def test_a_box_that_contradicts_itself_is_never_counted(
    folder: Path, link: bytes, what: str, tags: list[bytes], ballots: list[bytes]
) -> None:
    boxes = await BallotBoxes.open(folder, link)
    await boxes.create("tea", 1)
    await boxes.lock("tea")
    await boxes.close()
    sealed = attacker.Keys.of(folder, "tea").seal(attacker.pack(1, tags, ballots))
    attacker.store(folder, "tea", sealed)
    boxes = await BallotBoxes.open(folder, link)
    with pytest.raises(BoxDamaged):
        await boxes.unseal("tea")
    await boxes.close()


async def test_a_ballot_without_its_tag_is_damage(folder: Path, link: bytes) -> None:
    boxes = await BallotBoxes.open(folder, link)
    await boxes.create("tea", 1)
    await boxes.close()
    keys = attacker.Keys.of(folder, "tea")
    head = keys.head(attacker.code(link, "tea", ANNA))
    sealed = keys.seal(attacker.pack(1, [b"t" * 16], [head + bytes(17)]))
    attacker.store(folder, "tea", sealed)
    boxes = await BallotBoxes.open(folder, link)
    with pytest.raises(BoxDamaged):
        await boxes.put("tea", ANNA, b"\x01")
    await boxes.close()


async def test_a_box_put_in_the_place_of_another_is_damaged(folder: Path, link: bytes) -> None:
    boxes = await BallotBoxes.open(folder, link)
    for poll in ("one", "two"):
        await boxes.create(poll, 1)
        await boxes.put(poll, ANNA, b"\x01")
    await boxes.close()
    attacker.store(folder, "two", attacker.stored(folder, "one"))
    (folder / "keys" / "two.key").write_bytes((folder / "keys" / "one.key").read_bytes())
    boxes = await BallotBoxes.open(folder, link)
    with pytest.raises(BoxDamaged):
        await boxes.look("two", ANNA)
    assert await boxes.look("one", ANNA) == b"\x01"
    await boxes.close()


@pytest.mark.parametrize(
    "garbage", [b"no database at all" * 300, b"SQLite format 3\0" + b"x" * 999]
)
async def test_a_file_of_garbage_is_refused_and_left_as_it_is(
    folder: Path, link: bytes, garbage: bytes
) -> None:
    await (await BallotBoxes.open(folder, link)).close()
    (folder / "ballots.sqlite3").write_bytes(garbage)
    with pytest.raises(BallotsUnusable) as refusal:
        await BallotBoxes.open(folder, link)
    assert refusal.value.reason == "the file of sealed votes refused: file is not a database"
    assert (folder / "ballots.sqlite3").read_bytes() == garbage


async def test_a_broken_page_concerns_its_poll_alone(folder: Path, link: bytes) -> None:
    boxes = await BallotBoxes.open(folder, link, rest=0)
    for poll in ("aaa", "bbb", "ccc"):
        await boxes.create(poll, 255)
        await boxes.put(poll, 1, bytes(255))
    await boxes.close()
    path = folder / "ballots.sqlite3"
    content = bytearray(path.read_bytes())
    middle = content.find(attacker.stored(folder, "bbb")[8000:8016])
    page = middle - middle % 4096
    content[page : page + 4] = b"\xff\xff\xff\xff"  # the number of the next overflow page
    path.write_bytes(content)
    boxes = await BallotBoxes.open(folder, link, rest=0)
    with pytest.raises(BoxDamaged):
        await boxes.put("bbb", 1, bytes(255))
    with pytest.raises(BoxDamaged):
        await boxes.look("bbb", 1)
    assert [(state.poll_id, state.ballots) for state in await boxes.standing()] == [
        ("aaa", 1),
        ("bbb", None),
        ("ccc", 1),
    ]
    assert await boxes.put("ccc", 2, bytes(255)) is True
    await boxes.close()


async def test_a_file_of_a_newer_program_is_refused(folder: Path, link: bytes) -> None:
    await (await BallotBoxes.open(folder, link)).close()
    with closing(sqlite3.connect(folder / "ballots.sqlite3")) as newer:
        newer.execute("PRAGMA user_version=2")
    with pytest.raises(BallotsUnusable, match="a newer version"):
        await BallotBoxes.open(folder, link)
