"""The summary as people meet it: a picture with words beside it, the same for everybody."""

from dataclasses import replace
from typing import Any

import discord
import pytest
from simcord.actors import MemberActor
from simcord.backend.models.channel import Overwrite
from simcord.builders import ChannelHandle
from simcord.components import walk_components
from simcord.enums import OverwriteType
from simcord.results import ResponseMessage

from bot.domain.feedback.item import Kind, State
from bot.domain.feedback.summary import OTHER, Counts, Speed
from bot.services.feedback.summing import Summary, Summing
from bot.words import say
from tests.cogs.rounds import thread
from tests.cogs.troubled import DAY
from tests.limits import TEXT
from tests.world import World, answer, text

MEDIA = 12


async def summary(world: World, member: MemberActor | None = None) -> ResponseMessage:
    """Ask for the summary; return what only that person sees."""
    result = await (member or world.member).slash(world.channel, "feedback summary")
    assert result.ephemeral
    return answer(result)


async def checked_out(
    world: World, steps: str = "5-51", people: int = 5, where: ChannelHandle | None = None
) -> None:
    """Let a check-out be asked for, filled alike by some people, and closed."""
    channel = where or world.channel
    form = await world.facilitator.slash(channel, "feedback ask")
    typed: dict[str, Any] = {"asks": "check_out", "question": "Fay's evening", "hours": ["24"]}
    seen = answer(await world.facilitator.submit_modal(form, typed))
    await world.facilitator.click(seen, label="Post it")
    card = world.card("feedback.check_out", channel)
    lines = ("heard", "mattered", "way", "overall")
    filled = {line: [] if step == "-" else [step] for line, step in zip(lines, steps, strict=True)}
    for member in world.members[:people]:
        opened = await member.click(card, label="Check out")
        await member.submit_modal(opened, filled)
    await world.wait(DAY)


def pictures(shown: ResponseMessage) -> list[str]:
    """Return the alt texts of a message's pictures."""
    return [
        item["description"]
        for component in walk_components(shown.components)
        if component["type"] == MEDIA
        for item in component["items"]
    ]


async def test_where_nothing_is_it_says_so_without_a_picture(world: World) -> None:
    shown = await summary(world)
    assert say("feedback.summary.none") in text(shown)
    assert say("feedback.summary.no_feedback") in text(shown)
    assert (shown.attachments, pictures(shown)) == ([], [])


async def test_a_picture_with_alt_text_and_the_same_in_words(world: World) -> None:
    await checked_out(world)
    await checked_out(world, "1111")
    shown = await summary(world)
    assert pictures(shown) == [say("feedback.summary.alt")]
    (picture,) = shown.attachments
    assert (await picture.read()).startswith(b"\x89PNG")
    first, second = (line for line in text(shown).splitlines() if "5 to 9 people" in line)
    assert first.startswith("1. <t:")
    assert first.endswith("A most or all · B too few to tell · C most or all · D few or none")
    assert second.endswith(" · ".join(f"{letter} few or none" for letter in "ABCD"))
    assert "- B: We spoke about what matters to me" in text(shown)
    # The words say it better than the chart, so they come first; a line says how to read it.
    order = [component["type"] for component in shown.components]
    assert order.index(MEDIA) == 3
    assert text(shown).index(second) < text(shown).index(say("feedback.summary.chart"))


async def test_nobody_who_asked_and_nothing_that_was_written_stands_in_it(world: World) -> None:
    await checked_out(world)
    shown = await summary(world)
    assert "fay" not in text(shown).casefold()
    assert str(world.facilitator.id) not in str(shown.components)


async def test_everybody_sees_the_same(world: World) -> None:
    await checked_out(world)
    people = (world.member, world.facilitator, world.moderator)
    seen = [await summary(world, each) for each in people]
    assert len({text(each) for each in seen}) == 1
    assert len({await each.attachments[0].read() for each in seen}) == 1


async def test_with_too_few_answers_it_says_why_nothing_is_told(world: World) -> None:
    await checked_out(world, people=4)
    shown = await summary(world)
    assert say("feedback.summary.only_too_few") in text(shown)
    assert pictures(shown) == []
    await checked_out(world)
    assert say("feedback.summary.too_few", count=1) in text(await summary(world))


async def test_a_check_out_in_a_channel_that_one_cannot_see_is_not_shown(world: World) -> None:
    hidden = world.guild.create_text_channel("hidden")
    await checked_out(world, where=hidden)
    assert pictures(await summary(world))
    overwrite = Overwrite(
        world.member.id,
        OverwriteType.MEMBER,
        deny=discord.Permissions(view_channel=True).value,
    )
    world.env.backend.set_overwrite(hidden.id, overwrite)
    await world.env.settle()
    assert say("feedback.summary.none") in text(await summary(world))
    assert pictures(await summary(world, world.members[1]))


async def test_a_check_out_in_a_thread_stays_in_it_once_the_thread_is_gone(world: World) -> None:
    where = await thread(world)
    await checked_out(world, where=where)
    # Discord tells a bot as little of an archived thread as of a removed one.
    world.env.backend.delete_channel(where.id)
    await world.env.settle()
    assert "A most or all" in text(await summary(world))


async def test_twelve_check_outs_and_every_count_fit_into_one_message(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for steps in ("5555", "1111"):
        await checked_out(world, steps)
    look = Summing.look

    async def most(*given: Any) -> Summary:
        found = await look(*given)
        trend = replace(found.trend, told=found.trend.told * 6, too_few=99)
        kinds = (*((str(kind), 100) for kind in Kind), (OTHER, 100))
        states = tuple((state, 100) for state in State)
        return Summary(trend, Counts(800, kinds, states, tuple((speed, 100) for speed in Speed)))

    monkeypatch.setattr(Summing, "look", most)
    shown = await summary(world)
    assert len(text(shown)) < TEXT
    assert "12. <t:" in text(shown)
    assert "- Other kinds: **100**" in text(shown)
    assert "- In the week after: **100**" in text(shown)


async def test_where_no_picture_can_be_drawn_the_words_do_alone(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def undrawn(*_: object) -> bytes:
        raise OSError

    await checked_out(world)
    monkeypatch.setattr("bot.pictures.drawing.draw_trend", undrawn)
    shown = await summary(world)
    assert (pictures(shown), shown.attachments) == ([], [])
    assert "A most or all" in text(shown)


async def test_what_was_given_is_counted_once_moderators_can_see_it(world: World) -> None:
    for member in world.members[:3]:
        form = await member.slash(world.channel, "feedback give", kind="idea")
        given = {"text": "Tea, please", "name": ["private"], "exportable": ["yes"]}
        await member.submit_modal(form, given)
    assert say("feedback.summary.no_feedback") in text(await summary(world))
    await world.wait(2 * DAY)
    shown = text(await summary(world))
    assert "In all: **3**" in shown
    assert f"- {say('feedback.kind.idea')}: **3**" in shown
    assert say("feedback.summary.not_answered") in shown
