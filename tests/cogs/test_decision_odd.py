"""Shared decisions where something is odd: no thread, a removed card, a stop, two at once."""

import logging
import sqlite3
from collections.abc import Callable
from typing import Any

import discord
import pytest
from simcord.results import ResponseMessage

from tests.cogs.test_decision_cards import HOUR, WISH, decision_card, proposed, taken_up
from tests.cogs.test_decision_deciding import OPTION, settled, step
from tests.cogs.troubled import allow, forbid
from tests.world import World, answer, custom_ids, labels, text, told

DAY = 24 * HOUR
TALK = "I'd like us to talk about this"
READY = "The talk is ready: on to the options"
IN_THREAD, IN_PLACE = "**To begin, in the thread:**", "**To begin, right here:**"


async def begun(world: World, days: str = "0") -> ResponseMessage:
    """Let the facilitator begin with the talk; return the card."""
    ways = answer(await world.facilitator.slash(world.channel, "decision propose"))
    menu = answer(await world.facilitator.click(ways, label="Begin with the talk"))
    form = await world.facilitator.select(menu, values=[days])
    assert "The talk has begun" in told(await world.facilitator.submit_modal(form, WISH))
    return await decision_card(world)


async def until(world: World, holds: Callable[[], bool]) -> None:
    """Let a few seconds pass until something holds."""
    for _ in range(30):
        if holds():
            return
        await world.env.advance_time(1)
    raise AssertionError([text(each) for each in world.messages()])


def on_a_card(world: World, sign: str) -> Callable[[], bool]:
    return lambda: any(sign in text(each) for each in world.messages())


async def supported(world: World) -> ResponseMessage:
    """Put something before the group, and let three want to talk about it."""
    await proposed(world, world.member, "With my name")
    card = world.card("decision.support")
    for member in world.members[:3]:
        await member.click(card, label=TALK)
    return card


async def test_without_a_thread_the_card_speaks_of_none(world: World) -> None:
    world.channel = world.guild.create_voice_channel("evening")
    await world.env.settle()
    shown = text(await begun(world))
    assert IN_PLACE in shown
    assert "thread" not in shown


async def test_a_card_speaks_of_its_thread_once_the_permission_is_there(world: World) -> None:
    await forbid(world, "create_public_threads")
    card = await begun(world)
    assert IN_PLACE in text(card)
    assert card.id not in world.env.backend.channels
    await allow(world)
    await until(world, on_a_card(world, IN_THREAD))
    await until(world, lambda: card.id in world.env.backend.channels)


async def test_a_removed_card_ends_nothing_and_nothing_links_to_it(world: World) -> None:
    card = await supported(world)
    world.env.backend.delete_message(world.channel.id, card.id)
    await world.wait(HOUR)
    await until(world, on_a_card(world, "The group talks about this now."))
    await until(world, lambda: "Go to the card" not in text(world.messages()[0]))
    (notice,) = world.messages()
    assert labels(notice) == ["Add an open question", "Add what we agree on", "More", "Help lines"]
    more = answer(await world.facilitator.click(notice, label="More"))
    form = await world.facilitator.click(more, label=READY)
    await world.facilitator.submit_modal(form, {"days": "0"})
    await until(world, lambda: len(world.messages()) > 1)
    await until(world, lambda: labels(world.messages()[0]) == ["Help lines"])
    assert labels(world.messages()[1]) == ["Add an option", "More", "Help lines"]


async def test_a_card_removed_in_the_talk_is_linked_until_that_is_noticed(world: World) -> None:
    card = await taken_up(world)
    await until(world, on_a_card(world, "Go to the card"))
    notice = world.messages()[1]
    form = await world.member.click(notice, label="Add an open question")
    world.env.backend.delete_message(world.channel.id, card.id)
    await world.member.submit_modal(form, {"note": "Who opens?"})
    await until(world, lambda: not on_a_card(world, "Go to the card")())
    more = answer(await world.member.click(world.messages()[0], label="More"))
    whole = await world.member.click(more, label="Read all of it")
    assert "Who opens?" in told(whole)


