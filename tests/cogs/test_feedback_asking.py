"""Asking for feedback as people meet it: form, preview, card, check-out, and the closed card."""

from typing import Any

import discord
import pytest
from simcord.results import ResponseMessage

from bot.domain.outbox import Step
from bot.words import say
from tests.cogs.power import Power
from tests.cogs.troubled import DAY, allow, forbid, step_of
from tests.world import World, answer, custom_ids, field, labels, options, text, told

QUESTION = "What would help next time?"
ASKED: dict[str, Any] = {"asks": "check_out", "question": "", "hours": ["24"]}
FILLED: dict[str, Any] = {"heard": ["4"], "mattered": ["5"], "way": [], "overall": ["5"]}


async def preview(world: World, **typed: Any) -> ResponseMessage:
    """Send the form that asks; return what its author sees."""
    form = await world.facilitator.slash(world.channel, "feedback ask")
    return answer(await world.facilitator.submit_modal(form, ASKED | typed))


async def asked(world: World, **typed: Any) -> ResponseMessage:
    """Ask, and return the card."""
    await world.facilitator.click(await preview(world, **typed), label="Post it")
    return shown(world)


def shown(world: World) -> ResponseMessage:
    """Return the newest message in the channel."""
    return world.messages()[-1]


async def check_out(world: World, number: int, **filled: Any) -> ResponseMessage:
    """Let a member fill a check-out; return what they read."""
    member = world.members[number]
    form = await member.click(shown(world), label="Check out")
    return answer(await member.submit_modal(form, FILLED | filled))


async def test_the_form_offers_a_check_out_for_two_days(world: World) -> None:
    form = await world.facilitator.slash(world.channel, "feedback ask")
    chosen = [o["value"] for o in options(form.modal, "asks") if o.get("default")]
    assert chosen == ["check_out"]
    assert [o["value"] for o in options(form.modal, "hours") if o.get("default")] == ["48"]
    assert field(form.modal, "question")["required"] is False


async def test_members_and_moderators_are_refused_before_they_type(world: World) -> None:
    for person in (world.member, world.moderator):
        result = await person.slash(world.channel, "feedback ask")
        assert result.modal is None
        assert told(result) == say("people.refused.facilitator")


async def test_it_is_seen_in_private_before_it_is_posted(world: World) -> None:
    seen = await preview(world, question="After the walk")
    assert seen.ephemeral
    assert world.messages() == []
    assert "After the walk" in text(seen)
    assert "Open for a day from the moment you post it." in text(seen)
    assert labels(seen) == ["Post it", "Change it", "Discard"]
    posted = await world.facilitator.click(seen, label="Post it")
    assert "Posted: https://discord.com/channels/" in told(posted)
    assert labels(shown(world)) == ["Check out", "Tell the moderators", "Help lines"]
    assert "After the walk" in text(shown(world))
    assert "Nobody in the group sees single answers." in text(shown(world))
    assert "fay" not in text(shown(world))


async def test_a_question_without_words_comes_back_with_what_was_typed(world: World) -> None:
    long = "Why? " * 100
    for typed, key in (("  ", "no_question"), (long, "long")):
        refused = await preview(world, asks="question", question=typed)
        why = say(f"feedback.ask.refused.{key}", most=300, length=len(long.strip()))
        assert text(refused).startswith(why)
        again = await world.facilitator.click(refused, label="Change it")
        assert field(again.modal, "question")["value"] == typed
        better = await world.facilitator.submit_modal(
            again, ASKED | {"asks": "question", "question": QUESTION}
        )
        assert QUESTION in told(better)
        assert "Post it" in labels(answer(better))


async def test_an_open_question_leads_to_the_form_for_an_answer(world: World) -> None:
    card = await asked(world, asks="question", question=f"{QUESTION} **<@1>**")
    assert "\\*\\*\\<@1>" in text(card)
    word, about = custom_ids(card)[0].split(":")
    assert word == "feedback.open"
    assert about.startswith("request/")
    assert labels(card) == [say("feedback.ask.answer"), "Help lines"]


async def test_discarded_nothing_is_posted(world: World) -> None:
    seen = await preview(world)
    done = await world.facilitator.click(seen, label="Discard")
    assert told(done) == say("feedback.ask.discarded")
    assert world.messages() == []


async def test_two_presses_on_post_it_at_the_same_instant_post_once(world: World) -> None:
    seen = await preview(world)
    press = (world.facilitator, seen, "Post it")
    await world.together(press, press, press)
    assert len(world.messages()) == 1


async def test_a_preview_from_before_a_restart_can_be_posted_after_it(world: World) -> None:
    seen = await preview(world)
    await world.restart()
    await world.facilitator.click(seen, label="Post it")
    assert labels(shown(world)) == ["Check out", "Tell the moderators", "Help lines"]


async def test_where_the_bot_may_not_write_nobody_types_in_vain(world: World) -> None:
    seen = await preview(world)
    await forbid(world, "send_messages")
    for result in (
        await world.facilitator.slash(world.channel, "feedback ask"),
        await world.facilitator.click(seen, label="Post it"),
    ):
        assert "Send Messages" in told(result)
    await allow(world)
    await world.facilitator.click(seen, label="Post it")
    assert len(world.messages()) == 1


async def test_the_form_says_who_sees_what_and_each_line_may_be_left_out(world: World) -> None:
    await asked(world)
    form = await world.member.click(shown(world), label="Check out")
    assert "Nobody in the group sees what you choose" in str(form.modal)
    for line in FILLED:
        menu = field(form.modal, line)
        assert (menu["required"], menu["min_values"], len(menu["options"])) == (False, 0, 5)
    thanks = answer(await world.member.submit_modal(form, FILLED))
    assert thanks.ephemeral
    assert "Your check-out is in." in text(thanks)
    assert labels(thanks) == ["Say more in private", "Help lines"]
    assert custom_ids(thanks)[0].startswith("feedback.open:request/")
    assert len(world.messages()) == 1


