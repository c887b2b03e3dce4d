"""No text that may reach a log or a screen tells a person, a choice, a code or a key."""

import asyncio
import logging
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.ballots import BallotBoxes, Unsealed, held_link
from bot.storage.ballots.boxfile import Sight
from bot.storage.ballots.openbox import Voter
from bot.storage.ballots.sealing import BoxKeys
from tests.storage.ballots import attacker

USER = 311528470125871104
CHOICE = b"THECHOICE"
POLL = "tea"


@pytest.fixture
def tells(boxes: BallotBoxes, folder: Path, link: bytes) -> Callable[[str], list[str]]:
    """What a text gives away."""

    def search(text: str) -> list[str]:
        secret = [CHOICE, link, attacker.code(link, POLL, USER)]
        key = folder / "keys" / f"{POLL}.key"
        secret += [key.read_bytes()] if key.exists() else []
        written = {str(USER), f"{USER:x}"}
        for each in secret:
            written |= {each.hex(), repr(each)[2:-1], repr(each[:6])[2:-1], str(list(each))[1:-1]}
        return [each for each in written if each in text]

    return search


async def everything(boxes: BallotBoxes) -> list[BaseException]:
    """Each method once as it should be and once as it shouldn't: all the refusals."""
    await boxes.create(POLL, len(CHOICE))
    await boxes.put(POLL, USER, CHOICE)
    await boxes.look(POLL, USER)
    refused = await asyncio.gather(
        boxes.put(POLL, USER, CHOICE + b"!"),
        boxes.put("none", USER, CHOICE),
        boxes.put("../" + POLL, USER, CHOICE),
        boxes.put(POLL, USER << 64, CHOICE),
        boxes.create(POLL, 1),
        boxes.unseal(POLL),
        return_exceptions=True,
    )
    boxes._link, kept = held_link(None), boxes._link  # pyright: ignore[reportPrivateUsage]
    refused += await asyncio.gather(
        boxes.put(POLL, USER, CHOICE), boxes.look(POLL, USER), return_exceptions=True
    )
    boxes._link = kept  # pyright: ignore[reportPrivateUsage]
    await boxes.lock(POLL)
    await boxes.unseal(POLL)
    refused += await asyncio.gather(boxes.put(POLL, USER, CHOICE), return_exceptions=True)
    return [error for error in refused if isinstance(error, BaseException)]


async def test_no_refusal_tells(
    boxes: BallotBoxes, folder: Path, tells: Callable[[str], list[str]]
) -> None:
    errors = await everything(boxes)
    (folder / "keys" / f"{POLL}.key").write_bytes(bytes(32))
    errors += [
        error
        for error in await asyncio.gather(boxes.look(POLL, USER), return_exceptions=True)
        if isinstance(error, BaseException)
    ]
    assert len(errors) == 10
    for error in errors:
        text = f"{error} {error!r} {error.args}" + "".join(traceback.format_exception(error))
        assert tells(text) == []


async def test_asyncio_debug_log_tells_nothing(
    boxes: BallotBoxes, tells: Callable[[str], list[str]], caplog: pytest.LogCaptureFixture
) -> None:
    """In debug mode asyncio logs every step that took long, with what its futures hold."""
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 0
    caplog.set_level(logging.DEBUG)
    await everything(boxes)
    loop.set_debug(False)
    assert "Executing" in caplog.text
    assert tells(caplog.text) == []


async def test_no_repr_tells(
    boxes: BallotBoxes, link: bytes, tells: Callable[[str], list[str]]
) -> None:
    await boxes.create(POLL, len(CHOICE))
    vote = asyncio.create_task(boxes.put(POLL, USER, CHOICE))
    await asyncio.sleep(0)
    tasks = " ".join(map(repr, asyncio.all_tasks()))
    await vote
    code = attacker.code(link, POLL, USER)
    look, call = boxes._file.look, boxes._call  # pyright: ignore[reportPrivateUsage]
    things: list[object] = [
        boxes,
        await call(look, POLL, Voter(USER, code)),  # what the future from the thread holds
        Voter(USER, code),
        Sight(CHOICE),
        Unsealed((CHOICE,), (code,)),
        BoxKeys.derive(link, POLL),
        await boxes.standing(),
    ]
    assert tells(tasks + repr(things)) == []
