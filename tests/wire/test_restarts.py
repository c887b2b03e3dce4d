"""Wire: after a kill every acknowledged vote is there, and forms opened before still work."""

from pathlib import Path

from tests.wire.circle import VOTE, VOTE_IS_IN, Circle
from tests.wire.process import running
from tests.wire.stand_in import StandIn


async def test_a_vote_outlives_a_kill_and_forms_opened_before_it_can_be_sent_after(
    stand_in: StandIn, circle: Circle, folder: Path
) -> None:
    async with running(folder, stand_in.address) as bot:
        await bot.connects()
        card = await circle.poll()
        bens = await circle.ben.presses(card, VOTE)
        wish = await circle.cem.uses("feedback give", kind="idea")
        acknowledged = await circle.vote(circle.ada, card, "0")
        assert VOTE_IS_IN in acknowledged.text
        await bot.kill()

    async with running(folder, stand_in.address) as bot:
        await bot.connects()
        assert VOTE_IS_IN in (await circle.ben.sends(bens, choice="0")).text
        assert (
            "it has arrived"
            in (
                await circle.cem.sends(wish, text="More tea.", name=["named"], exportable=["yes"])
            ).text
        )
        again = await circle.ada.presses(card, VOTE)
        assert "A vote of yours is in the box" in again.text
        assert VOTE_IS_IN in (await circle.vote(circle.cem, card, "1")).text

        closed = await circle.close(card)
        (result,) = circle.that_say("3 or 4 people took part.")
        assert result["id"] in closed.text
        assert circle.that_say("**Every week** came out ahead") == [result]
        exported = await circle.mo.uses("feedback export")
        file = exported.files["feedback.csv"]
        assert "More tea." in file.decode("utf-8-sig")
        assert await bot.stop() == 0
