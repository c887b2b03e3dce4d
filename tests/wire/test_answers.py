"""Wire: answers of one running bot, as Discord gets them; also when the disk is slow."""

import asyncio
import sqlite3
from contextlib import closing

import pytest

from tests.wire.circle import POST, QUESTION, VOTE, VOTE_IS_IN, Stage
from tests.wire.edge import CHANGED, FORM, SEEN, SHOWN, THINKING
from tests.wire.payloads import CHANNEL, COMPONENTS_V2, EPHEMERAL
from tests.wire.process import running

pytestmark = pytest.mark.asyncio(loop_scope="module")

MESSAGES = rf"/channels/{CHANNEL}/messages"
ORIGINAL = r"/webhooks/\d+/{token}/messages/@original"
SLOW = 2.0  # seconds; an answer is deferred after 1.5
NOBODY = {"parse": list[str]()}


async def test_a_card_is_sent_once_in_the_new_layout_and_pings_nobody(stage: Stage) -> None:
    preview = await stage.circle.preview("Do we meet on Sundays?")
    assert preview.kind == SHOWN
    assert preview.shown is not None
    assert preview.shown["flags"] == EPHEMERAL | COMPONENTS_V2
    assert not stage.circle.that_say("Sundays")

    posted = await stage.circle.fay.presses(preview.shown, POST)
    assert posted.kind == CHANGED
    sent = stage.stand_in.asked("POST", MESSAGES)[-1].body
    assert sent["enforce_nonce"] is True
    assert sent["nonce"] == str(sent["components"][0]["id"])
    assert sent["flags"] & COMPONENTS_V2
    assert sent["allowed_mentions"] == NOBODY
    (card,) = stage.circle.that_say("Sundays")
    assert card["id"] in posted.text
    # A second press on the preview, sent before it changed, is told the truth.
    late = await stage.circle.fay.presses(preview.shown, "Discard")
    assert "posted already" in late.text


async def test_a_closed_card_pings_nobody_either(stage: Stage) -> None:
    card = await stage.circle.poll("Do we close early?")
    await stage.circle.close(card)
    (changed,) = stage.stand_in.asked("PATCH", rf"{MESSAGES}/{card['id']}")
    assert changed.body["allowed_mentions"] == NOBODY


async def test_two_members_with_the_same_form_open_are_both_heard(stage: Stage) -> None:
    card = await stage.circle.poll("Do we begin with music?")
    ada, ben = stage.circle.ada, stage.circle.ben
    adas, bens = await ada.presses(card, VOTE), await ben.presses(card, VOTE)
    assert adas.form["custom_id"] != bens.form["custom_id"]
    hers, his = await asyncio.gather(ada.sends(adas, choice="0"), ben.sends(bens, choice="1"))
    assert hers.text.startswith(f"**{VOTE_IS_IN}**\n- Every week\n")
    assert his.text.startswith(f"**{VOTE_IS_IN}**\n- Every two weeks\n")


async def test_what_takes_long_is_deferred_and_then_answered(stage: Stage) -> None:
    fay, main_file = stage.circle.fay, stage.folder / "data" / "circlekeeper.sqlite3"
    form = await fay.uses("poll ask")
    preview = await stage.circle.preview("Is there time?")
    with closing(sqlite3.connect(main_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        sent = await fay.sends(form, wait=False, question="Is it slow?", options="Yes\nNo")
        pressed = await fay.presses(preview.shown, POST, wait=False)
        opened = await stage.circle.ada.uses("feedback give", kind="idea")
        await asyncio.sleep(SLOW)
        assert (sent.kind, pressed.kind, opened.kind) == (THINKING, SEEN, FORM)
        assert not sent.settled
        assert not pressed.settled
        other.execute("ROLLBACK")

    assert "Is it slow?" in (await fay.answered(sent)).text
    await fay.answered(pressed)
    (card,) = stage.circle.that_say("Is there time?")
    assert card["id"] in pressed.text
    for each in (sent, pressed):
        assert len(stage.stand_in.asked("PATCH", ORIGINAL.format(token=each.sent["token"]))) == 1


async def test_what_happens_while_the_gateway_is_lost_is_answered_after_it(stage: Stage) -> None:
    card = await stage.circle.poll("Are you still there?")
    await stage.stand_in.events.cut()
    assert (await stage.circle.cem.presses(card, VOTE)).kind == FORM
    assert len(stage.stand_in.events.resumed) == 1
    assert len(stage.stand_in.events.identified) == 1


async def test_a_second_bot_on_the_folder_is_refused_and_the_first_goes_on(stage: Stage) -> None:
    card = await stage.circle.poll(QUESTION)
    async with running(stage.folder, stage.stand_in.address) as second:
        assert await second.ends() == 2
        assert "Another Circlekeeper is running on the folder" in second.output
    assert stage.bot.running
    assert VOTE_IS_IN in (await stage.circle.vote(stage.circle.ben, card, "1")).text
