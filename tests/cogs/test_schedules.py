"""Schedules as people meet them: the form, the preview, what comes, and what is done with it."""

import re
from typing import Any

import discord

from bot.storage import library
from bot.words import say
from tests.cogs.troubled import allow, forbid
from tests.world import World, answer, custom_ids, field, labels, text, told

DAY = 24 * 3600
WEEK = 7 * DAY
# From simcord's beginning to the first Tuesday at 18:00.
FIRST = 5 * DAY + 18 * 3600


def _typed(**changed: Any) -> dict[str, Any]:
    # simcord's clock begins on Thursday, 1 January 2026, at midnight in UTC.
    usual = {"often": ["1"], "first": "2026-01-06", "at": "18:00", "pool": [], "extras": []}
    return usual | changed


async def _preview(world: World, options: Any = None, **changed: Any) -> Any:
    form = await world.facilitator.slash(world.channel, "topic schedule", **(options or {}))
    return await world.facilitator.submit_modal(form, _typed(**changed))


async def _start(world: World, options: Any = None, **changed: Any) -> Any:
    preview = await _preview(world, options, **changed)
    return await world.facilitator.click(answer(preview), label="Start it")


async def test_the_preview_says_what_would_come_and_it_comes(world: World) -> None:
    preview = await _preview(world)
    assert labels(answer(preview)) == ["Start it", "Change it", "Discard"]
    shown = told(preview)
    assert "Every Tuesday at 18:00 (UTC)" in shown
    assert "If I was away at that time, it is left out." in shown
    assert shown.count("<t:") == 5
    assert world.messages() == []
    started = await world.facilitator.click(answer(preview), label="Start it")
    first = re.findall(r"<t:(\d+):f>: (.+)", told(started))[0]
    await world.wait(FIRST)
    card = world.card("topic.deeper")
    assert first[1].replace("\\", "") in text(card)
    assert int(card.message.created_at.timestamp()) - int(first[0]) < 60
    (thread,) = world.channel.threads
    assert str(thread.name) in text(card)


async def test_anyone_may_ask_why_this_one(world: World) -> None:
    await _start(world)
    await world.wait(FIRST)
    card = world.card("topic.why")
    why = told(await world.member.click(card, label="Why this one?"))
    assert say("topics.why.pool", count=42) in why
    assert "chosen by chance" in why


async def test_a_role_is_notified_if_a_person_chose_it_and_nobody_else(world: World) -> None:
    role = world.guild.create_role("Tuesday people")
    await world.env.settle()
    started = await _start(world, {"notify": role})
    assert role.mention in told(started)
    await world.wait(FIRST)
    sent: list[Any] = [r.json for r in world.env.http_requests if r.path.endswith("/messages")]
    assert sent[-1]["allowed_mentions"] == {"parse": [], "roles": [str(role.id)]}
    assert role.mention in text(world.card("topic.deeper"))


async def test_what_was_typed_is_kept_when_it_cannot_be_read(world: World) -> None:
    shown = await _preview(world, at="half past six", first="next week")
    assert say("topics.refused.date") in told(shown)
    form = await world.facilitator.click(answer(shown), label="Change it")
    assert field(form.modal, "at")["value"] == "half past six"
    assert field(form.modal, "first")["value"] == "next week"
    again = await world.facilitator.submit_modal(form, _typed())
    assert "Every Tuesday" in told(again)


async def test_members_see_what_comes_and_change_nothing(world: World) -> None:
    assert say("topics.schedule.none") in told(
        await world.member.slash(world.channel, "topic schedules")
    )
    refused = await world.member.slash(world.channel, "topic schedule")
    assert told(refused) == say("people.refused.facilitator")
    await _start(world)
    shown = await world.member.slash(world.channel, "topic schedules")
    assert "Every Tuesday at 18:00 (UTC). Next: <t:" in told(shown)
    assert labels(answer(shown)) == []
    which = field({"components": answer(shown).components}, "topic.look")["options"][0]["value"]
    one = await world.member.select(answer(shown), [which], custom_id="topic.look")
    assert labels(answer(one)) == ["Why these topics?"]
    assert "chance" in told(await world.member.click(answer(one), label="Why these topics?"))
    for wanted in ("pause", "skip"):
        forged = await world.forge(world.member, f"topic.keep:{which}:{wanted}")
        assert told(forged) == say("people.refused.facilitator")


async def test_pause_skip_change_quiet_and_remove(world: World) -> None:
    started = await _start(world)
    first = told(started).split("<t:")[1]
    skipped = await world.facilitator.click(answer(started), label="Skip the next")
    assert first not in told(skipped)
    back = await world.facilitator.click(answer(skipped), label="Don't skip it")
    assert first in told(back)
    paused = await world.facilitator.click(answer(back), label="Pause")
    assert say("topics.schedule.is_paused") in told(paused)
    await world.wait(WEEK)
    assert world.messages() == []
    resumed = await world.facilitator.click(answer(paused), label="Resume")
    assert world.messages() == []
    form = await world.facilitator.click(answer(resumed), label="Change it")
    assert field(form.modal, "at")["value"] == "18:00"
    preview = await world.facilitator.submit_modal(form, _typed(at="9 am", often=["2"]))
    changed = await world.facilitator.click(answer(preview), label="Start it")
    assert "Every 2 weeks on Tuesday at 09:00 (UTC)" in told(changed)
    shown = await world.facilitator.slash(world.channel, "topic schedules")
    form = await world.facilitator.click(answer(shown), label="Add quiet days")
    quiet = {"first": "2026-01-19", "last": "2026-01-25"}
    shown = await world.facilitator.submit_modal(form, quiet)
    assert "2026-01-19 to 2026-01-25" in told(shown)
    await world.wait(2 * WEEK)
    assert world.messages() == []
    form = await world.facilitator.click(answer(shown), label="Remove quiet days")
    shown = await world.facilitator.submit_modal(form, {"days": ["2026-01-19/2026-01-25"]})
    assert "2026-01-19" not in told(shown)
    removed = await world.facilitator.click(answer(changed), label="Remove")
    assert told(removed) == say("topics.schedule.removed")
    await world.wait(4 * WEEK)
    assert world.messages() == []


