"""*What matters to me*: a sheet for one person alone, of which nothing is ever written."""

import logging
from pathlib import Path

import pytest
from simcord.actors import MemberActor
from simcord.components import walk_components
from simcord.results import ResponseMessage

from bot.domain.decisions.weighing import OFFERED
from cogs.parts import plain
from tests.cogs.test_decision_cards import decision_card
from tests.cogs.test_decision_deciding import OPTION, with_options
from tests.limits import troubles
from tests.world import World, answer, custom_ids, labels, text, told

MENU = 3  # Discord's number for it
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
    # The group's two options, and that nothing changes.
    for _ in range(3):
        card = await onward(world, card)
    assert "Side by side" in text(card)
    assert "### Keep things as they are" in text(card)
    shown = text(card)
    assert "- **Fits:** It fits into my week. *(very much)*" in shown
    assert f"- **I don't know:** {plain(OWN)} *(not weighed)*" in shown
    assert "- **Not said:** Quiet people are heard as much as loud ones. *(not weighed)*" in shown
    assert "One hour" in shown
    assert "Two hours" in shown
    card = await onward(world, card)
    card = answer(
        await world.member.select(card, custom_id=custom_ids(card)[3], values=["not_yet"])
    )
    assert "There is no hurry" in text(card)
    assert {"Tell the moderators", "Help lines"} <= set(labels(card))
    handed = answer(await world.member.click(card, label="As a file, for me"))
    assert handed.ephemeral
    (file,) = handed.attachments
    content = (await file.read()).decode()
    assert f"- {OWN} (not weighed)" in content
    assert "- It fits into my week. (very much)" in content
    assert "the bot that made it keeps no copy" in content


async def test_nobody_else_learns_of_it_and_no_file_has_a_byte_of_it(
    world: World, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.DEBUG)
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    await with_options(world)
    await world.restart(runtime)
    await world.wait(60)
    before, count = _bytes(world.folder) | _bytes(runtime), len(world.messages())
    assert len(before) > len(_bytes(world.folder))
    caplog.clear()
    card = await chosen(world, "week")
    form = await world.member.click(card, label="In my own words")
    card = answer(await world.member.submit_modal(form, {"own": "Rosenwasser"}))
    card = await pick(world, await onward(world, card), 1, "very")
    card = await pick(world, await onward(world, card), 1, "not")
    await onward(world, card, "Side by side")
    await world.wait(30 * 60)
    assert _bytes(world.folder) | _bytes(runtime) == before
    assert len(world.messages()) == count
    logged = [each.getMessage() for each in caplog.records if each.name.startswith("bot")]
    assert not [each for each in logged if "weigh" in each or str(world.member.id) in each]
    assert "Rosenwasser" not in caplog.text
    assert b"Rosenwasser" not in b"".join(_bytes(world.folder).values())