async def test_pressed_again_it_shows_ones_own_and_can_be_changed(world: World) -> None:
    await asked(world)
    await check_out(world, 0)
    form = await world.member.click(shown(world), label="Check out")
    chosen = {
        line: [o["value"] for o in options(form.modal, line) if o.get("default")] for line in FILLED
    }
    assert chosen == FILLED
    changed = await world.member.submit_modal(form, FILLED | {"heard": ["1"]})
    assert "Your check-out is changed." in told(changed)
    other = await world.members[1].click(shown(world), label="Check out")
    assert [o for line in FILLED for o in options(other.modal, line) if o.get("default")] == []


async def test_a_check_out_with_nothing_in_it_is_fine_and_not_sent(world: World) -> None:
    await asked(world)
    read = await check_out(world, 0, heard=[], mattered=[], overall=[])
    assert text(read) == say("feedback.check_out.nothing")


async def test_five_check_outs_are_told_in_broad_words_on_the_closed_card(world: World) -> None:
    card = await asked(world)
    for number in range(5):
        await check_out(world, number, heard=["4" if number < 2 else "1"])
    before = text(shown(world))
    await world.wait(DAY)
    (closed,) = world.messages()
    assert closed.id == card.id
    assert text(closed) != before
    assert "5 to 9 people took part" in text(closed)
    assert "- I felt heard: **few or none**" in text(closed)
    assert "- We spoke about what matters to me: **most or all**" in text(closed)
    assert "- The way we did it was right for me: **too few" in text(closed)
    assert f"\n\n-# {say('feedback.check_out.closed_note')}" in text(closed)
    assert labels(closed) == ["Tell the moderators", "Help lines"]
    for member in world.members[:2]:
        opened = await member.click(closed, label="Tell the moderators")
        assert "What is it about?" in text(answer(opened))


async def test_of_four_nothing_is_told(world: World) -> None:
    await asked(world)
    for number in range(4):
        await check_out(world, number)
    await world.wait(DAY)
    assert say("feedback.check_out.too_few") in text(shown(world))
    assert "**" not in text(shown(world))


async def test_a_closed_question_says_so_and_thanks(world: World) -> None:
    await asked(world, asks="question", question=QUESTION)
    await world.wait(DAY)
    assert say("feedback.ask.closed") in text(shown(world))
    assert QUESTION in text(shown(world))
    assert labels(shown(world)) == ["Tell the moderators", "Help lines"]


async def test_too_late_is_said_kindly_from_button_and_form(world: World) -> None:
    card = await asked(world)
    button = custom_ids(card)[0]
    form = await world.member.click(card, label="Check out")
    await world.wait(DAY)
    late = say("feedback.ask.refused.closed_check_out")
    assert told(await world.member.submit_modal(form, FILLED)) == late
    assert told(await world.forge(world.member, button)) == late


async def test_closed_while_the_bot_was_away_the_card_changes_at_its_return(world: World) -> None:
    await asked(world)
    await world.restart(away=2 * DAY)
    await world.env.settle()
    assert say("feedback.check_out.too_few") in text(shown(world))


async def test_a_removed_card_breaks_nothing(world: World) -> None:
    card = await asked(world)
    request_id = custom_ids(card)[0].split(":")[1]
    world.env.backend.delete_message(card.channel_id, card.id)
    await world.wait(DAY)
    assert world.messages() == []
    assert await step_of(world, "feedback.closed", request_id) is Step.DONE


async def test_when_discord_fails_the_card_is_changed_later(world: World) -> None:
    card = await asked(world)
    request_id = custom_ids(card)[0].split(":")[1]
    trouble = {"method": "PATCH", "path": "*", "status": 500, "code": 0, "message": "-"}
    world.env.backend.faults.append(trouble | {"times": 10})
    await world.wait(DAY)
    world.env.backend.faults.clear()
    assert labels(shown(world)) == ["Check out", "Tell the moderators", "Help lines"]
    assert await step_of(world, "feedback.closed", request_id) is Step.SENT
    await world.wait(60)
    assert labels(shown(world)) == ["Tell the moderators", "Help lines"]
    assert await step_of(world, "feedback.closed", request_id) is Step.DONE


# Four of sweeping, then batches, closing, rebuilding, the edit, and that it is done.
@pytest.mark.parametrize("step", range(9))
async def test_the_power_fails_before_any_step_of_closing(
    world: World, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    await asked(world)
    for number in range(5):
        await check_out(world, number)
    power = Power(world, monkeypatch)
    power.watch(fails_before=step)
    await world.wait(DAY)
    await power.back()
    (closed,) = world.messages()
    assert "5 to 9 people took part" in text(closed)
    assert f"\n\n-# {say('feedback.check_out.closed_note')}" in text(closed)
    assert labels(closed) == ["Tell the moderators", "Help lines"]
    for member in world.members[:2]:
        opened = await member.click(closed, label="Tell the moderators")
        assert "What is it about?" in text(answer(opened))


async def test_a_card_on_its_way_while_its_time_ends_arrives_closed(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = world.client.house.feedback.asking
    send = discord.PartialMessageable.send

    async def slow(self: Any, *given: Any, **named: Any) -> Any:
        sent = await send(self, *given, **named)
        world.env.backend.clock.advance(DAY)
        assert await asking.close_due() == 1
        return sent

    seen = await preview(world)
    with monkeypatch.context() as slowly:
        slowly.setattr(discord.PartialMessageable, "send", slow)
        await world.facilitator.click(seen, label="Post it")
    assert labels(shown(world)) == ["Tell the moderators", "Help lines"]
