"""Wire: Discord stumbles or the line breaks. What was done is told as done, and done once."""

import pytest

from tests.wire.circle import VOTE, VOTE_IS_IN, Stage
from tests.wire.payloads import CHANNEL
from tests.wire.stand_in import Trouble

pytestmark = pytest.mark.asyncio(loop_scope="module")

MESSAGES = rf"/channels/{CHANNEL}/messages"
ANSWERS = r"/interactions/\d+/[\w-]+/callback"
ARRIVED = "it has arrived"


async def test_a_stumble_costs_a_moment_and_no_second_card(stage: Stage) -> None:
    stage.stand_in.troubles.append(Trouble("POST", MESSAGES, status=500))
    card = await stage.circle.poll("Do we try again?")
    assert len(stage.stand_in.asked("POST", MESSAGES)) == 2
    assert VOTE_IS_IN in (await stage.circle.vote(stage.circle.ada, card, "0")).text


@pytest.mark.parametrize("status", [None, 502], ids=["after-it-arrived", "before-it-arrived"])
async def test_a_broken_line_never_makes_a_stored_answer_look_failed(
    stage: Stage, status: int | None
) -> None:
    form = await stage.circle.ada.uses("feedback give", kind="idea")
    stage.stand_in.troubles.append(Trouble("POST", ANSWERS, status=status, cut=True))
    given = await stage.circle.ada.sends(
        form, text=f"Written once, {status}", name=["named"], exportable=["yes"]
    )
    assert ARRIVED in given.text
    # What comes next is answered, so all that the first answer led to is over.
    exported = await stage.circle.mo.uses("feedback export")
    file = exported.files["feedback.csv"]
    assert file.decode("utf-8-sig").count(f"Written once, {status}") == 1
    assert ARRIVED in given.text
    assert not given.later


async def test_a_form_opens_over_a_line_that_broke(stage: Stage) -> None:
    card = await stage.circle.poll("Does it open?")
    stage.stand_in.troubles.append(Trouble("POST", ANSWERS, cut=True))
    form = await stage.circle.ben.presses(card, VOTE)
    assert VOTE_IS_IN in (await stage.circle.ben.sends(form, choice="0")).text


async def test_a_person_out_of_reach_holds_up_nobody(stage: Stage) -> None:
    card = await stage.circle.poll("Who is there?")
    form = await stage.circle.cem.presses(card, VOTE)
    lost = Trouble("POST", ANSWERS, cut=True, status=502, times=3)
    stage.stand_in.troubles.append(lost)
    await stage.circle.cem.sends(form, wait=False, choice="1")
    await stage.stand_in.until(lambda: lost.times == 0)
    await stage.bot.says("a sentence could not reach a person")
    assert "**Your vote, as it stands:**" in (await stage.circle.cem.presses(card, VOTE)).text
