"""`/feedback export` as a moderator meets it: private files, one after the other, and calm ends."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.results import InteractionResult, ResponseMessage

from bot.domain.feedback.exporting import Form
from bot.domain.feedback.item import Kind, State
from bot.services.feedback import exporting as service
from bot.words import say
from cogs.feedback.exporting import PERIODS
from tests.domain.feedback.exporting.reading import read
from tests.services.feedback.taking import keep, named, private
from tests.world import World, answer, text, told

NAME = "feedback export"
FOLLOW_UP = "/webhooks/*/*"
ABOUT = "feedback-about.txt"


async def fill(world: World, count: int = 1, **more: Any) -> None:
    """Give the group private items."""
    group_id = world.guild.id
    wanted = [private(f"Item {n}", group_id=group_id, **more) for n in range(count)]
    await keep(world.client.house, *wanted)


async def export(world: World, **chosen: Any) -> InteractionResult:
    return await world.moderator.slash(world.channel, NAME, **chosen)


async def files(shown: ResponseMessage) -> dict[str, bytes]:
    """Return what hangs on a message, by its names, each shown to the person."""
    held = {each.filename: await each.read() for each in shown.attachments}
    boxes = [part["file"]["url"] for part in shown.components if part["type"] == 13]
    assert [url.rpartition("/")[2] for url in boxes] == list(held)
    return held


async def texts(form: Form, *shown: ResponseMessage) -> list[str]:
    """Return the texts in the files of some messages, sorted."""
    found = [await files(each) for each in shown]
    return sorted(
        row["text"]
        for held in found
        for name, content in held.items()
        if name != ABOUT
        for row in read(form, content)
    )


def loaded(world: World) -> dict[str, Any]:
    """Return the names of the cog's module as this bot has loaded it."""
    command: Any = next(
        each for each in world.client.tree.walk_commands() if each.qualified_name == NAME
    )
    return command.callback.__globals__["hand_over"].__globals__


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "LARGEST_PART", 2_500)


@pytest.mark.parametrize("form", Form)
async def test_a_file_comes_in_private_with_its_data_dictionary(world: World, form: Form) -> None:
    await fill(world, 3)
    result = await export(world, format=form.value)
    assert result.ephemeral
    assert result.followups == []
    assert told(result) == say("feedback.export.done", count=3)
    held = await files(answer(result))
    assert list(held) == [f"feedback.{form}", ABOUT]
    assert await texts(form, answer(result)) == ["Item 0", "Item 1", "Item 2"]
    assert held[ABOUT].decode().startswith("Feedback from a group's members: what is in these")
    assert "Pieces in them: 3\n" in held[ABOUT].decode()
    assert world.messages() == []


async def test_without_a_choice_it_is_csv_and_all_of_it(world: World) -> None:
    await fill(world, 3)
    assert list(await files(answer(await export(world)))) == ["feedback.csv", ABOUT]


async def test_members_and_facilitators_get_nothing(world: World) -> None:
    await fill(world)
    for person in (world.member, world.facilitator):
        result = await person.slash(world.channel, NAME)
        assert told(result) == say("people.refused.moderator")
        assert answer(result).attachments == []


async def test_every_choice_that_the_command_offers_is_taken(world: World) -> None:
    today = discord.utils.utcnow().date()
    monday = today - timedelta(days=today.weekday())
    await fill(world, 3, state=State.DONE, week=monday - timedelta(weeks=5))
    found: dict[str, int] = {}
    for option, values in (
        ("period", PERIODS),
        ("kind", [kind.value for kind in Kind]),
        ("state", [state.value for state in State]),
    ):
        for value in values:
            result = await export(world, **{option: value})
            found[value] = len(await texts(Form.CSV, answer(result)))
    holding = {"quarter", "year", "all", "idea", "done"}
    assert found == {value: 3 if value in holding else 0 for value in found}
    both = await export(world, format="json", period="quarter", kind="idea", state="done")
    assert len(await texts(Form.JSON, answer(both))) == 3