async def test_in_a_forum_the_post_is_the_thread_and_stands_once(world: World) -> None:
    forum = world.guild.create_forum_channel("topics")
    await world.env.settle()
    await _start(world, {"channel": forum})
    await world.wait(FIRST)
    (post,) = forum.threads
    titles = {topic.title for topic in library.topics().values()}
    assert post.name in titles
    card = world.card("topic.deeper", post)
    asked = await world.member.click(card, label="Going deeper")
    assert str(world.messages(post)[-1].id) in told(asked)
    await world.restart()
    await world.env.settle()
    assert len(forum.threads) == 1


async def test_the_group_chooses_by_a_private_poll(world: World) -> None:
    await _start(world, first="2026-01-08", extras=["ballot"])
    await world.wait(FIRST)
    poll = world.card("poll.vote")
    assert say("topics.ballot.question") in text(poll)
    wanted = ""
    for member in world.members[:3]:
        form = await member.click(poll, label="Vote")
        wanted = field(form.modal, "choice")["options"][1]["label"]
        await member.submit_modal(form, {"choice": ["1"]})
    await world.wait(2 * DAY)
    card = world.card("topic.deeper")
    assert f"## {wanted}" in text(card)
    why = await world.member.click(card, label="Why this one?")
    assert say("topics.chosen.group_chose") in told(why)


async def test_a_channel_that_one_does_not_see_takes_no_schedule_and_shows_none(
    world: World,
) -> None:
    assert world.guild.me is not None
    deny: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    hidden = world.guild.create_text_channel("hidden", overwrites=deny)
    await world.env.settle()
    boss_role = world.guild.create_role("All", permissions=discord.Permissions(administrator=True))
    boss = world.guild.add_member(world.env.create_user("bo"), roles=[boss_role])
    await world.env.settle()
    form = await boss.slash(hidden, "topic schedule")
    preview = await boss.submit_modal(form, _typed())
    started = await boss.click(answer(preview), label="Start it")
    shown = await world.facilitator.slash(world.channel, "topic schedules")
    assert told(shown) == say("topics.schedule.none_keeps")
    which = custom_ids(answer(started))[0].split(":")[1]
    forged = await world.forge(world.facilitator, f"topic.keep:{which}:pause")
    assert told(forged) == say("topics.refused.schedule_gone")


async def test_a_missing_permission_is_told_once_where_moderators_read_it(world: World) -> None:
    assert world.guild.me is not None
    private: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.me: discord.PermissionOverwrite(view_channel=True),
        world.guild.roles["Moderator"]: discord.PermissionOverwrite(view_channel=True),
    }
    mods = world.guild.create_text_channel("mods", overwrites=private)
    await world.env.settle()
    refused = await world.moderator.slash(
        world.channel, "group settings", moderators_channel=world.channel
    )
    assert "Everyone can see" in told(refused)
    await world.moderator.slash(world.channel, "group settings", moderators_channel=mods)
    await _start(world)
    await forbid(world, "send_messages")
    await world.wait(FIRST)
    await world.env.advance_time(20)
    (notice,) = world.messages(mods)
    assert "**Send Messages**" in text(notice)
    assert world.channel.mention in text(notice)
    assert world.messages() == []
    await allow(world)
    await world.env.advance_time(61)
    assert world.card("topic.deeper")
    assert len(world.messages(mods)) == 1


async def test_content_notes_can_be_left_off(world: World) -> None:
    slug = next(each.slug for each in library.topics().values() if each.content_notes)
    shown = await world.facilitator.slash(world.channel, "topic post", topic=slug)
    assert "**May touch on:**" in told(shown)
    settings = await world.moderator.slash(world.channel, "group settings", content_notes=False)
    assert say("group.settings.content_notes_off") in told(settings)
    shown = await world.facilitator.slash(world.channel, "topic post", topic=slug)
    assert "**May touch on:**" not in told(shown)
    record = told(await world.member.slash(world.channel, "record"))
    assert say("record.entry.content_notes_set") in record


async def test_the_time_zone_is_found_by_its_city(world: World) -> None:
    found = await world.moderator.autocomplete(world.channel, "group settings", "zone", "berl")
    assert [choice["value"] for choice in found] == ["Europe/Berlin"]
    told_now = told(await world.moderator.slash(world.channel, "group settings", zone="new york"))
    assert told_now.startswith(say("topics.refused.zone")[:20])
    shown = await world.moderator.slash(world.channel, "group settings", zone="europe/berlin")
    assert "Time zone: **Europe/Berlin**" in told(shown)
    assert "Every Tuesday at 18:00 (Europe/Berlin)" in told(await _preview(world))
