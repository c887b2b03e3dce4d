"""The life of a poll after its opening, and the key to a vote, as people meet them."""

from pathlib import Path
from typing import Any

import discord

from bot.words import say
from tests.world import World, answer, asked, custom_ids, field, labels, text, told


def _poll_id(card: Any) -> str:
    return custom_ids(card)[0].split(":")[1]


async def _settled(world: World, **settings: Any) -> Any:
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked(minutes=["1440"]))
    form = await world.facilitator.click(answer(preview), label="More settings")
    usual = {"quorum": ["0"], "publication": "protected", "opens": ["0"], "extras": ["remind"]}
    preview = await world.facilitator.submit_modal(form, usual | settings)
    return await world.facilitator.click(answer(preview), label="Post it")


async def test_a_poll_can_open_later(world: World) -> None:
    posted = await _settled(world, opens=["60"])
    assert "It will be posted here" in told(posted)
    assert world.messages() == []
    await world.env.advance_time(3601)
    card = world.card("poll.vote")
    assert "in" in await world.vote(world.member, card, "0")


async def test_the_channel_is_reminded_once_and_nobody_is_mentioned(world: World) -> None:
    await _settled(world)
    await world.wait(18 * 3600 + 1)
    reminder = world.messages()[-1]
    assert "Whoever wants to can still take part" in text(reminder)
    assert labels(reminder)[0] == "Vote"
    await world.wait(5 * 3600)
    assert world.messages()[-1].id == reminder.id


async def test_what_was_said_of_an_open_poll_offers_no_vote_once_it_is_closed(
    world: World,
) -> None:
    await _settled(world)
    await world.wait(18 * 3600 + 1)
    reminder = world.messages()[-1]
    poll = _poll_id(world.messages()[0])
    for _ in range(2):
        await world.facilitator.slash(world.channel, "poll extend", poll=poll, longer=60)
        await world.wait(60)
    longer = [each for each in world.messages() if "There is more time" in text(each)]
    await world.wait(9 * 3600)
    assert len(longer) == 2
    for _ in range(20):
        # Closing waits for the disk more than once, and what follows the result comes after it.
        if "Result" in text(world.messages()[-1]):
            break
        await world.env.advance_time(1)
    await world.env.advance_time(1)
    for told_before in (reminder, *longer):
        now = next(each for each in world.messages() if each.id == told_before.id)
        assert "This poll is closed. [See the result](" in text(now)
        assert labels(now) == ["Help lines"]


async def test_the_way_of_choosing_can_be_changed_with_the_text_kept(world: World) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask", method="single")
    filled = {"question": "Which?", "options": "One\nTwo", "minutes": ["60"], "tie": "talk"}
    preview = answer(await world.facilitator.submit_modal(shown, filled))
    form = await world.facilitator.click(preview, label="Choose in another way")
    assert field(form.modal, "options")["value"] == "One\nTwo"
    other = {"question": "Which?", "options": "One\nTwo", "minutes": ["60"], "method": "ranked"}
    mended = answer(await world.facilitator.submit_modal(form, other))
    assert say("polls.card.ranked") in text(mended)


async def test_the_reminder_can_be_off(world: World) -> None:
    await _settled(world, extras=[])
    await world.wait(20 * 3600)
    assert len(world.messages()) == 1


async def test_more_time_is_told_to_everyone_and_stands_on_the_card(world: World) -> None:
    card = await world.ask()
    poll = _poll_id(card)
    refused = await world.member.slash(world.channel, "poll extend", poll=poll, longer=60)
    assert told(refused) == say("people.refused.facilitator")
    before = text(card)
    done = await world.facilitator.slash(world.channel, "poll extend", poll=poll, longer=60)
    assert "everyone is told" in told(done)
    assert "There is more time" in text(world.messages()[-1])
    assert text(next(m for m in world.messages() if m.id == card.id)) != before
    await world.env.advance_time(3601)
    assert "in" in await world.vote(world.member, card, "0")
    await world.env.advance_time(3601)
    assert "Result" in text(world.messages()[-1])


async def test_a_poll_is_taken_down_with_a_reason_and_asked_again(world: World) -> None:
    card = await world.ask()
    for member in world.members:
        await world.vote(member, card, "0")
    poll = _poll_id(card)
    reason = "The question **wasn't** fair."
    done = await world.moderator.slash(world.channel, "poll takedown", poll=poll, reason=reason)
    assert "Taken down" in told(done)
    result = world.messages()[-1]
    assert "destroyed unopened" in text(result)
    assert "wasn't" in text(result)
    assert "came out ahead" not in text(result)
    late = await world.member.click(
        next(m for m in world.messages() if m.id == card.id), label="Help lines"
    )
    assert late.ephemeral
    record = told(await world.member.slash(world.channel, "record"))
    assert "took down a poll" in record
    assert str(card.id) in record
    refused = await world.member.click(result, label="Ask again")
    assert told(refused) == say("people.refused.facilitator")
    form = await world.facilitator.click(result, label="Ask again")
    assert field(form.modal, "question")["value"] == "How often do we meet?"
    assert field(form.modal, "options")["value"] == "Every week\nEvery two weeks"


async def test_the_list_shows_open_and_past_polls_of_channels_one_sees(world: World) -> None:
    nothing = told(await world.member.slash(world.channel, "poll list"))
    assert say("polls.list.none_open") in nothing
    assert say("polls.list.none_past") in nothing
    for number in range(12):
        card = await world.ask(question=f"Question {number}", minutes=["5"])
        poll = _poll_id(card)
        await world.facilitator.slash(world.channel, "poll close", poll=poll)
        await world.env.advance_time(60)
    await world.ask(question="Still open")
    shown = await world.member.slash(world.channel, "poll list")
    read = told(shown)
    assert "Still open" in read
    assert "Question 11" in read
    assert "Question 1 " not in read
    earlier = await world.member.click(answer(shown), label="Earlier ones")
    assert "Question 1 " in told(earlier)
    assert "Question 11" not in told(earlier)