async def test_an_export_of_nothing_says_so_and_of_a_rare_kind_the_same_as_of_none(
    world: World,
) -> None:
    assert told(await export(world)) == say("feedback.export.none")
    nothing = told(await export(world, kind="safety"))
    assert nothing == f"{say('feedback.export.none_such')} {say('feedback.export.merged')}"
    await fill(world, kind=Kind.SAFETY)
    rare = await export(world, kind="safety")
    assert (told(rare), answer(rare).attachments) == (nothing, [])
    await keep(world.client.house, named("Mine", Kind.SAFETY, group_id=world.guild.id))
    mine = await export(world, kind="safety")
    assert say("feedback.export.merged") in told(mine)
    assert await texts(Form.CSV, answer(mine)) == ["Mine"]


@pytest.mark.usefixtures("small_parts")
async def test_what_is_too_large_for_one_file_comes_in_parts_with_word_of_how_far_it_is(
    world: World,
) -> None:
    await fill(world, 200)
    result = await export(world)
    shown = [answer(result), *result.followups]
    assert len(shown) > 2
    assert all(each.ephemeral for each in shown)
    names = [name for each in shown for name in await files(each)]
    numbered = [f"feedback-{number}.csv" for number in range(1, len(shown) + 1)]
    assert names == [numbered[0], ABOUT, *numbered[1:]]
    assert sorted(await texts(Form.CSV, *shown)) == sorted(f"Item {n}" for n in range(200))
    first, *between, last = [text(each) for each in shown]
    so_far = len(await texts(Form.CSV, shown[0]))
    assert first == say("feedback.export.first", so_far=so_far, count=200)
    so_far += len(await texts(Form.CSV, shown[1]))
    assert between[0] == say("feedback.export.more", part=2, so_far=so_far, count=200)
    assert last == say("feedback.export.last", part=len(shown), so_far=200)


async def test_a_long_one_says_first_that_it_is_on_its_way(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(loaded(world), "MANY", 5)
    await fill(world, 5)
    result = await export(world)
    said = [str(each.json) for each in world.env.http_requests if "callback" in each.path]
    assert "getting 5 pieces of feedback ready" in said[-1]
    assert told(result) == say("feedback.export.done", count=5)
    assert len(await texts(Form.CSV, answer(result))) == 5


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("status", [400, 404, 413, 500])
async def test_if_a_part_is_refused_the_person_learns_what_arrived(
    world: World, status: int
) -> None:
    await fill(world, 200)
    world.env.inject_error("POST", FOLLOW_UP, status=status, times=1)
    result = await export(world)
    so_far = len(await texts(Form.CSV, answer(result)))
    (sorry,) = result.followups
    assert text(sorry) == say("feedback.export.stopped", part="1", so_far=so_far, count=200)
    assert sorry.attachments == []
    # The first part stays where it is, and the record tells of the export all the same.
    assert list(await files(answer(result))) == ["feedback-1.csv", ABOUT]
    assert "exported the feedback" in told(await world.member.slash(world.channel, "record"))


@pytest.mark.usefixtures("small_parts")
async def test_when_the_quarter_of_an_hour_is_over_the_person_learns_what_arrived(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(world, 200)
    monkeypatch.setitem(loaded(world), "TO_SPARE", timedelta(minutes=16))
    result = await export(world)
    so_far = len(await texts(Form.CSV, answer(result)))
    (late,) = result.followups
    assert text(late) == say("feedback.export.late", part="1", so_far=so_far, count=200)


async def test_if_the_only_file_is_refused_the_person_is_told_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(loaded(world), "MANY", 1)
    await fill(world)
    world.env.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=413, times=1)
    result = await export(world)
    assert told(result) == say("feedback.export.stopped_early")
    assert answer(result).attachments == []


@pytest.mark.usefixtures("small_parts")
async def test_a_fault_on_the_way_leaves_the_first_file_and_says_what_arrived(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await fill(world, 300)
    read_well, times = service._found, iter(range(10))  # pyright: ignore[reportPrivateUsage]

    def fails(*args: Any) -> Any:
        if next(times) == 2:
            raise OSError("Item 7 is secret")
        return read_well(*args)

    monkeypatch.setattr(service, "_found", fails)
    result = await export(world)
    assert "feedback-1.csv" in await files(answer(result))
    sorry = text(result.followups[-1])
    assert "I had to stop here. Arrived so far: parts 1" in sorry
    assert "Something went wrong on my side" in sorry
    assert sorry.split("**")[1] in caplog.text
    assert "secret" not in caplog.text
