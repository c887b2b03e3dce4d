"""`/decision list`, `show` and `history` as a member meets them, and who sees nothing of it."""

from typing import Any

import pytest
from simcord.components import walk_components
from simcord.results import ResponseMessage

from bot.domain.decisions.parts import Option
from bot.domain.people import Person
from bot.words import say
from tests.cogs.listed import begun, done, ended, hidden_channel, host
from tests.cogs.test_decision_cards import WISH, proposed
from tests.cogs.test_decision_deciding import DAY, settled, stated, step, voted, with_options
from tests.world import World, answer, labels, text, told

EMPTY = "## Shared decisions\n" + say("decisions.list.none")
GONE = say("decisions.refused.gone")


async def listed(world: World, who: Any = None) -> ResponseMessage:
    result = await (who or world.member).slash(world.channel, "decision list")
    assert result.ephemeral
    return answer(result)


async def offered(world: World, typed: str = "", command: str = "show") -> list[dict[str, Any]]:
    name = f"decision {command}"
    return await world.member.autocomplete(world.channel, name, "decision", typed)


async def test_with_none_it_tells_how_one_begins(world: World) -> None:
    shown = await listed(world)
    assert text(shown) == EMPTY
    assert labels(shown) == ["Put something before the group"]
    ways = await world.member.click(shown, label="Put something before the group")
    assert labels(answer(ways)) == ["With my name", "In private"]
    assert await offered(world) == []


async def test_each_stands_in_one_line_with_its_stage_its_time_and_its_card(world: World) -> None:
    timed = await begun(world, "Tea or coffee?", days=7)
    await begun(world, "A quiet room")
    shown = await listed(world)
    cards = {text(each).splitlines()[0]: each for each in world.messages()}
    where = f"https://discord.com/channels/{world.guild.id}/{world.channel.id}"
    talk = say("decisions.stage.talk")
    lines = {line.partition(":")[0]: line for line in text(shown).splitlines()[1:]}
    room, tea = cards["## A quiet room"].id, cards["## Tea or coffee?"].id
    assert len(lines) == 2
    assert lines["- **A quiet room**"] == f"- **A quiet room**: {talk}. {where}/{room}"
    assert lines["- **Tea or coffee?**"].startswith(f"- **Tea or coffee?**: {talk}, until <t:")
    assert lines["- **Tea or coffee?**"].endswith(f"). {where}/{tea}")
    assert labels(shown) == ["Take all along", "Put something before the group"]
    menu = shown.components[1]["components"][0]
    assert {each["label"] for each in menu["options"]} == {"A quiet room", "Tea or coffee?"}
    whole = answer(await world.member.select(shown, values=[timed]))
    assert whole.id == shown.id
    assert "## Tea or coffee?" in text(whole)
    assert "**Why now:** We are tired" in text(whole)
    back = answer(await world.member.click(whole, label="All decisions"))
    assert "A quiet room" in text(back)


async def test_ended_ones_stand_behind_a_button(world: World) -> None:
    one = await begun(world, "Tea or coffee?")
    await ended(world, one)
    shown = await listed(world)
    assert say("decisions.list.none_over") in text(shown)
    assert labels(shown) == ["Ended ones, too", "Take all along", "Put something before the group"]
    shown = answer(await world.member.click(shown, label="Ended ones, too"))
    over = say("decisions.stage.ended")
    assert f"- **Tea or coffee?**: {over}. https://" in text(shown)
    shown = answer(await world.member.click(shown, label="Only those that go on"))
    assert "Tea or coffee?" not in text(shown)


async def test_many_come_in_pages_however_long_their_titles(world: World) -> None:
    for number in range(23):
        await begun(world, f"{number:02} " + "*_`" * 65, days=30)
    shown = await listed(world)
    pages = [text(shown)]
    before, after = labels(shown)[:2]
    assert (before, after) == ("Back", "Next")
    for _ in range(2):
        shown = answer(await world.member.click(shown, label="Next"))
        pages.append(text(shown))
    assert [page.count("\n- **") for page in pages] == [10, 10, 3]
    assert "-# Page 3 of 3" in pages[2]
    titles = [f"- **{number:02} " for number in range(23)]
    assert all(any(title in page for page in pages) for title in titles)
    shown = answer(await world.member.click(shown, label="Back"))
    assert text(shown) == pages[1]