async def test_a_removed_channel_holds_up_no_other_decision(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await supported(world)
    old, world.channel = world.channel, world.guild.create_text_channel("new")
    await supported(world)
    world.env.backend.delete_channel(old.id)
    await world.wait(HOUR)
    await until(world, on_a_card(world, "The group talks about this now."))
    given_up = [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
    assert len(given_up) == 1
    assert f"for channel {old.id} is given up" in given_up[0]


async def test_whoever_is_timed_out_may_still_say_that_they_would_talk(world: World) -> None:
    await proposed(world, world.member, "With my name")
    card, ada = world.card("decision.support"), world.member
    member = world.env.backend.get_member(world.guild.id, ada.id)
    member.timed_out_until = "2026-12-08T00:00:00+00:00"
    assert "Noted" in told(await ada.click(card, label=TALK))
    for other in world.members[1:3]:
        await other.click(card, label=TALK)
    await world.wait(HOUR)
    await until(world, on_a_card(world, IN_THREAD))
    for label in ("Add an open question", "Add what we agree on"):
        read = told(await ada.click(await decision_card(world), label=label))
        assert "While a timeout lasts" in read


async def test_what_was_typed_comes_back_when_it_was_refused(world: World) -> None:
    read = text(await proposed(world, world.member, "In private", why=" \u200b "))
    assert "Why now is still empty" in read
    assert "Shorter meetings" in read
    assert not world.messages()


async def test_what_was_typed_comes_back_when_it_moved_on_meanwhile(world: World) -> None:
    card = await taken_up(world)
    bea = world.members[1]
    note = await bea.click(card, label="Add an open question")
    form = await step(world, world.facilitator, READY)
    await world.facilitator.submit_modal(form, {"days": "7"})
    read = told(await bea.submit_modal(note, {"note": "Who *opens* the room?"}))
    assert "This has moved on meanwhile" in read
    assert "Who *opens* the room?" in read
    old = custom_ids(card)[-3].split(":")[1]
    for word in ("support", "unsupport"):
        pressed = await world.forge(bea, f"decision.{word}:{old}", card)
        assert "This has moved on meanwhile" in told(pressed)


async def test_what_is_private_or_elsewhere_is_refused_as_what_is_not_there(world: World) -> None:
    await proposed(world, world.member, "In private")
    # Nothing tells of it before it appears: neither on a card nor to a guess.
    (name,) = _decisions(world)
    guess = told(await world.forge(world.members[1], "decision.support:nothing"))
    assert told(await world.forge(world.members[1], f"decision.support:{name}")) == guess
    assert told(await world.forge(world.members[1], f"decision.more:{name}")) == guess
    assert told(await world.forge(world.facilitator, f"decision.withdraw:{name}")) == guess


def _decisions(world: World) -> list[str]:
    with sqlite3.connect(world.folder / "circlekeeper.sqlite3") as file:
        return [each for (each,) in file.execute("SELECT decision_id FROM decision")]


async def test_a_private_one_is_withdrawn_by_a_facilitator_alone(world: World) -> None:
    await proposed(world, world.member, "In private")
    await world.wait(16 * 60)
    card = world.card("decision.support")
    assert labels(answer(await world.member.click(card, label="More"))) == ["Read all of it"]
    form = await step(world, world.facilitator, "Withdraw it")
    await world.facilitator.submit_modal(form, {"reason": "It names somebody"})
    await until(world, on_a_card(world, "This was withdrawn: It names somebody"))
    entry = answer(await world.member.slash(world.channel, "record"))
    assert "withdrew a shared decision" in text(entry)


async def test_the_starter_goes_on_alone_only_after_saying_so(world: World) -> None:
    await begun(world)
    form = await step(world, world.facilitator, READY)
    asked = answer(await world.facilitator.submit_modal(form, {"days": "3"}))
    assert labels(asked) == ["Nobody else facilitates"]
    assert IN_THREAD in text(await decision_card(world))
    press = (world.facilitator, asked, "Nobody else facilitates")
    read = sorted(told(each) for each in await world.together(press, press))
    assert [each.partition(".")[0] for each in read] == [
        "Options are gathered now",
        "This has moved on meanwhile, so nothing was changed",
    ]
    await settled(world, "No option is here yet.")


async def test_going_back_says_why_and_offers_the_talk_again(world: World) -> None:
    card = await taken_up(world)
    form = await step(world, world.facilitator, READY)
    await world.facilitator.submit_modal(form, {"days": "0"})
    await settled(world, "No option is here yet.")
    form = await step(world, world.facilitator, "Go back a step")
    done = await world.facilitator.submit_modal(form, {"reason": "*One* was away", "days": "3"})
    assert "It went back" in told(done)
    await settled(world, r"This goes back to the talk: \*One\* was away")
    await until(world, on_a_card(world, IN_THREAD))
    newest, *older = reversed(world.messages()[1:])
    assert labels(newest)[:2] == ["Add an open question", "Add what we agree on"]
    assert [labels(each) for each in older] == [["Help lines"]] * len(older)
    assert card.id in world.env.backend.channels


async def test_the_options_form_shows_the_question_as_it_was_typed(world: World) -> None:
    family = "👩\u200d👩\u200d👧"
    ways = answer(await world.facilitator.slash(world.channel, "decision propose"))
    menu = answer(await world.facilitator.click(ways, label="Begin with the talk"))
    form = await world.facilitator.select(menu, values=["0"])
    await world.facilitator.submit_modal(form, WISH | {"what": "*Who* comes? " + family * 30})
    form = await step(world, world.facilitator, READY)
    asked = answer(await world.facilitator.submit_modal(form, {"days": "0"}))
    await world.facilitator.click(asked, label="Nobody else facilitates")
    await settled(world, "No option is here yet.")
    shown = await world.member.click(await decision_card(world), label="Add an option")
    assert shown.modal is not None
    hint = shown.modal["components"][0]["description"]
    assert hint == f"*Who* comes? {family * 17}\u2026"


async def test_two_add_at_once_and_both_stand_on_the_card(world: World) -> None:
    card = await taken_up(world)
    forms = [await who.click(card, label="Add an open question") for who in world.members[:2]]
    for number, (who, form) in enumerate(zip(world.members, forms, strict=False)):
        await who.submit_modal(form, {"note": f"Question {number}"})
    await until(world, on_a_card(world, "Question 1"))
    assert "Question 0" in text(await decision_card(world))


async def test_a_double_press_counts_once(world: World) -> None:
    await proposed(world, world.member, "With my name")
    card = world.card("decision.support")
    # The same person twice in an instant, then another: two people, not three.
    await world.together((world.member, card, TALK), (world.member, card, TALK))
    await world.members[1].click(card, label=TALK)
    await world.wait(HOUR)
    await world.env.advance_time(5)
    assert labels(world.messages()[0])[0] == TALK


async def test_a_restart_at_every_step_loses_nothing(world: World) -> None:
    card = await supported(world)
    await world.restart()
    read = told(await world.member.click(card, label=TALK))
    assert "it counts" in read
    await world.restart(away=HOUR)
    await world.wait(HOUR)
    await until(world, on_a_card(world, IN_THREAD))
    form = await world.member.click(await decision_card(world), label="Add an open question")
    await world.restart()
    assert "on the card" in told(await world.member.submit_modal(form, {"note": "Who opens?"}))
    await until(world, on_a_card(world, "Who opens?"))
    form = await step(world, world.facilitator, READY)
    await world.restart()
    await world.facilitator.submit_modal(form, {"days": "1"})
    await settled(world, "No option is here yet.")
    form = await world.member.click(await decision_card(world), label="Add an option")
    await world.restart()
    await world.member.submit_modal(form, OPTION | {"text": "One hour"})
    await world.restart(away=2 * DAY)
    await settled(world, "The options for this are together.")
    await until(world, on_a_card(world, "### 1. One hour"))
    told_of = [text(each).splitlines()[1] for each in world.messages()[1:]]
    assert told_of == [
        "The group talks about this now.",
        "This goes on: options are gathered now, and anybody can add one.",
        "The options for this are together. A facilitator asks the vote next.",
    ]


async def test_a_week_away_shows_a_private_one_once(world: World) -> None:
    await proposed(world, world.member, "In private")
    await world.restart(away=7 * DAY)
    await settled(world, "Somebody put this before the group")
    await world.restart(away=DAY)
    await world.env.advance_time(5)
    assert len(world.messages()) == 1


async def test_a_removed_thread_ends_nothing(world: World) -> None:
    card = await taken_up(world)
    world.env.backend.delete_channel(card.id)
    form = await world.member.click(card, label="Add an open question")
    await world.member.submit_modal(form, {"note": "Who opens?"})
    await until(world, on_a_card(world, "Who opens?"))
    assert labels(await decision_card(world))[0] == "Add an open question"


async def test_where_the_bot_may_not_post_nobody_types_for_nothing(world: World) -> None:
    assert world.guild.me is not None
    deny: Any = {world.guild.me: discord.PermissionOverwrite(send_messages=False)}
    world.channel = world.guild.create_text_channel("quiet", overwrites=deny)
    await world.env.settle()
    shown = answer(await world.member.slash(world.channel, "decision propose"))
    assert "Send Messages" in text(shown)
    assert not labels(shown)
