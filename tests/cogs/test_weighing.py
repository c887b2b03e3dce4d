"""*What matters to me*: a sheet for one person alone, of which nothing is ever written."""

import logging
from pathlib import Path

import pytest
from simcord.actors import MemberActor
from simcord.results import ResponseMessage

from bot.domain.decisions.weighing import OFFERED
from tests.cogs.test_decision_cards import decision_card
from tests.cogs.test_decision_deciding import with_options
from tests.limits import troubles
from tests.world import World, answer, custom_ids, labels, text, told

OWN = "Wer bringt مفاتيح 🗝️ mit?"


async def opened(world: World, who: MemberActor | None = None) -> ResponseMessage:
    shown = await (who or world.member).click(
        await decision_card(world), label="What matters to me"
    )
    return answer(shown)


async def chosen(world: World, *keys: str) -> ResponseMessage:
    return answer(await world.member.select(await opened(world), values=list(keys)))


async def pick(world: World, card: ResponseMessage, number: int, value: str) -> ResponseMessage:
    """Choose in one of a card's menus, by its place."""
    menus = [each for each in custom_ids(card) if "_weight:" in each or "_fit:" in each]
    return answer(await world.member.select(card, custom_id=menus[number], values=[value]))


async def onward(world: World, card: ResponseMessage, label: str = "Next") -> ResponseMessage:
    return answer(await world.member.click(card, label=label))


async def test_a_sheet_from_what_matters_to_a_file_of_ones_own(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week", "quiet")
    form = await world.member.click(card, label="In my own words")
    card = answer(await world.member.submit_modal(form, {"own": OWN}))
    assert OWN in text(card)
    card = await onward(world, card)
    card = await pick(world, card, 0, "very")
    card = await onward(world, card)
    assert "**3. " in text(card)
    card = await pick(world, card, 0, "fits")
    card = await pick(world, card, 2, "unknown")
    card = await onward(world, await onward(world, card))
    assert "Side by side" in text(card)
    shown = text(card)
    assert "- It fits into my week. *(very much)*: fits" in shown
    assert "*(not weighed)*: not said" in shown
    assert "One hour" in shown
    assert "Two hours" in shown
    card = await onward(world, card)
    card = answer(
        await world.member.select(card, custom_id=custom_ids(card)[3], values=["not_yet"])
    )
    assert "*Help lines* on the card are for this, too" in text(card)
    handed = answer(await world.member.click(card, label="As a file, for me"))
    assert handed.ephemeral
    (file,) = handed.attachments
    content = (await file.read()).decode()
    assert f"- {OWN} (not weighed)" in content
    assert "- It fits into my week. (very much)" in content
    assert "the bot that made it keeps no copy" in content


async def test_nobody_else_learns_of_it_and_no_file_has_a_byte_of_it(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await with_options(world)
    before, count = _bytes(world.folder), len(world.messages())
    card = await chosen(world, "week")
    form = await world.member.click(card, label="In my own words")
    card = answer(await world.member.submit_modal(form, {"own": "Rosenwasser"}))
    card = await pick(world, await onward(world, card), 1, "very")
    await onward(world, card)
    await world.wait(30 * 60)
    assert _bytes(world.folder) == before
    assert len(world.messages()) == count
    assert "Rosenwasser" not in caplog.text
    assert b"Rosenwasser" not in b"".join(_bytes(world.folder).values())


async def test_left_alone_for_an_hour_it_is_gone(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    await world.wait(3600)
    shown = await onward(world, card)
    assert "This sheet was let go" in text(shown)
    assert labels(shown) == ["Begin anew"]
    anew = await onward(world, shown, "Begin anew")
    assert "What matters to me" in text(anew)


async def test_a_restart_lets_it_go_and_says_so(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    await world.restart()
    assert "This sheet was let go" in text(await onward(world, card))


async def test_it_can_be_let_go_at_once(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    word = next(each for each in custom_ids(card) if each.startswith("decision.weigh_step"))
    assert "It is gone." in text(await onward(world, card, "Let it go now"))
    # Another window may still show the card with its buttons.
    assert "This sheet was let go" in told(await world.forge(world.member, word, card))


async def test_two_people_have_a_sheet_each(world: World) -> None:
    await with_options(world)
    await chosen(world, "week")
    other = await opened(world, world.members[1])
    assert labels(other) == ["In my own words", "Let it go now"]


async def test_words_that_are_too_many_come_back(world: World) -> None:
    await with_options(world)
    card = await chosen(world, *OFFERED[:5])
    form = await world.member.click(card, label="In my own words")
    read = told(await world.member.submit_modal(form, {"own": OWN}))
    assert "Up to 5 things fit" in read
    assert OWN in read


async def test_eight_long_options_and_five_own_statements_fit_into_discords_limits(
    world: World,
) -> None:
    await with_options(world)
    option = {"benefits": "", "drawbacks": "", "daily_life": "", "unknown": ""}
    for number, who in enumerate((*world.members[2:], *world.members[2:])):
        form = await who.click(await decision_card(world), label="Add an option")
        long = f"{number} *_~{'ع' * 40}{'🧑‍🤝‍🧑' * 9}"[:100]
        await who.submit_modal(form, option | {"text": long})
    await world.wait(16 * 60)
    await world.env.advance_time(2)
    card = await opened(world)
    for number in range(5):
        form = await world.member.click(card, label="In my own words")
        typed = f"{number} {'*_' * 49}"
        card = answer(await world.member.submit_modal(form, {"own": typed}))
    card = await onward(world, await onward(world, card))
    for _ in range(8):
        card = await onward(world, card)
    assert "Side by side" in text(card)
    assert len(text(card)) < 4000
    assert [each for request in world.env.http_requests for each in troubles(request)] == []


async def test_it_is_there_until_the_vote_is_over(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    shown = await decision_card(world)
    assert "What matters to me" in labels(shown)
    more = answer(await world.facilitator.click(shown, label="More"))
    form = await world.facilitator.click(more, label="Withdraw it")
    await world.facilitator.submit_modal(form, {"reason": "It is settled"})
    await world.wait(60)
    assert "What matters to me" not in labels(await decision_card(world))
    assert "moved on" in told(await world.member.click(card, label="Next"))


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