async def test_all_of_a_decision_is_shown_with_its_vote_as_the_result_tells_it(
    world: World,
) -> None:
    await with_options(world)
    (which,) = await offered(world, "short MEET")
    assert which["name"] == f"Shorter meetings ({say('decisions.stage.options')})"
    await voted(world)
    await stated(world)
    shown = answer(
        await world.member.slash(world.channel, "decision show", decision=which["value"])
    )
    read = text(shown)
    result = next(text(each) for each in world.messages() if "## Result" in text(each))
    for line in (
        "**Adopted**",
        "**What was decided:** One hour from now on",
        "**What happens next:** Fay changes the event",
        "We look at it again on <t:",
        "**Why now:** We are tired",
        "**Asked:** Shorter meetings",
        "**One hour** came out ahead: more people chose it than any other option.",
        "5 to 9 people took part.",
    ):
        assert line in read, line
        if "ahead" in line or "took part" in line:
            assert line in result
    assert "### The options\n**1. " in read
    assert "[Go to the card](https://discord.com/channels/" in read
    # From five ballots on no number and no word for an option's share is told.
    assert "many" not in read.partition("### The vote")[2]
    assert labels(shown) == ["Its way", "Take it along", "All decisions"]


async def test_an_open_vote_tells_nothing_but_that_it_is_open(world: World) -> None:
    await with_options(world)
    (which,) = await offered(world)
    form = await step(world, world.facilitator, "Ask the vote")
    typed = {"question": "Which?", "options": "One hour\nTwo hours", "method": "single"}
    typed |= {"minutes": ["60"], "standing": []}
    preview = await world.facilitator.submit_modal(form, typed)
    await world.facilitator.click(answer(preview), label="Post it")
    await world.vote(world.member, world.card("poll.vote"), "0")
    read = told(await world.member.slash(world.channel, "decision show", decision=which["value"]))
    assert say("decisions.whole.vote_open") in read
    assert "ahead" not in read
    assert f": {say('decisions.stage.vote')}, until <t:" in text(await listed(world))


async def test_what_is_to_be_looked_at_again_comes_first(world: World) -> None:
    await with_options(world)
    await voted(world)
    await stated(world)
    assert f"{say('decisions.stage.tried')}; we look at it again on <t:" in text(
        await listed(world)
    )
    await settled(world, "Time to look at it again: Shorter meetings", 43 * DAY)
    await begun(world, "A quiet room")
    lines = text(await listed(world)).splitlines()
    again = "**It is time to look at it again**, since <t:"
    assert lines[1].startswith(f"- **Shorter meetings**: {again}")
    assert lines[2].startswith("- **A quiet room**")


async def test_the_way_is_told_step_by_step(world: World) -> None:
    await with_options(world)
    form = await step(world, world.facilitator, "Go back a step")
    back = {"days": "0", "reason": "A *question* is open"}
    await world.facilitator.submit_modal(form, back)
    (which,) = await offered(world, command="history")
    blanks = {"decision": which["value"]}
    shown = answer(await world.member.slash(world.channel, "decision history", **blanks))
    lines = [line for line in text(shown).splitlines() if line]
    assert lines[0] == "### The way of: Shorter meetings"
    steps = [line.partition(">: ")[2] for line in lines[1:]]
    assert steps[:3] == [
        "The talk began; fay put this before the group",
        "A facilitator said that the talk was ready; on to the options",
        "A facilitator brought it back to the talk",
    ]
    assert lines[-1] == "   Why: A \\*question\\* is open"
    # Whoever took a step themselves is told so, and nobody else is named.
    own = told(await world.facilitator.slash(world.channel, "decision history", **blanks))
    assert "You said that the talk was ready" in own
    assert "You brought it back to the talk" in own
    whole = answer(await world.member.click(shown, label="Read all of it"))
    again = answer(await world.member.click(whole, label="Its way"))
    assert text(again) == text(shown)


async def test_the_rule_stands_with_the_outcome_in_the_way(world: World) -> None:
    await with_options(world)
    await voted(world)
    await stated(world)
    (which,) = await offered(world, command="history")
    read = told(
        await world.member.slash(world.channel, "decision history", decision=which["value"])
    )
    assert "A facilitator wrote the outcome; it is tried until it is looked at again" in read
    assert read.endswith(f"\n   {say('decisions.rule.single')}")


