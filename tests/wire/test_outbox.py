"""Wire: a card whose sending was cut short appears neither twice nor never."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.wire.circle import POST, Circle
from tests.wire.payloads import CHANNEL
from tests.wire.process import running
from tests.wire.stand_in import StandIn, Trouble

MESSAGES = rf"/channels/{CHANNEL}/messages"
LATER = "Your poll is saved and open."
NOT_FOR_EVER = 15.0  # seconds that a stop may take, whatever Discord does


async def test_a_cut_connection_leads_to_one_card_whether_or_not_it_had_arrived(
    stand_in: StandIn, circle: Circle, folder: Path
) -> None:
    arrived, lost = "Has it arrived?", "Was it lost?"
    async with running(folder, stand_in.address) as bot:
        await bot.connects()
        for question, trouble in (
            (arrived, Trouble("POST", MESSAGES, cut=True)),
            (lost, Trouble("POST", MESSAGES, status=503)),
        ):
            preview = await circle.preview(question)
            stand_in.troubles.append(trouble)
            assert LATER in (await circle.fay.presses(preview.shown, POST)).text
        assert (len(circle.that_say(arrived)), len(circle.that_say(lost))) == (1, 0)
        await bot.kill()

    let_the_wait_pass(folder)
    stand_in.forget_nonces()
    await hold_up_and_stop(stand_in, folder)
    before = len(stand_in.requests)
    async with running(folder, stand_in.address) as bot:
        await stand_in.until(lambda: circle.that_say(lost))
        # Being told to stop, it does the rest of what is due first.
        assert await bot.stop() == 0
    asked = [each.method for each in stand_in.requests[before:] if each.path == MESSAGES]
    assert sorted(asked) == ["GET", "GET", "POST"]
    assert (len(circle.that_say(arrived)), len(circle.that_say(lost))) == (1, 1)


async def hold_up_and_stop(stand_in: StandIn, folder: Path) -> None:
    """Start, let Discord take for ever over what is due, and stop all the same."""
    held = Trouble("GET", MESSAGES, until=asyncio.Event())
    stand_in.troubles.append(held)
    async with running(folder, stand_in.address) as bot:
        await stand_in.until(lambda: held.times == 0)
        bot.told(signal.SIGTERM)
        assert await bot.ends(NOT_FOR_EVER) == 0


def let_the_wait_pass(folder: Path) -> None:
    """Make due what waits for its next try."""
    with closing(sqlite3.connect(folder / "data" / "circlekeeper.sqlite3")) as main_file, main_file:
        main_file.execute("UPDATE outbox SET due_at = made_at WHERE step <> 'done'")
