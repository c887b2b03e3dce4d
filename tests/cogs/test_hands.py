"""Shows of hands: open to everyone, counted from Discord's own reactions when they close."""

from typing import Any

import discord
import pytest

from bot.words import say
from tests.world import World, answer, custom_ids, labels, text, told

MANY = "\n".join(f"Place {n}" for n in range(1, 11))


async def _hands(world: World, **typed: Any) -> Any:
    """Let the facilitator ask for a show of hands; return its card."""
    shown = await world.facilitator.slash(world.channel, "poll ask", method="hands")
    filled = {"question": "Where?", "options": "🌳 Park\n🏠 Room", "minutes": ["60"]} | typed
    preview = await world.facilitator.submit_modal(shown, filled)
    assert "everyone can see who reacted" in text(answer(preview))
    await world.facilitator.click(answer(preview), label="Post it")
    return world.card("poll.private")


def _emojis(card: Any) -> list[str]:
    return [str(reaction.emoji) for reaction in card.message.reactions]


async def test_the_card_says_that_it_is_open_and_offers_each_emoji(world: World) -> None:
    card = await _hands(world)
    assert "**Open: everyone can see who reacted.**" in text(card)
    assert "anonymous" not in text(card)
    assert labels(card) == ["How private is this?", "Tell the moderators", "Help lines"]
    assert _emojis(card) == ["🌳", "🏠"]
    private = await world.member.click(card, label="How private is this?")
    assert "isn't private" in told(private)
    assert not list(world.folder.glob("sealed/keys/*"))


async def test_hands_are_counted_at_the_end_and_the_bot_is_not_one_of_them(world: World) -> None:
    card = await _hands(world)
    for member in world.members[:3]:
        await member.react(card.message, "🌳")
    await world.members[3].react(card.message, "🏠")
    await world.members[0].react(card.message, "🏠")
    await world.members[0].unreact(card.message, "🏠")
    await world.members[4].react(card.message, "🎉")
    assert "🎉" in _emojis(card)
    await world.env.advance_time(3601)
    result = world.messages()[-1]
    assert say("polls.result.ahead_hands", option="Park") in text(result)
    assert "1. Park: **3**" in text(result)
    assert "2. Room: **1**" in text(result)
    assert "ballots" not in text(result)
    assert len(result.attachments) == 1
    under_the_card = {str(each.emoji): each.count for each in card.message.reactions}
    assert under_the_card == {"🌳": 3, "🏠": 1, "🎉": 1}


async def test_hands_raised_while_the_bot_was_away_count(world: World) -> None:
    card = await _hands(world)
    await world.client.close()
    for member in world.members:
        await member.react(card.message, "🏠")
    await world.restart(away=2 * 3600)
    await world.env.settle()
    assert "2. Room: **5**" in text(world.messages()[-1])


async def test_a_restart_meanwhile_loses_no_hand_and_says_nothing(world: World) -> None:
    card = await _hands(world)
    await world.members[0].react(card.message, "🌳")
    await world.restart(away=600)
    await world.env.settle()
    assert len(world.messages()) == 1
    await world.env.advance_time(3600)
    assert "1. Park: **1**" in text(world.messages()[-1])


async def test_nothing_about_who_raised_a_hand_is_kept(world: World) -> None:
    card = await _hands(world)
    for member in world.members:
        await member.react(card.message, "🌳")
    await world.env.advance_time(3601)
    await world.client.close()
    kept = b"".join(path.read_bytes() for path in world.folder.rglob("*") if path.is_file())
    assert b"Where?" in kept
    for member in world.members:
        assert str(member.id).encode() not in kept
        assert member.id.to_bytes(8, "big") not in kept


async def test_a_tie_and_nobody_are_named_as_such(world: World) -> None:
    card = await _hands(world)
    await world.members[0].react(card.message, "🌳")
    await world.members[1].react(card.message, "🏠")
    await world.env.advance_time(3601)
    assert say("polls.result.tie_hands") in text(world.messages()[-1])
    await _hands(world)
    await world.env.advance_time(3601)
    assert say("polls.result.nobody") in text(world.messages()[-1])


async def test_without_the_card_there_is_no_result_and_it_says_so(world: World) -> None:
    card = await _hands(world)
    await world.members[0].react(card.message, "🌳")
    await card.message.delete()
    await world.env.advance_time(3601)
    shown = world.messages()[-1]
    assert say("polls.result.uncounted") in text(shown)
    assert labels(shown)[0] == "Ask again"


