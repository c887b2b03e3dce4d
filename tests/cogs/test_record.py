"""The record as people meet it: every member reads what those with more rights have done."""

from typing import Any

import discord
import pytest

from bot.services.feedback.exporting import OPERATOR
from bot.storage import record
from bot.storage.database import Connection
from bot.words import say
from tests.world import World, answer, asked, custom_ids, labels, text, told

MAX_TEXT = 4000


async def _change_roles(world: World, times: int) -> None:
    """Write entries, each a second after the one before."""
    for number in range(times):
        role = world.guild.create_role(f"Helper {number}")
        await world.moderator.slash(world.channel, "group roles", facilitator=role)
        await world.env.advance_time(1)


def _lines(shown: Any) -> list[str]:
    return [line for line in text(shown).split("\n") if line.startswith("- ")]


async def test_exports_and_changed_roles_stand_there_for_everybody(world: World) -> None:
    assert "Nothing is written here yet" in told(await world.member.slash(world.channel, "record"))
    form = await world.member.slash(world.channel, "feedback give", kind="idea")
    await world.member.submit_modal(
        form, {"text": "A word", "name": ["named"], "exportable": ["yes"]}
    )
    await world.moderator.slash(world.channel, "feedback export")
    role = world.guild.create_role("Helper")
    await world.moderator.slash(world.channel, "group roles", facilitator=role)
    read = told(await world.member.slash(world.channel, "record"))
    assert "exported the feedback: 1 in all" in read
    assert "said which roles" in read
    assert world.moderator.mention in read
    assert "A word" not in read


async def test_what_the_operator_exported_bears_nobodys_name(world: World) -> None:
    def work(connection: Connection) -> None:
        now = discord.utils.utcnow()
        record.add(connection, world.guild.id, "feedback_exported", OPERATOR, now, items=7)

    await world.client.house.database.write(work)
    read = told(await world.member.slash(world.channel, "record"))
    assert read.endswith("whoever hosts the bot exported the feedback: 7 in all")
    assert "<@" not in read


async def test_another_groups_record_is_not_shown(world: World) -> None:
    role = world.guild.create_role("Helper")
    await world.moderator.slash(world.channel, "group roles", facilitator=role)
    other = world.env.create_guild("Another circle")
    room = other.create_text_channel("room")
    sam = other.add_member(world.env.create_user("sam"))
    await world.env.settle()
    assert "Nothing is written here yet" in told(await sam.slash(room, "record"))


async def test_earlier_entries_are_on_further_pages_and_there_is_a_way_back(world: World) -> None:
    await _change_roles(world, 33)
    shown = answer(await world.member.slash(world.channel, "record"))
    pages = [_lines(shown)]
    assert labels(shown) == ["Earlier ones"]
    await world.restart()
    # The page that was shown is turned; nothing new stands in the channel.
    for buttons in (["Earlier ones", "Back to the newest"], ["Back to the newest"]):
        turned = answer(await world.member.click(shown, label="Earlier ones"))
        assert (turned.id, labels(turned)) == (shown.id, buttons)
        pages.append(_lines(turned))
    assert [len(page) for page in pages] == [15, 15, 3]
    every = [line for page in pages for line in page]
    assert len(set(every)) == 33
    assert all("<t:" in line and ":f>" in line for line in every)
    back = answer(await world.member.click(shown, label="Back to the newest"))
    assert _lines(back) == pages[0]


async def test_a_full_page_with_nothing_before_it_offers_nothing_earlier(world: World) -> None:
    await _change_roles(world, 15)
    shown = answer(await world.member.slash(world.channel, "record"))
    assert (len(_lines(shown)), labels(shown)) == (15, [])


async def test_a_hidden_channels_entries_leave_no_gap_and_no_trace(world: World) -> None:
    deny: Any = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.guild.me: discord.PermissionOverwrite(view_channel=True),
    }
    hidden = world.guild.create_text_channel("hidden", overwrites=deny)
    all_of_it = world.guild.create_role("All", permissions=discord.Permissions(administrator=True))
    boss = world.guild.add_member(world.env.create_user("bo"), roles=[all_of_it])
    await world.env.settle()
    await _change_roles(world, 16)
    for _ in range(3):
        form = await boss.slash(hidden, "poll ask")
        preview = await boss.submit_modal(form, asked())
        await boss.click(answer(preview), label="Post it")
        poll = custom_ids(world.card("poll.vote", hidden))[0].split(":")[1]
        await boss.slash(hidden, "poll takedown", poll=poll, reason="Over")
    shown = answer(await world.member.slash(world.channel, "record"))
    assert len(_lines(shown)) == 15
    assert "took down" not in text(shown)
    assert str(hidden.id) not in str(shown.components)
    earlier = answer(await world.member.click(shown, label="Earlier ones"))
    assert len(_lines(earlier)) == 1
    whole = answer(await boss.slash(hidden, "record"))
    assert text(whole).count("took down") == 3


async def test_a_poll_taken_down_before_it_was_posted_names_its_channel(world: World) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked())
    form = await world.facilitator.click(answer(preview), label="More settings")
    later = {"quorum": ["0"], "publication": "protected", "opens": ["60"], "extras": []}
    preview = await world.facilitator.submit_modal(form, later)
    await world.facilitator.click(answer(preview), label="Post it")
    offered = await world.facilitator.autocomplete(world.channel, "poll takedown", "poll", "")
    poll = offered[0]["value"]
    await world.facilitator.slash(world.channel, "poll takedown", poll=poll, reason="Not now")
    read = told(await world.member.slash(world.channel, "record"))
    assert f"took down a poll: {world.channel.mention}" in read
    assert "/0" not in read


@pytest.mark.parametrize("place", ["", ":", "x:1", "1:x", f"{10**30}:1", f"1:{10**30}", "-1:-5"])
async def test_a_forged_place_shows_the_newest(world: World, place: str) -> None:
    await _change_roles(world, 1)
    first = answer(await world.member.slash(world.channel, "record"))
    shown = await world.forge(world.member, f"record.earlier:{place}", first)
    assert "said which roles" in told(shown)


async def test_a_place_before_the_first_entry_says_so(world: World) -> None:
    await _change_roles(world, 1)
    first = answer(await world.member.slash(world.channel, "record"))
    shown = await world.forge(world.member, "record.earlier:1:1", first)
    assert say("record.no_earlier") in told(shown)
    assert labels(answer(shown)) == ["Back to the newest"]


async def test_a_full_page_fits_into_one_message(world: World) -> None:
    for _ in range(15):
        card = await world.ask()
        poll = custom_ids(card)[0].split(":")[1]
        await world.moderator.slash(world.channel, "poll takedown", poll=poll, reason="x" * 300)
    read = told(await world.member.slash(world.channel, "record"))
    assert read.count("took down") == 15
    assert "x" * 20 not in read
    # Ids grow by a digit in 2090; there is room for far longer ones.
    assert len(read) < MAX_TEXT - 15 * 40
