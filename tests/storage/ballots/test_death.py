"""Dead at any line of a step, the boxes are sound, and the step can be taken again."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

import bot
from bot.storage.ballots import BallotBoxes, BoxDamaged, BoxMissing, BoxState

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the mortals are forked")

BESIDE = BoxState("beside", locked=False, has_key=True, ballots=1)


async def deaths(folder: Path, step: str) -> int:
    """Die at each line of the step in `1`, `2`, ... below, and once after it: how many folders."""
    mortal = await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).with_name("mortal.py")),
        str(folder),
        step,
        env=os.environ | {"PYTHONPATH": str(Path(bot.__file__).parents[1])},
        stdout=PIPE,
        stderr=PIPE,
    )
    said, complaint = await mortal.communicate()
    assert mortal.returncode == 0, complaint.decode()
    return int(said) + 1


def whole_keys(folder: Path) -> bool:
    """Whether no key has its name before all its bytes."""
    return all(len(key.read_bytes()) == 32 for key in folder.glob("keys/*.key"))


async def after_create(boxes: BallotBoxes) -> str:
    """Nothing, a key without its box, or both; then opening again works."""
    standing = {state.poll_id: state for state in await boxes.standing()}
    orphans = await boxes.orphan_keys()
    found = "box" if "new" in standing else "key" if orphans else "nothing"
    if found == "box":
        assert standing["new"] == BoxState("new", locked=False, has_key=True, ballots=0)
    assert orphans == (("new",) if found == "key" else ())
    await boxes.create("new", 1)
    assert await boxes.orphan_keys() == ()
    assert await boxes.put("new", 5, b"\x05") is True
    assert await boxes.look("new", 5) == b"\x05"
    await boxes.destroy("new")
    return found


async def after_put(boxes: BallotBoxes) -> str:
    found = await boxes.look("tea", 1)
    assert found in (b"\x01", b"\x09")
    assert await boxes.put("tea", 1, b"\x09") is False
    await boxes.lock("tea")
    assert (await boxes.unseal("tea")).choices == (b"\x00", b"\x02", b"\x09")
    return "before" if found == b"\x01" else "after"


async def after_lock(boxes: BallotBoxes) -> str:
    (found,) = (state for state in await boxes.standing() if state.poll_id == "tea")
    assert found.ballots == 3
    await boxes.lock("tea")
    assert len((await boxes.unseal("tea")).choices) == 3
    return "after" if found.locked else "before"


async def after_destroy(boxes: BallotBoxes) -> str:
    """All the votes, noise with or without a key file, or nothing; then destroying works."""
    found = {state.poll_id: state for state in await boxes.standing()}.get("tea")
    if found is None:
        told = "nothing"
    elif found.ballots is None:
        told = "noise"
        with pytest.raises((BoxMissing, BoxDamaged)):
            await boxes.unseal("tea")
    else:
        told = "votes"
        assert found == BoxState("tea", locked=True, has_key=True, ballots=3)
        assert (await boxes.unseal("tea")).choices == (b"\x00", b"\x01", b"\x02")
    assert await boxes.orphan_keys() == ()
    await boxes.destroy("tea")
    return told


@pytest.mark.parametrize(
    ("step", "check", "stages"),
    [
        ("create", after_create, ["nothing", "key", "box"]),
        ("put", after_put, ["before", "after"]),
        ("lock", after_lock, ["before", "after"]),
        ("destroy", after_destroy, ["votes", "noise", "nothing"]),
    ],
    ids=["create", "put", "lock", "destroy"],
)
async def test_death_at_every_line_leaves_what_can_be_repeated(
    tmp_path: Path, step: str, check: Callable[[BallotBoxes], Awaitable[str]], stages: list[str]
) -> None:
    found: list[str] = []
    for line in range(1, await deaths(tmp_path, step) + 1):
        assert whole_keys(tmp_path / str(line))
        boxes = await BallotBoxes.open(tmp_path / str(line), bytes(32), rest=0)
        found.append(await check(boxes))
        assert BESIDE in await boxes.standing()
        assert await boxes.look("beside", 1) == b"\x07"
        await boxes.close()
    assert list(dict.fromkeys(found)) == stages  # each stage was met, and none came back
    assert len(found) > 10
