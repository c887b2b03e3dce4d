"""The front door: seen first, posted once, pinned if wished, and every button leads somewhere."""

import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.domain.outbox import Step
from bot.services.door import CARD
from bot.words import say
from tests.cogs.rounds import pinned
from tests.cogs.test_topic_pins import PINNING
from tests.cogs.troubled import allow, forbid, posts
from tests.privacy.hands import Hands
from tests.world import World, answer, custom_ids, field, labels, text, told

WAYS = ("polls", "coming", "idea", "give", "mine", "loop", "privacy", "help")


async def look(world: World) -> InteractionResult:
    """Let the moderator look at the front door before it is posted."""
    return await world.moderator.slash(world.channel, "group door")


async def door(world: World) -> ResponseMessage:
    """Let the moderator post it; return the card."""
    await world.moderator.click(answer(await look(world)), label=say("group.door.post"))
    return world.card("topic.idea")


def doors(world: World) -> list[ResponseMessage]:
    return [each for each in world.messages() if say("group.door.title") in text(each)]


async def test_it_is_seen_by_one_person_before_it_is_posted(world: World) -> None:
    shown = await look(world)
    assert shown.ephemeral
    assert f"<#{world.channel.id}>" in told(shown)
    assert say("group.door.title") in told(shown)
    assert doors(world) == []
    dropped = await world.moderator.click(answer(shown), label=say("group.door.drop"))
    assert told(dropped) == say("group.door.dropped")
    assert doors(world) == []


async def test_it_is_offered_at_the_end_of_setting_up(world: World) -> None:
    first = await world.moderator.slash(world.channel, "group setup")
    end = await world.moderator.click(answer(first), label="Skip the rest")
    preview = await world.moderator.click(answer(end), label=say("group.setup.end.show_door"))
    posted = await world.moderator.click(answer(preview), label=say("group.door.post"))
    (card,) = doors(world)
    assert str(card.id) in told(posted)
    assert pinned(world, world.channel) == []


async def test_every_button_on_it_leads_somewhere_that_only_the_person_sees(world: World) -> None:
    card = await door(world)
    ways = {say(f"group.door.{way}") for way in WAYS} | {say("support.lines.button")}
    assert set(labels(card)) == ways
    for member in (world.member, world.facilitator, world.moderator):
        for label in labels(card):
            led = await member.click(card, label=label)
            assert led.modal is not None or led.ephemeral, label
            shown = "" if led.response is None else told(led)
            assert say("faults.old_button") not in shown
            assert "Something went wrong" not in shown
    assert len(doors(world)) == 1


async def test_what_it_leads_to_is_what_the_commands_lead_to(world: World) -> None:
    card = await door(world)
    await world.ask()
    for label, command in (
        ("polls", "poll list"),
        ("coming", "topic schedules"),
        ("give", "feedback give"),
        ("mine", "feedback mine"),
        ("loop", "feedback loop"),
        ("privacy", "privacy"),
        ("help", "help"),
    ):
        by_button = await world.member.click(card, label=say(f"group.door.{label}"))
        by_command = await world.member.slash(world.channel, command)
        assert told(by_button) == told(by_command)
        assert custom_ids(answer(by_button)) == custom_ids(answer(by_command))


async def test_a_member_suggests_from_it_without_knowing_a_command(world: World) -> None:
    card = await door(world)
    form = await world.member.click(card, label=say("group.door.idea"))
    assert form.modal is not None
    assert field(form.modal, "text")
    sent = await world.member.submit_modal(form, {"text": "Gardens.", "name": "named"})
    assert told(sent) == say("topics.suggest.thanks_named")
    assert sent.ephemeral
    assert labels(doors(world)[0]) == labels(card)


async def test_it_is_pinned_where_that_was_pressed(world: World) -> None:
    shown = await look(world)
    await world.moderator.click(answer(shown), label=say("group.door.post_pin"))
    assert pinned(world, world.channel) == [doors(world)[0].id]


async def test_without_the_permission_pinning_is_not_offered_and_a_forged_press_is_refused(
    world: World,
) -> None:
    before = await look(world)
    await forbid(world, *PINNING)
    shown = await look(world)
    assert say("group.door.post_pin") not in labels(answer(shown))
    assert say("group.door.pin_later") in told(shown)
    late = await world.moderator.click(answer(before), label=say("group.door.post_pin"))
    assert "**Pin Messages**" in told(late)
    assert doors(world) == []
    await world.moderator.click(answer(shown), label=say("group.door.post"))
    assert len(doors(world)) == 1


async def test_where_it_may_not_post_it_says_what_it_needs(world: World) -> None:
    shown = await look(world)
    await forbid(world, "send_messages")
    refused = await world.moderator.click(answer(shown), label=say("group.door.post"))
    assert "**Send Messages**" in told(refused)
    await allow(world)
    await world.moderator.click(answer(shown), label=say("group.door.post"))
    assert len(doors(world)) == 1


@pytest.mark.parametrize("second", ["post", "post_pin"])
async def test_pressed_twice_it_stands_there_once(world: World, second: str) -> None:
    shown = answer(await look(world))
    first, other = say("group.door.post"), say(f"group.door.{second}")
    await world.together((world.moderator, shown, first), (world.moderator, shown, other))
    assert len(doors(world)) == 1


async def test_a_crash_while_it_is_sent_posts_it_once(world: World) -> None:
    shown = answer(await look(world))
    number = custom_ids(shown)[-2].split(":")[1]
    world.env.inject_error("POST", "/channels/*/messages", status=500, times=1)
    waits = await world.moderator.click(shown, label=say("group.door.post"))
    assert say("faults.discord_busy") in told(waits)
    await world.restart()
    await world.wait(60)
    (card,) = doors(world)
    row = await world.client.house.outbox.find(CARD, f"{world.guild.id}/{number}")
    assert row is not None
    assert (row.step, row.message_id) == (Step.DONE, card.id)


async def test_after_a_restart_old_and_new_ones_work_side_by_side(world: World) -> None:
    first = await door(world)
    await world.restart(away=86400)
    second = await door(world)
    assert len(doors(world)) == 2
    for card in (first, second):
        led = await world.member.click(card, label=say("group.door.help"))
        assert say("help.title") in told(led)


async def test_numbers_that_no_button_bears_post_nothing(world: World) -> None:
    hands, before = Hands(world, world.moderator), posts(world)
    for number in ("", "x", "-1", "9" * 11, "1/../2"):
        sight = await hands.press(world.channel, f"group.door_post:{number}")
        assert say("faults.old_button") in sight.payload
    assert posts(world) == before


async def test_whoever_may_not_post_it_does_not_learn_what_the_bot_lacks_either(
    world: World,
) -> None:
    await forbid(world, "send_messages")
    sight = await Hands(world, world.member).press(world.channel, "group.door_post:7:pin")
    assert say("people.refused.manager") in sight.payload


async def test_a_removed_card_is_no_trouble(world: World) -> None:
    card = await door(world)
    world.env.backend.delete_message(card.channel_id, card.id)
    await world.restart()
    await world.wait(60)
    assert doors(world) == []
    await door(world)
    assert len(doors(world)) == 1