async def test_whoever_began_in_private_is_nobody_and_whoever_erased_themselves_too(
    world: World,
) -> None:
    await proposed(world, world.member, "In private")
    await world.wait(16 * 60)
    (private,) = await offered(world)
    read = told(
        await world.member.slash(world.channel, "decision history", decision=private["value"])
    )
    assert "Put before the group in private" in read
    assert "ada" not in read.casefold()
    await proposed(world, world.members[1], "With my name", what="Tea or coffee?")
    (named,) = await offered(world, "tea")
    blanks = {"decision": named["value"]}
    read = told(await world.member.slash(world.channel, "decision history", **blanks))
    assert "Put before the group by ben" in read
    await world.client.house.looking.erase(_person(world, world.members[1].id))
    for command in ("history", "show"):
        read = told(await world.member.slash(world.channel, f"decision {command}", **blanks))
        assert "ben" not in read
    assert "Put before the group\n" in f"{read}\n" or "Somebody put this" in read


async def test_long_words_come_in_pages_and_nothing_is_lost(world: World) -> None:
    why = " ".join(f"w{number:03}" for number in range(120))
    await proposed(world, world.member, "With my name", **dict.fromkeys(WISH, why[:200]))
    await with_long_options(world)
    which = next(each for each in await offered(world) if "Long" in each["name"])
    shown = answer(
        await world.member.slash(world.channel, "decision show", decision=which["value"])
    )
    read = text(shown)
    while "Next" in labels(shown) and not _disabled(shown, "Next"):
        shown = answer(await world.member.click(shown, label="Next"))
        read += text(shown)
    for number in range(8):
        assert f"**{number + 1}. " in read
        assert f"Option {number} " in read
    assert read.count("g" * 390) == 8


@pytest.mark.parametrize("command", ["show", "history"])
async def test_what_one_cant_see_is_as_if_there_were_none(world: World, command: str) -> None:
    room = hidden_channel(world)
    hidden = await begun(world, "A hidden thing", channel=room)
    assert text(await listed(world)) == EMPTY
    assert await offered(world, "hidden", command) == []
    for typed in (hidden, "0" * 16, "A hidden thing", "x" * 5000):
        result = await world.member.slash(world.channel, f"decision {command}", decision=typed)
        assert told(result) == GONE
    for word in (f"show:{hidden}", f"history:{hidden}:0", f"export:{hidden}", f"page:{hidden}:0"):
        result = await world.forge(world.member, f"decision.{word}")
        assert told(result) == GONE
    assert told(await world.forge(world.member, "decision.export")) == say("decisions.export.none")
    seen = await world.facilitator.autocomplete(
        world.channel, f"decision {command}", "decision", ""
    )
    assert [each["value"] for each in seen] == [hidden]


async def test_equal_titles_are_told_apart(world: World) -> None:
    await begun(world, "Tea?")
    await begun(world, "Tea?")
    await world.wait(2 * DAY)
    await begun(world, "Tea?")
    await begun(world, "Tea or coffee?" + "?" * 180)
    names = [each["name"] for each in await offered(world, "tea")]
    assert len(names) == len(set(names)) == 4
    assert all(len(name) <= 100 for name in names)
    talk = say("decisions.stage.talk")
    (long,) = [name for name in names if "coffee" in name]
    assert long.endswith(f"?… ({talk})")
    days = [name.partition(f"Tea? ({talk}, ")[2] for name in names if name != long]
    assert days[1].endswith(", 1)")
    assert days[2].endswith(", 2)")
    assert days[0] > days[1]
    assert len(days[0]) == len("2026-01-03)")


async def test_forged_pages_show_the_nearest_one(world: World) -> None:
    one = await begun(world, "Tea?")
    on = await listed(world)
    for word in ("list_page:all:99999", "list_page::-1", "list_page:x:y", "list_page"):
        assert "Tea?" in told(await world.forge(world.member, f"decision.{word}", on))
    for word in ("page", "history"):
        for page in ("9999", "99999999", "-1", "x", "٣"):
            result = await world.forge(world.member, f"decision.{word}:{one}:{page}", on)
            assert "Tea?" in told(result)


async def with_long_options(world: World) -> None:
    """Begin a talk and bring it to eight options of the greatest length."""
    decisions = world.client.house.decisions
    which = await begun(world, "Long")
    await decisions.moving.go_on(host(world), which, alone=True)
    for number in range(8):
        person = _person(world, 10_000 + number)
        option = Option(f"Option {number} " + "x" * 80, "g" * 390, "*" * 400, "ü" * 400, "_" * 400)
        await decisions.noting.option(person, which, option)
    await world.wait(16 * 60)
    await done(world)


def _person(world: World, user_id: int) -> Person:
    return Person(world.guild.id, world.channel.id, user_id)


def _disabled(shown: ResponseMessage, label: str) -> bool:
    return any(
        each.get("label") == label and each.get("disabled")
        for each in walk_components(shown.components)
    )
