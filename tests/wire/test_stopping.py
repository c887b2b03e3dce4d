"""Wire: stopping. Who is being answered gets the answer; the files are closed; the code is 0."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.wire.circle import POST, Circle
from tests.wire.payloads import CHANNEL
from tests.wire.process import running
from tests.wire.stand_in import StandIn, Trouble

MESSAGES = rf"/channels/{CHANNEL}/messages"
STOPPED = "Stopped. All is written."
A_MOMENT = 0.3  # seconds in which an impatient bot would be gone
SOON = 8.0  # seconds in which a stop must be done when nobody is being answered


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_stop_waits_for_the_answer_under_way(
    stand_in: StandIn, circle: Circle, folder: Path, number: signal.Signals
) -> None:
    async with running(folder, stand_in.address) as bot:
        await bot.connects()
        preview = await circle.preview()
        held = asyncio.Event()
        stand_in.troubles.append(Trouble("POST", MESSAGES, until=held))
        pressed = await circle.fay.presses(preview.shown, POST, wait=False)
        await stand_in.until(lambda: stand_in.asked("POST", MESSAGES))
        bot.told(number)
        await asyncio.sleep(A_MOMENT)
        assert bot.running
        held.set()
        await circle.fay.answered(pressed)
        assert await bot.ends() == 0
        assert bot.output.rstrip().endswith(STOPPED)
    (card,) = circle.messages
    assert card["id"] in pressed.text
    check_files(folder / "data", card["id"])


async def test_a_stop_while_signing_in_is_a_stop(stand_in: StandIn, folder: Path) -> None:
    stand_in.troubles.append(Trouble("GET", "/users/@me", until=asyncio.Event()))
    async with running(folder, stand_in.address) as bot:
        await stand_in.until(lambda: stand_in.requests)
        bot.told(signal.SIGTERM)
        assert await bot.ends(SOON) == 0
        assert bot.output.rstrip().endswith(STOPPED)


async def test_a_stop_while_the_gateway_is_away_is_a_stop(stand_in: StandIn, folder: Path) -> None:
    stand_in.events.away = True
    async with running(folder, stand_in.address) as bot:
        await bot.says("Failed to connect")
        bot.told(signal.SIGTERM)
        assert await bot.ends(SOON) == 0
        assert bot.output.rstrip().endswith(STOPPED)


def check_files(data: Path, message_id: str) -> None:
    """Both files are whole, and nothing waits beside them to be put right."""
    beside = [path for path in data.rglob("*-*") if path.suffix.partition("-")[2]]
    assert [path.name for path in beside if path.stat().st_size] == []
    for path in data.rglob("*.sqlite3"):
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    with closing(sqlite3.connect(data / "circlekeeper.sqlite3")) as file:
        rows = file.execute(
            "SELECT step, message_id FROM outbox WHERE kind = 'poll.card'"
        ).fetchall()
    assert rows == [("done", int(message_id))]
