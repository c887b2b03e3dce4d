"""Help lines as people meet them: private, by country, with the date on which each was checked."""

from bot.words import say
from tests.world import World, answer, labels, told

ASKED = "\n".join((say("support.ask.danger"), say("support.ask.text")))


async def test_without_a_country_none_is_assumed(world: World) -> None:
    result = await world.member.slash(world.channel, "support")
    assert result.ephemeral
    assert told(result) == ASKED
    shown = await world.member.select(answer(result), ["GB"])
    assert "116 123" in told(shown)
    again = await world.member.click(answer(shown), label="Another country")
    assert told(again) == ASKED


async def test_a_country_is_found_while_typing(world: World) -> None:
    found = await world.member.autocomplete(world.channel, "support", "country", "zeal")
    assert [choice["value"] for choice in found] == ["NZ"]
    result = await world.member.slash(world.channel, "support", country="NZ")
    assert "1737" in told(result)
    assert "checked on" in told(result)
    assert "Numbers change" in told(result)


async def test_hours_stand_beside_the_number(world: World) -> None:
    assert "** (24/7)\n" in told(await world.member.slash(world.channel, "support", country="US"))


async def test_a_country_without_lines_is_told_kindly(world: World) -> None:
    result = await world.member.slash(world.channel, "support", country="Atlantis")
    assert told(result) == "\n".join((say("support.ask.danger"), say("support.refused.unknown")))
    shown = await world.member.select(answer(result), ["GB"])
    assert "116 123" in told(shown)


async def test_help_lines_are_one_press_away_from_a_topic(world: World) -> None:
    preview = await world.facilitator.slash(world.channel, "topic post", topic="being-heard")
    await world.facilitator.click(answer(preview), label="Post it")
    shown = await world.member.click(world.card("topic.deeper"), label="Help lines")
    assert shown.ephemeral
    assert told(shown) == ASKED


async def test_emergencies_come_first_on_every_screen_of_help_lines(world: World) -> None:
    first = await world.member.slash(world.channel, "support")
    elsewhere = await world.member.click(answer(first), label="My country isn't here")
    shown = await world.member.slash(world.channel, "support", country="GB")
    for screen in (first, shown, elsewhere):
        assert told(screen).startswith(say("support.ask.danger"))


async def test_who_lives_elsewhere_reads_what_holds_everywhere_and_no_number(world: World) -> None:
    first = await world.member.slash(world.channel, "support")
    shown = await world.member.click(answer(first), label="My country isn't here")
    assert say("support.elsewhere.text") in told(shown)
    assert not [letter for letter in told(shown) if letter.isdecimal()]
    assert {"Another country", "Tell the moderators"} == set(labels(answer(shown)))
    again = await world.member.click(answer(shown), label="Another country")
    assert told(again) == ASKED
