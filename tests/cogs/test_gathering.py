"""Members propose options until voting begins: in private, and shown apart from them."""

from typing import Any

from bot.storage import proposed
from bot.words import say
from tests.world import World, answer, asked, custom_ids, labels, options, text, told

WAIT = 15 * 60 + 1


async def _gather(world: World, **settings: Any) -> Any:
    """Let the facilitator ask for options for an hour; return the card."""
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked())
    form = await world.facilitator.click(answer(preview), label="More settings")
    usual = {"quorum": ["0"], "publication": "protected", "opens": ["60"], "extras": ["gathers"]}
    preview = await world.facilitator.submit_modal(form, usual | settings)
    if "opens" not in settings:
        assert say("polls.card.gathers") in text(answer(preview))
        await world.facilitator.click(answer(preview), label="Post it")
        return world.card("poll.suggest")
    return answer(preview)


async def _add(world: World, card: Any, number: int, option: str) -> str:
    member = world.members[number]
    form = await member.click(card, label="Add an option")
    return told(await member.submit_modal(form, {"option": option}))


def _now(world: World, card: Any) -> Any:
    return next(m for m in world.messages() if m.id == card.id)


async def test_an_option_appears_later_on_the_card_and_then_on_the_ballot(world: World) -> None:
    card = await _gather(world)
    assert labels(card) == [
        "Add an option",
        "How private is this?",
        "Tell the moderators",
        "Help lines",
    ]
    assert await _add(world, card, 0, "Every\nfull moon") == say("polls.gathering.thanks")
    await world.env.advance_time(60)
    assert "full moon" not in text(_now(world, card))
    await world.env.advance_time(WAIT)
    assert "3. Every full moon" in text(_now(world, card))
    assert len(world.messages()) == 1
    await world.env.advance_time(3600)
    ballot = world.card("poll.vote")
    assert "3. Every full moon" in text(ballot)
    assert str(ballot.id) in text(_now(world, card))
    assert "Add an option" not in labels(_now(world, card))
    for member in world.members[:3]:
        form = await member.click(ballot, label="Vote")
        assert options(form.modal, "choice")[2]["label"] == "Every full moon"
        await member.submit_modal(form, {"choice": "2"})
    await world.env.advance_time(3601)
    assert "**Every full moon** came out ahead" in text(world.messages()[-1])


async def test_the_last_options_come_with_the_ballot_and_later_ones_are_refused(
    world: World,
) -> None:
    card = await _gather(world)
    adding = custom_ids(card)[0]
    await world.env.advance_time(54 * 60)
    await _add(world, card, 0, "Never")
    form = await world.members[1].click(card, label="Add an option")
    await world.env.advance_time(90)
    late = await world.members[1].submit_modal(form, {"option": "Daily"})
    assert say("polls.refused.gathering_over") in told(late)
    assert "Daily" in told(late)
    await world.env.advance_time(5 * 60)
    assert "3. Never" in text(world.card("poll.vote"))
    assert "Daily" not in text(world.card("poll.vote"))
    over = await world.forge(world.member, adding)
    assert told(over) == say("polls.refused.gathering_over")


async def test_restarts_lose_no_option(world: World) -> None:
    card = await _gather(world)
    await _add(world, card, 0, "Daily")
    await world.restart(away=WAIT)
    await world.env.settle()
    assert "3. Daily" in text(_now(world, card))
    await _add(world, card, 1, "Never")
    await world.restart(away=50 * 60)
    await world.env.settle()
    assert "4. Never" in text(world.card("poll.vote"))


async def test_doubles_stand_once_and_three_are_enough(world: World) -> None:
    card = await _gather(world)
    for option in ("every WEEK", "Daily", " daily "):
        await _add(world, card, 0, option)
    form = await world.member.click(card, label="Add an option")
    assert told(form) == say("polls.refused.enough_proposed", most=3)
    await world.env.advance_time(3601)
    ballot = text(world.card("poll.vote"))
    assert ballot.casefold().count("daily") == 1
    assert ballot.casefold().count("every week") == 1
    assert "4. Keep things as they are" in ballot


async def test_what_cannot_stand_on_a_ballot_is_given_back(world: World) -> None:
    card = await _gather(world)
    long = "long " * 30
    shown = await _add(world, card, 0, long)
    assert say("polls.refused.long_proposal", length=149, most=100) in shown
    assert long.strip() in shown
    assert say("polls.refused.empty_proposal") in await _add(world, card, 0, "\u200b")


async def test_what_a_member_writes_breaks_no_card_and_pings_nobody(world: World) -> None:
    card = await _gather(world)
    await _add(world, card, 0, "@everyone **now** [x](https://a.b) שלום 🌲")
    await world.env.advance_time(WAIT)
    shown = text(_now(world, card))
    assert "@everyone" not in shown
    assert r"\*\*now" in shown
    assert "שלום 🌲" in shown


async def test_the_card_gone_the_ballot_still_comes(world: World) -> None:
    card = await _gather(world)
    await _add(world, card, 0, "Daily")
    await _now(world, card).message.delete()
    await world.env.advance_time(3601)
    assert "3. Daily" in text(world.card("poll.vote"))


async def test_options_can_only_be_gathered_by_a_poll_that_opens_later(world: World) -> None:
    shown = await _gather(world, opens=["0"])
    assert say("polls.refused.gathers_at_once") in text(shown)


async def test_taken_down_before_it_begins_nothing_is_asked(world: World) -> None:
    card = await _gather(world)
    await _add(world, card, 0, "Daily")
    poll = custom_ids(card)[0].split(":")[1]
    listed = told(await world.member.slash(world.channel, "poll list"))
    assert "begins" in listed
    await world.facilitator.slash(world.channel, "poll takedown", poll=poll, reason="Not now")
    assert await world.client.house.database.read(proposed.waiting, poll) == 0
    await world.env.advance_time(3601)
    assert "Daily" not in "".join(map(text, world.messages()))
    assert [m for m in world.messages() if "Vote" in labels(m)] == []
    over = await world.member.click(_now(world, card), label="Add an option")
    assert told(over) == say("polls.refused.gathering_over")


async def test_nothing_joins_a_member_to_an_option(world: World) -> None:
    card = await _gather(world)
    await _add(world, card, 0, "Daily")
    poll = custom_ids(card)[0].split(":")[1]
    await world.restart()
    for wait in (0, WAIT, 3600):
        await world.env.advance_time(wait)
        kept = b"".join(p.read_bytes() for p in world.folder.rglob("*") if p.is_file())
        assert b"Daily" in kept
        assert poll.encode() in kept
        assert str(world.member.id).encode() not in kept
        assert world.member.id.to_bytes(8, "big") not in kept
