"""*Take it along*: what a member gets for their group's records, and who gets nothing."""

from typing import Any

import discord
import pytest
from markdown_it import MarkdownIt
from simcord.results import ResponseMessage

from bot.domain.decisions.parts import Option
from bot.domain.people import Person
from bot.words import say
from tests.cogs.listed import begun, done, ended, hidden_channel, host
from tests.cogs.test_decision_cards import proposed
from tests.cogs.test_decision_deciding import stated, voted, with_options
from tests.world import World, answer, told

FOLLOW_UP = "/webhooks/*/*"
# What Discord lets through, in bytes.
LIMIT = 5000


def limit(interaction: object) -> int:
    return LIMIT


def nothing(interaction: object, given: int) -> None:
    """Leave what Discord says as it is."""


SMALL = property(limit, nothing)


async def texts(shown: ResponseMessage) -> dict[str, str]:
    """Return what hangs on a message, by its names, each shown to the person."""
    held = {each.filename: (await each.read()).decode() for each in shown.attachments}
    boxes = [part["file"]["url"] for part in shown.components if part["type"] == 13]
    assert [url.rpartition("/")[2] for url in boxes] == list(held)
    return held


async def taken(world: World, label: str = "Take all along") -> Any:
    listed = answer(await world.member.slash(world.channel, "decision list"))
    if label == "Take it along":
        which = listed.components[1]["components"][0]["options"][0]["value"]
        listed = answer(await world.member.select(listed, values=[which]))
    return await world.member.click(listed, label=label)


def headings(text: str) -> list[str]:
    tokens = MarkdownIt("gfm-like").parse(text)
    return [tokens[n + 1].content for n, each in enumerate(tokens) if each.type == "heading_open"]


async def test_one_decision_is_taken_along_as_a_file_for_oneself_alone(world: World) -> None:
    await with_options(world)
    await voted(world)
    await stated(world, concerns="# Not *again*")
    result = await taken(world, "Take it along")
    assert result.ephemeral
    assert told(result) == say("decisions.export.done")
    ((name, text),) = (await texts(answer(result))).items()
    assert name == "decision.md"
    assert headings(text)[:4] == [
        "Decisions of The circle",
        "Shorter meetings",
        "What was asked",
        "The outcome",
    ]
    for line in (
        r"**Concerns, and how they were met:** \# Not \*again\*",
        "**One hour** came out ahead: more people chose it than any other option.",
        "5 to 9 people took part.",
        "1. One hour",
        "The talk began; fay put this before the group",
        "A facilitator wrote the outcome; it is tried until it is looked at again",
        say("decisions.rule.single"),
    ):
        assert line in text, line
    people = (world.facilitator, world.moderator, *world.members)
    for held in (*(each.id for each in people), world.channel.id, world.guild.id, "<t:", "-# "):
        assert str(held) not in text


async def test_all_that_one_sees_is_taken_along_and_nothing_hidden(world: World) -> None:
    await begun(world, "A hidden thing", channel=hidden_channel(world))
    over = await begun(world, "Tea or coffee?")
    await ended(world, over)
    await begun(world, "A quiet room")
    result = await taken(world)
    assert told(result) == say("decisions.export.done_all", count=2)
    ((name, text),) = (await texts(answer(result))).items()
    assert name == "decisions.md"
    assert "A quiet room" in text
    assert "Tea or coffee?" in text
    assert "hidden" not in text


async def test_whoever_supports_adds_or_began_in_private_is_not_in_it(world: World) -> None:
    await proposed(world, world.member, "In private", why="It matters")
    await world.wait(16 * 60)
    await done(world)
    card = world.card("decision.support")
    await world.members[1].click(card, label="I'd like us to talk about this")
    (text,) = (await texts(answer(await taken(world, "Take it along")))).values()
    assert "Put before the group in private" in text
    for name in ("ada", "ben", "support"):
        assert name not in text.partition("\n## ")[2].casefold()


async def test_many_come_in_files_below_discords_limit(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        await begun(world, f"Number {number}", why="*" * 600)
    monkeypatch.setattr(discord.Interaction, "filesize_limit", SMALL)
    result = await taken(world)
    shown = [answer(result), *result.followups]
    found = [pair for each in shown for pair in (await texts(each)).items()]
    assert [name for name, _ in found] == [f"decisions-{n}.md" for n in range(1, len(found) + 1)]
    assert len(found) > 1
    assert all(len(text.encode()) <= LIMIT for _, text in found)
    assert all(each.ephemeral for each in shown)
    titles = [title for _, text in found for title in headings(text) if "Number" in title]
    assert sorted(titles) == [f"Number {number}" for number in range(5)]
    assert headings(found[1][1])[0] == "Decisions of The circle, part 2"
    read = "\n".join(map(_words, shown))
    assert "There are 5 decisions, more than fit into one file." in read
    assert f"Part {len(found)}, the last one. All 5 decisions are here now." in read


async def test_an_end_before_the_end_says_what_arrived(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        await begun(world, f"Number {number}", why="*" * 600)
    monkeypatch.setattr(discord.Interaction, "filesize_limit", SMALL)
    listed = answer(await world.member.slash(world.channel, "decision list"))
    world.env.inject_error("POST", FOLLOW_UP, status=413, times=1)
    result = await world.member.click(listed, label="Take all along")
    assert "part 1" in told(result)
    assert len(answer(result).attachments) == 1
    (end,) = result.followups
    assert _words(end) == say("decisions.export.stopped", part=1, so_far=2, count=3)


async def test_with_none_there_is_no_file(world: World) -> None:
    listed = answer(await world.member.slash(world.channel, "decision list"))
    result = await world.forge(world.member, "decision.export", listed)
    assert told(result) == say("decisions.export.none")
    assert answer(result).attachments == []


async def test_the_longest_decision_fits_into_its_file(world: World) -> None:
    which = await begun(world, "L" * 200, why="*" * 600)
    await world.client.house.decisions.moving.go_on(host(world), which, alone=True)
    for number in range(8):
        person = Person(world.guild.id, world.channel.id, 10_000 + number)
        option = Option(f"{number} " + "#" * 90, *["[x](y)" * 60] * 4)
        await world.client.house.decisions.noting.option(person, which, option)
    await world.wait(16 * 60)
    await done(world)
    (text,) = (await texts(answer(await taken(world, "Take it along")))).values()
    assert len([each for each in headings(text) if each[0].isdecimal()]) == 8
    assert len(text.encode()) < 100_000


def _words(shown: ResponseMessage) -> str:
    return "\n".join(each["content"] for each in shown.components if each["type"] == 10)
