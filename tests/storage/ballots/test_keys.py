"""Keys and the link: fresh, on disk before anything relies on them, and destroyed first."""

import os
import threading
from collections.abc import Generator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bot.storage.ballots import (
    BallotBoxes,
    BallotsUnusable,
    BoxDamaged,
    BoxMissing,
    held_link,
)


@pytest.fixture
def calls() -> Generator[list[str]]:
    """The system's and SQLite's calls in threads started from now on, in their order."""
    made: list[str] = []

    def note(_: FrameType, event: str, function: Any) -> None:
        if event == "c_call" and function.__name__ in {"fsync", "replace", "unlink", "execute"}:
            made.append(function.__name__)

    threading.setprofile(note)
    yield made
    threading.setprofile(None)


@pytest.mark.skipif(os.name == "nt", reason="Windows syncs folders by itself")
async def test_a_key_is_durable_before_its_box_and_gone_before_it(
    calls: list[str], folder: Path, link: bytes
) -> None:
    """An fsync too few shows only in a power cut, which no killed process is."""
    boxes = await BallotBoxes.open(folder, link, rest=0)
    look, begin, write, commit = ["execute"] * 4
    calls.clear()
    await boxes.create("tea", 1)
    assert calls == [look, "fsync", "replace", "fsync", begin, write, commit]
    calls.clear()
    await boxes.destroy("tea")
    assert calls == ["fsync", "unlink", "fsync", begin, write, commit]
    await boxes.close()


async def test_a_key_is_32_fresh_bytes(folder: Path, link: bytes) -> None:
    drawn: list[bytes] = []

    def draw(size: int) -> bytes:
        drawn.append(os.urandom(size))
        return drawn[-1]

    boxes = await BallotBoxes.open(folder, link, rest=0, random_bytes=draw)
    for poll in ("one", "two"):
        await boxes.create(poll, 1)
    keys = [(folder / "keys" / f"{poll}.key").read_bytes() for poll in ("one", "two")]
    assert keys == drawn[::2]
    await boxes.put("one", 1, b"\x01")
    await boxes.put("one", 1, b"\x01")
    nonces = [each for each in drawn if len(each) == 12]
    assert len(set(nonces)) == len(nonces) == 4
    await boxes.close()


@pytest.mark.parametrize(
    ("content", "refusal"),
    [(None, BoxMissing), (b"", BoxDamaged), (bytes(31), BoxDamaged), (bytes(32), BoxDamaged)],
)
async def test_a_lost_or_truncated_key_concerns_its_poll_alone(
    boxes: BallotBoxes, folder: Path, content: bytes | None, refusal: type[Exception]
) -> None:
    for poll in ("tea", "walk"):
        await boxes.create(poll, 1)
        await boxes.put(poll, 1, b"\x01")
    key = folder / "keys" / "tea.key"
    key.unlink()
    if content is not None:
        key.write_bytes(content)
    with pytest.raises(refusal, match="poll tea: it"):
        await boxes.put("tea", 2, b"\x01")
    with pytest.raises(refusal):
        await boxes.look("tea", 1)
    with pytest.raises(refusal):
        await boxes.create("tea", 1)
    await boxes.lock("tea")
    with pytest.raises(refusal):
        await boxes.unseal("tea")
    assert await boxes.put("walk", 2, b"\x01") is True
    assert await boxes.look("walk", 1) == b"\x01"


async def test_a_key_that_cannot_be_read_is_no_lost_poll(boxes: BallotBoxes, folder: Path) -> None:
    await boxes.create("tea", 1)
    key = folder / "keys" / "tea.key"
    key.unlink()
    key.mkdir()
    with pytest.raises(BallotsUnusable, match="the key folder refused"):
        await boxes.put("tea", 1, b"\x01")


def test_a_link_is_fresh_without_a_folder_and_kept_with_one(tmp_path: Path) -> None:
    assert held_link(None) != held_link(None)
    kept = held_link(tmp_path)
    assert len(kept) == 32
    assert held_link(tmp_path) == kept
    assert held_link(None, bytes) == bytes(32)


def test_a_torn_link_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "link").write_bytes(b"torn")
    made = held_link(tmp_path)
    assert len(made) == 32
    assert (tmp_path / "link").read_bytes() == made


async def test_a_link_of_another_size_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        await BallotBoxes.open(folder, b"short")
