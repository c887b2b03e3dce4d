"""`/privacy` as people meet it, and what happens when they or the group are gone."""

import json
import os

from bot.words import say
from tests.cogs.heard import give, moderators_channel
from tests.world import World, answer, labels, told

DAYS = 86400


async def test_who_has_left_nothing_reads_so_and_what_isnt_kept(world: World) -> None:
    shown = await world.member.slash(world.channel, "privacy")
    assert shown.ephemeral
    assert say("privacy.card.nothing") in told(shown)
    assert "**Your votes**, and whether you voted." in told(shown)
    assert "so that nobody can read it back: **yes**" in told(shown)
    assert "safely stored before I say that it has arrived: **yes**" in told(shown)
    # While one is open, whoever runs the machine could find whose answer is whose.
    assert "whoever runs the machine could" in told(shown)
    assert "Last copy for safekeeping beside the data: **none that I know of**" in told(shown)
    assert labels(answer(shown)) == []


async def test_the_last_backup_is_told_by_its_time(world: World) -> None:
    folder = world.folder / "backups"
    folder.mkdir()
    for number, name in enumerate(("old.sqlite3", "new.sqlite3", "not-a-backup.txt")):
        (folder / name).touch()
        made = 1_700_000_000 + number * DAYS
        os.utime(folder / name, (made, made))
    shown = told(await world.member.slash(world.channel, "privacy"))
    assert f"beside the data: **<t:{1_700_000_000 + DAYS}:f>**" in shown


async def test_that_somebody_asked_for_a_moderator_is_told_and_erased(world: World) -> None:
    await moderators_channel(world)
    shown = await world.member.slash(world.channel, "feedback give", kind="safety")
    sure = await world.member.click(answer(shown), label="Ask a moderator to get in touch")
    await world.member.click(answer(sure), label="Yes, tell them")
    shown = await world.member.slash(world.channel, "privacy")
    assert "asked a moderator to get in touch: **1**" in told(shown)
    other = await world.members[1].slash(world.channel, "privacy")
    assert say("privacy.card.nothing") in told(other)
    sure = await world.member.click(answer(shown), label="Erase it")
    await world.member.click(answer(sure), label="Yes, erase it")
    shown = await world.member.slash(world.channel, "privacy")
    assert say("privacy.card.nothing") in told(shown)


async def test_taking_it_along_and_erasing_it(world: World) -> None:
    await give(world, "With my name", name="named")
    await give(world, "In private")
    shown = await world.member.slash(world.channel, "privacy")
    assert "Feedback with your name: **1**" in told(shown)
    taken = await world.member.click(answer(shown), label="Take it along")
    assert taken.ephemeral
    (file,) = answer(taken).attachments
    kept = json.loads((await file.read()).decode())["kept"]
    assert [each["text"] for each in kept["feedback"]] == ["With my name"]
    sure = await world.member.click(answer(shown), label="Erase it")
    assert labels(answer(sure)) == ["No, keep it", "Yes, erase it"]
    back = await world.member.click(answer(sure), label="No, keep it")
    assert "Feedback with your name: **1**" in told(back)
    sure = await world.member.click(answer(back), label="Erase it")
    gone = await world.member.click(answer(sure), label="Yes, erase it")
    assert told(gone) == say("privacy.erase.done")
    shown = await world.member.slash(world.channel, "privacy")
    assert say("privacy.card.nothing") in told(shown)


async def test_a_facilitator_who_erases_keeps_the_groups_poll_open(world: World) -> None:
    card = await world.ask(question="Do we meet?")
    shown = await world.facilitator.slash(world.channel, "privacy")
    assert "Polls that you asked: **1**" in told(shown)
    assert "Open private polls that you see: **1**" in told(shown)
    sure = await world.facilitator.click(answer(shown), label="Erase it")
    await world.facilitator.click(answer(sure), label="Yes, erase it")
    assert "Your vote is in" in await world.vote(world.member, card, "0")


async def test_whoever_left_is_asked_after_gently_and_erased_after_the_days(world: World) -> None:
    await world.moderator.slash(world.channel, "group settings", feedback_days=7)
    await give(world, "Words of ada", name="named")
    await give(world, "Words of ben", world.members[1], name="named")
    world.guild.remove_member(world.member)
    await world.env.settle()
    asked = f"/guilds/{world.guild.id}/members/"
    await world.env.advance_time(3700)
    requests = [each.path for each in world.env.http_requests if asked in each.path]
    assert sorted(requests) == sorted(set(requests))
    assert f"{asked}{world.member.id}" in requests
    await world.wait(8 * DAYS)
    await world.env.advance_time(3700)
    inbox = told(await world.moderator.slash(world.channel, "feedback inbox"))
    assert "Words of ben" in inbox
    assert "Words of ada" not in inbox