async def test_a_hidden_channels_polls_are_in_no_list(world: World) -> None:
    deny: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    hidden = world.guild.create_text_channel("hidden", overwrites=deny)
    await world.env.settle()
    manager = world.guild.create_role("All", permissions=discord.Permissions(administrator=True))
    boss = world.guild.add_member(world.env.create_user("bo"), roles=[manager])
    await world.env.settle()
    form = await boss.slash(hidden, "poll ask")
    preview = await boss.submit_modal(form, asked(question="A secret"))
    await boss.click(answer(preview), label="Post it")
    card = world.card("poll.vote", hidden)
    for person in (world.member, world.facilitator):
        assert "A secret" not in told(await person.slash(world.channel, "poll list"))
    offered = await world.facilitator.autocomplete(world.channel, "poll close", "poll", "")
    assert offered == []
    closing = await world.facilitator.slash(world.channel, "poll close", poll=_poll_id(card))
    assert told(closing) == say("polls.refused.gone")
    done = await boss.slash(hidden, "poll takedown", poll=_poll_id(card), reason="Over")
    assert "Taken down" in told(done)
    assert "took down" not in told(await world.member.slash(world.channel, "record"))
    assert "took down" in told(await boss.slash(world.channel, "record"))


async def test_a_key_is_shown_to_whoever_asks_and_shows_the_ballot_was_counted(
    world: World,
) -> None:
    card = await world.ask()
    keys: list[str] = []
    for member in world.members:
        shown = await member.click(card, label="Vote")
        voted = await member.submit_modal(shown, {"choice": "0"})
        assert "||" not in told(voted)
        key = told(await member.click(answer(voted), label="A key to my vote"))
        keys.append(key.split("||`")[1].split("`||")[0])
    poll = _poll_id(card)
    early = await world.member.slash(world.channel, "poll check", poll=poll, key=keys[0])
    assert told(early) == say("polls.refused.still_open")
    await world.env.advance_time(3601)
    checked = None
    for key in keys:
        checked = await world.moderator.slash(
            world.channel, "poll check", poll=poll, key=key.lower().replace("-", " ")
        )
        assert "Your ballot was counted" in told(checked)
        assert "Every week" not in told(checked)
    assert checked is not None
    (file,) = answer(checked).attachments
    lines = (await file.read()).decode().split("\n")
    assert len(lines) == 9
    assert lines == sorted(lines)
    # The lines of the page, as they stand there.
    page = (Path(__file__).parents[2] / "docs" / "promises.md").read_text(encoding="utf-8")
    lines_there = page.split("```python\n")[1].split("```")[0]
    found: dict[str, Any] = {"key": keys[0], "poll_id": poll}
    exec(lines_there, found)  # noqa: S102 - our own page
    assert found["mark"] in lines
    form = await world.member.click(world.messages()[-1], label="Check my key")
    pressed = await world.member.submit_modal(form, {"key": keys[0]})
    assert pressed.ephemeral
    assert "Your ballot was counted" in told(pressed)
    slip = keys[0][:-1] + ("0" if keys[0][-1] != "0" else "1")
    wrong = await world.member.slash(world.channel, "poll check", poll=poll, key=slip)
    assert told(wrong) == say("polls.refused.key_typo")


async def test_after_a_restart_the_key_opens_the_vote_and_a_new_key_takes_its_place(
    world: World,
) -> None:
    card = await world.ask()
    shown = await world.member.click(card, label="Vote")
    voted = await world.member.submit_modal(shown, {"choice": "0"})
    key = told(await world.member.click(answer(voted), label="A key to my vote"))
    key = key.split("||`")[1].split("`||")[0]
    await world.restart()
    stands = await world.member.click(card, label="Vote")
    assert told(stands) == say("polls.refused.stands")
    form = await world.member.click(answer(stands), label="I have the key")
    opened = await world.member.submit_modal(form, {"key": key})
    assert "Every week" in told(opened)
    fresh = told(opened).split("||`")[1].split("`||")[0]
    assert fresh != key
    change = await world.member.click(card, label="Vote")
    assert "Every week" in told(change)


async def test_a_reaction_on_a_private_poll_is_taken_off_and_never_counted(world: World) -> None:
    card = await world.ask()
    for member in world.members:
        await member.react(card.message, "👍")
    assert card.message.reactions == []
    await world.env.advance_time(3601)
    assert "Too few took part" in text(world.messages()[-1])


async def test_reactions_from_while_the_bot_was_away_are_swept_when_it_closes(
    world: World,
) -> None:
    card = await world.ask()
    await world.client.close()
    await world.member.react(card.message, "👍")
    await world.restart(away=60)
    assert card.message.reactions
    await world.env.advance_time(3601)
    assert "Too few took part" in text(world.messages()[-1])
    assert card.message.reactions == []


async def test_where_the_bot_may_not_a_reaction_stays_and_nothing_breaks(world: World) -> None:
    deny: Any = {world.guild.me: discord.PermissionOverwrite(manage_messages=False)}
    world.channel = world.guild.create_text_channel("quiet", overwrites=deny)
    await world.env.settle()
    card = await world.ask()
    await world.member.react(card.message, "👍")
    assert len(card.message.reactions) == 1


async def test_a_reaction_elsewhere_is_left_alone(world: World) -> None:
    await world.ask()
    message = await world.member.send(world.channel, "Hello")
    await world.members[1].react(message, "👍")
    stored = world.env.backend.get_message(world.channel.id, message.id)
    assert stored.reactions
