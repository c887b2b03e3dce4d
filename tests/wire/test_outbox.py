"""Wire: a card whose sending was cut short appears neither twice nor never."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.wire.circle import POST, Circle
from tests.wire.payloads import CHANNEL, message
from tests.wire.process import running
from tests.wire.stand_in import StandIn, Trouble

MESSAGES = rf"/channels/{CHANNEL}/messages"
LATER = "Your poll is saved and open."
LIVELY = 250  # messages, more than are looked at from one end
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
    before = len(asked_of_channel(stand_in))
    async with running(folder, stand_in.address) as bot:
        await stand_in.until(lambda: circle.that_say(lost))
        # Being told to stop, it does the rest of what is due first.
        assert await bot.stop() == 0
    assert sorted(asked_of_channel(stand_in)[before:]) == ["GET", "GET", "POST"]
    assert (len(circle.that_say(arrived)), len(circle.that_say(lost))) == (1, 1)


async def hold_up_and_stop(stand_in: StandIn, folder: Path) -> None:
    """Start, let Discord take for ever over what is due, and stop all the same."""
    held = Trouble("GET", MESSAGES, until=asyncio.Event())
    stand_in.troubles.append(held)
    async with running(folder, stand_in.address) as bot:
        await stand_in.until(lambda: held.times == 0)
        bot.told(signal.SIGTERM)
        assert await bot.ends(NOT_FOR_EVER) == 0


def let_the_wait_pass(folder: Path, seconds: int = 0) -> None:
    """Make due what waits for its next try, and let it have been made so much earlier."""
    with closing(sqlite3.connect(folder / "data" / "circlekeeper.sqlite3")) as main_file, main_file:
        main_file.execute(
            "UPDATE outbox SET made_at = made_at - ?, due_at = made_at - ? WHERE step <> 'done'",
            (seconds, seconds),
        )


async def test_a_card_that_had_waited_for_days_is_found_behind_all_that_came_before(
    stand_in: StandIn, circle: Circle, folder: Path
) -> None:
    async with running(folder, stand_in.address) as bot:
        await bot.connects()
        talk = [message(CHANNEL, {"content": "Tea?"}) for _ in range(LIVELY)]
        stand_in.channels[CHANNEL] = {each["id"]: each for each in talk}
        preview = await circle.preview("Has it arrived?")
        stand_in.troubles.append(Trouble("POST", MESSAGES, cut=True))
        assert LATER in (await circle.fay.presses(preview.shown, POST)).text
        await bot.kill()

    let_the_wait_pass(folder, seconds=3 * 24 * 3600)
    stand_in.forget_nonces()
    before = len(asked_of_channel(stand_in))
    async with running(folder, stand_in.address) as bot:
        # Two pages from when it was made, and then from the end, or else the card once more.
        await stand_in.until(lambda: len(asked_of_channel(stand_in)) > before + 2)
        assert await bot.stop() == 0
    assert asked_of_channel(stand_in)[before : before + 3] == ["GET"] * 3
    # What reminds of it has no list of the options.
    assert len(circle.that_say("1. Every week")) == 1


def asked_of_channel(stand_in: StandIn) -> list[str]:
    """The methods of the requests about the channel's messages so far."""
    return [each.method for each in stand_in.requests if each.path == MESSAGES]