async def test_left_alone_for_an_hour_it_is_gone(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    await world.wait(3600)
    card = await onward(world, card)
    assert "The sheet that was here was let go" in text(card)
    # It is a new one, so that nothing has to be pressed to begin again.
    assert labels(card) == ["In my own words", "Let it go now"]


async def test_nothing_of_it_is_left_in_memory_though_nobody_comes_back(world: World) -> None:
    await with_options(world)
    await chosen(world, "week")
    assert _held(world)
    await world.env.advance_time(3600 + 11 * 60)
    assert not _held(world)


async def test_a_restart_lets_it_go_and_what_is_typed_then_is_on_a_new_one(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    form = await world.member.click(card, label="In my own words")
    await world.restart()
    card = answer(await world.member.submit_modal(form, {"own": OWN}))
    assert "The sheet that was here was let go" in text(card)
    assert plain(OWN) in text(card)


async def test_it_can_be_let_go_at_once(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    word = next(each for each in custom_ids(card) if each.startswith("decision.weigh_step"))
    assert "It is gone." in text(await onward(world, card, "Let it go now"))
    assert not _held(world)
    # Another window may still show the card with its buttons.
    assert "was let go" in told(await world.forge(world.member, word, card))


async def test_who_erases_what_is_kept_of_them_has_no_sheet_any_more(world: World) -> None:
    await with_options(world)
    await chosen(world, "week")
    await world.forge(world.members[1], "privacy.erased")
    assert _held(world)
    await world.forge(world.member, "privacy.erased")
    assert not _held(world)


async def test_two_windows_show_one_sheet_and_nothing_is_said_of_the_wrong_thing(
    world: World,
) -> None:
    await with_options(world)
    old = await onward(world, await chosen(world, "week", "quiet"))
    again = await opened(world)
    await world.member.select(again, values=["quiet"])
    # The first menu of the old window asks about *week*, which is the first no more.
    refused = await world.member.select(old, custom_id=custom_ids(old)[0], values=["very"])
    assert "changed meanwhile" in told(refused)
    card = await pick(world, old, 1, "little")
    assert "Quiet people" in text(card)
    assert "It fits into my week" not in text(card)
    handed = answer(
        await world.forge(world.member, await _word(world, "decision.weigh_file"), card)
    )
    content = (await handed.attachments[0].read()).decode()
    assert "- Quiet people are heard as much as loud ones. (a little)" in content
    assert "week" not in content


async def test_an_option_that_comes_meanwhile_leaves_what_was_said_of_the_others(
    world: World,
) -> None:
    await with_options(world)
    card = await onward(world, await onward(world, await chosen(world, "week")))
    first = "One hour" if "One hour" in text(card) else "Two hours"
    await pick(world, card, 0, "partly")
    form = await world.members[2].click(await decision_card(world), label="Add an option")
    await world.members[2].submit_modal(form, OPTION | {"text": "Half an hour"})
    await world.wait(16 * 60)
    await world.env.advance_time(2)
    # The window still shows the options as they were.
    card = await pick(world, card, 0, "fits")
    assert first in text(card)
    card = await onward(world, card, "Side by side")
    assert f"### {first}\n- **Fits:**" in text(card)
    assert "### Half an hour\n- **Not said:**" in text(card)


async def test_the_order_turns_and_no_option_is_always_first(world: World) -> None:
    await with_options(world)
    card = await onward(world, await onward(world, await chosen(world, "week")))
    card = await onward(world, card, "Side by side")
    firsts: set[str] = set()
    for _ in range(3):
        firsts.add(text(card).split("### ")[1].splitlines()[0])
        card = await onward(world, card)
        await world.wait(60)
        card = await onward(world, card, "Back")
    assert firsts == {"One hour", "Two hours", "Keep things as they are"}


async def test_no_menu_takes_over_what_was_chosen_in_the_one_before_it(world: World) -> None:
    """An app keeps what was chosen by a component's number, also on the card that comes next."""
    await with_options(world)
    card = await onward(world, await onward(world, await chosen(world, "week", "quiet")))
    numbers: list[int] = []
    for _ in range(3):
        numbers += _numbers(card)
        card = await onward(world, card)
    numbers += _numbers(card)
    await world.wait(5)
    numbers += _numbers(await onward(world, await onward(world, card), "Back"))
    assert len(set(numbers)) == len(numbers) == 3 * 2 + 2


async def test_side_by_side_there_is_no_sum_and_no_colour(world: World) -> None:
    await with_options(world)
    card = await onward(world, await onward(world, await chosen(world, "week", "quiet")))
    for number in range(2):
        card = await pick(world, card, number, "fits")
    card = await onward(world, card, "Side by side")
    told_of = text(card).partition("### ")[2]
    assert not any(letter.isdigit() for letter in told_of)
    assert not [each for each in walk_components(card.components) if each.get("accent_color")]
    # Straight back to one of them, whichever it is.
    menu = next(each for each in custom_ids(card) if "weigh_again" in each)
    card = answer(await world.member.select(card, custom_id=menu, values=["2"]))
    assert "Keep things as they are" in text(card)


async def test_not_yet_leads_to_help_and_yes_to_nothing(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    step = f"{await _word(world, 'decision.weigh_step')}:check"
    card = answer(await world.forge(world.member, step, card))
    assert "Read all of it" not in labels(card)
    menus = [each for each in custom_ids(card) if "weigh_check" in each]
    for menu in menus:
        card = answer(await world.member.select(card, custom_id=menu, values=["not_yet"]))
    ways = ["Read all of it", "Look again at what matters", "Tell the moderators"]
    assert [each for each in labels(card) if each in ways] == ways
    whole = answer(await world.member.click(card, label="Read all of it"))
    assert "nothing said yet" in text(whole)
    # The sheet is still there, beside it.
    for menu in menus:
        card = answer(await world.member.select(card, custom_id=menu, values=["yes"]))
    assert not set(ways) & set(labels(card))


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
    for number, who in enumerate((*world.members[2:], *world.members[2:])):
        form = await who.click(await decision_card(world), label="Add an option")
        long = f"{number} *_~{'ع' * 40}{'🧑‍🤝‍🧑' * 9}"[:100]
        await who.submit_modal(form, OPTION | {"text": long})
    await world.wait(16 * 60)
    await world.env.advance_time(2)
    card = await opened(world)
    for number in range(5):
        form = await world.member.click(card, label="In my own words")
        typed = f"{number} {'*_' * 49}"
        card = answer(await world.member.submit_modal(form, {"own": typed}))
    card = await onward(world, await onward(world, card))
    for _ in range(9):
        for number in range(5):
            card = await pick(world, card, number, "unknown")
        card = await onward(world, card)
    pages: list[str] = []
    for _ in range(9):
        if "four questions" in text(card):
            break
        pages.append(text(card))
        card = await onward(world, card)
    # Every option is there once, with all that was said of it.
    assert "\n".join(pages).count("### ") == 9
    assert "\n".join(pages).count("- **I don't know:**") == 9 * 5
    assert [each for request in world.env.http_requests for each in troubles(request)] == []


async def test_the_sheet_stays_ones_own_when_the_decision_moves_on(world: World) -> None:
    await with_options(world)
    card = await chosen(world, "week")
    shown = await decision_card(world)
    assert "What matters to me" in labels(shown)
    more = answer(await world.facilitator.click(shown, label="More"))
    form = await world.facilitator.click(more, label="Withdraw it")
    await world.facilitator.submit_modal(form, {"reason": "It is settled"})
    await world.wait(60)
    assert "What matters to me" not in labels(await decision_card(world))
    card = await onward(world, card)
    assert "It fits into my week." in text(card)
    # A new one isn't begun any more.
    begin = f"decision.weigh:{custom_ids(card)[0].split(':')[1]}"
    assert "moved on" in told(await world.forge(world.members[1], begin))


async def test_what_cannot_be_seen_has_no_sheet(world: World) -> None:
    words = [word for word in world.client.router.words if word.startswith("decision.weigh")]
    for word in words:
        if word not in ("decision.weigh_own", "decision.weigh_drop"):
            read = told(await world.forge(world.member, f"{word}:{'0' * 16}:0:0"))
            assert "I can't find this here" in read
    assert not _held(world)


async def _word(world: World, word: str) -> str:
    """Return a custom_id of the decision's own, as the cards bear it."""
    more = next(each for each in custom_ids(await decision_card(world)) if "decision.more" in each)
    return more.replace("decision.more", word)


def _numbers(card: ResponseMessage) -> list[int]:
    return [each["id"] for each in walk_components(card.components) if each["type"] == MENU]


def _held(world: World) -> object:
    return world.client.house.decisions.weighing._sheets  # pyright: ignore[reportPrivateUsage]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