async def test_ten_options_have_numbers_and_two_equal_emojis_too(world: World) -> None:
    card = await _hands(world, options=MANY)
    assert _emojis(card)[0] == "1️⃣"
    assert _emojis(card)[-1] == "🔟"
    card = await _hands(world, options="❤️ Park\n❤ Room")
    assert _emojis(card) == ["1️⃣", "2️⃣"]
    refused = await world.facilitator.slash(world.channel, "poll ask", method="hands")
    filled = {"question": "Where?", "options": MANY + "\nOne more", "minutes": ["60"]}
    shown = await world.facilitator.submit_modal(refused, filled)
    assert say("polls.refused.many_emojis", count=11, most=10) in told(shown)


async def test_an_emoji_that_discord_lacks_gives_way_to_numbers(world: World) -> None:
    world.env.inject_error(
        "PUT", "/channels/*/messages/*/reactions/%F0%9F%8F%A0/*", status=400, code=10014, times=1
    )
    card = await _hands(world)
    assert _emojis(card) == ["1️⃣", "2️⃣"]
    assert "1️⃣ Park" in text(card)
    await world.members[0].react(card.message, "2️⃣")
    await world.env.advance_time(3601)
    assert say("polls.result.ahead_hands", option="Room") in text(world.messages()[-1])


async def test_it_needs_add_reactions_and_says_so_before_anything_is_posted(world: World) -> None:
    deny: Any = {world.guild.me: discord.PermissionOverwrite(add_reactions=False)}
    world.channel = world.guild.create_text_channel("quiet", overwrites=deny)
    await world.env.settle()
    shown = await world.facilitator.slash(world.channel, "poll ask", method="hands")
    filled = {"question": "Where?", "options": "Park\nRoom", "minutes": ["60"]}
    preview = await world.facilitator.submit_modal(shown, filled)
    refused = await world.facilitator.click(answer(preview), label="Post it")
    assert "**Add Reactions**" in told(refused)
    assert world.messages() == []


@pytest.mark.parametrize("word", ["poll.vote", "poll.quick", "poll.change", "poll.key"])
async def test_no_private_vote_gets_into_a_show_of_hands(world: World, word: str) -> None:
    card = await _hands(world)
    poll = next(c for c in custom_ids(card) if c.startswith("poll.private")).split(":")[1]
    refused = await world.forge(world.member, f"{word}:{poll}:0")
    assert told(refused) == say("polls.refused.hands")


async def test_taken_down_it_says_nothing_of_ballots(world: World) -> None:
    card = await _hands(world)
    poll = custom_ids(card)[0].split(":")[1]
    await world.moderator.slash(world.channel, "poll takedown", poll=poll, reason="Wrong room")
    shown = text(world.messages()[-1])
    assert say("polls.result.taken_down_hands", reason="Wrong room") in shown
    assert "ballot" not in shown


async def test_closed_early_hands_are_counted_then(world: World) -> None:
    card = await _hands(world)
    await world.member.react(card.message, "🌳")
    poll = custom_ids(card)[0].split(":")[1]
    await world.facilitator.slash(world.channel, "poll close", poll=poll)
    assert "1. Park: **1**" in text(world.messages()[-1])
    await world.members[1].react(card.message, "🏠")
    checked = await world.member.slash(world.channel, "poll check", poll=poll, key="x")
    assert told(checked) == say("polls.refused.hands")


async def test_settings_offer_only_what_a_show_of_hands_can_keep(world: World) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask", method="hands")
    filled = {"question": "Where?", "options": "Park\nRoom", "minutes": ["60"]}
    preview = await world.facilitator.submit_modal(shown, filled)
    form = await world.facilitator.click(answer(preview), label="More settings")
    names = {part["component"]["custom_id"] for part in (form.modal or {})["components"]}
    assert names == {"opens", "extras"}
    planned = await world.facilitator.submit_modal(form, {"opens": ["60"], "extras": []})
    await world.facilitator.click(answer(planned), label="Post it")
    assert world.messages() == []
    await world.env.advance_time(3601)
    assert _emojis(world.card("poll.private")) == ["1️⃣", "2️⃣"]
