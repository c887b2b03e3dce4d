"""A group's own help lines as people meet them: shown to all, kept by moderators in private."""

from typing import Any

import pytest
from simcord.results import ResponseMessage

from bot.domain.people import Person
from bot.domain.support import MOST_OWN, OLD_AFTER
from bot.words import say
from tests.services.circle import everything_in
from tests.world import World, answer, custom_ids, field, labels, told
from tests.world import text as text_of

FIELDS = {"name": "The house", "how": "call", "dial": "030 12 34", "hours": "till ten"}
BUTTON = "Our own lines"
DAY = 86400


async def add(world: World, **typed: str) -> ResponseMessage:
    """Let the moderator add a line; return the list that they then see."""
    opened = answer(await world.moderator.slash(world.channel, "support"))
    listed = answer(await world.moderator.click(opened, label=BUTTON))
    form = await world.moderator.click(listed, label="Add one")
    return answer(await world.moderator.submit_modal(form, FIELDS | typed))


async def test_a_moderator_adds_a_line_and_everybody_sees_it_first(world: World) -> None:
    saved = await add(world)
    assert text_of(saved).startswith(say("support.own.saved"))
    for member in (world.member, world.facilitator, world.moderator):
        opened = answer(await member.slash(world.channel, "support"))
        shown = text_of(answer(await member.select(opened, ["GB"])))
        for page in (text_of(opened), shown):
            first, second = say("support.ask.danger"), say("support.own.title")
            assert page.startswith(f"{first}\n{second}")
            assert "**The house**: call **030 12 34** (till ten)" in page
            assert "checked on <t:" in page
            assert "by the moderators" in page
        assert "116 123" in shown
        keeps = member is world.moderator
        assert (BUTTON in labels(opened)) is keeps
        assert (
            BUTTON in labels(answer(await member.slash(world.channel, "support", country="GB")))
        ) is keeps


async def test_a_line_is_changed_checked_and_removed(world: World) -> None:
    listed = await add(world)
    (line_id,) = [each["value"] for each in _menu(listed)]
    one = answer(await world.moderator.select(listed, [line_id]))
    form = await world.moderator.click(one, label="Change it")
    assert field(form.modal, "dial")["value"] == "030 12 34"
    changed = answer(await world.moderator.submit_modal(form, FIELDS | {"dial": "030 99 99"}))
    assert "030 99 99" in text_of(changed)
    await world.wait(5 * DAY)
    one = answer(await world.moderator.select(changed, [line_id]))
    checked = answer(await world.moderator.click(one, label="I checked it today"))
    assert "Thank you. **The house** stands there as checked on" in text_of(checked)
    one = answer(await world.moderator.select(checked, [line_id]))
    removed = text_of(answer(await world.moderator.click(one, label="Remove it")))
    assert "030 99 99" in removed
    assert say("support.own.none") in removed
    assert "030" not in told(await world.member.slash(world.channel, "support"))
    record = told(await world.member.slash(world.channel, "record"))
    for kind in ("added", "changed", "checked", "removed"):
        assert f"{kind} a help line of the group's own" in record
    assert "house" not in record


async def test_what_is_off_gives_the_text_back(world: World) -> None:
    opened = answer(await world.moderator.slash(world.channel, "support"))
    listed = answer(await world.moderator.click(opened, label=BUTTON))
    form = await world.moderator.click(listed, label="Add one")
    refused = answer(await world.moderator.submit_modal(form, FIELDS | {"dial": "\u200b"}))
    assert say("support.refused.lacking") in text_of(refused)
    assert "The house" in text_of(refused)
    again = await world.moderator.click(refused, label="Try again")
    assert again.modal is not None


@pytest.mark.parametrize("who", ["member", "facilitator"])
async def test_a_forged_press_is_refused(world: World, who: str) -> None:
    (line_id,) = [each["value"] for each in _menu(await add(world))]
    for word in ("own", "own_here", "own_form", "own_checked", "own_renew", "own_remove"):
        for argument in ("", f":{line_id}"):
            forged = await world.forge(getattr(world, who), f"support.{word}{argument}")
            assert told(forged) == say("people.refused.moderator"), word
    assert "The house" in told(await world.member.slash(world.channel, "support"))


async def test_ten_hostile_lines_fit_on_every_page_as_typed(world: World) -> None:
    hostile = {"name": "*_~`|" * 8, "how": "<@1>", "dial": "[x](http://y.z)" * 2}
    pages = [await add(world, **hostile, hours="@everyone") for _ in range(MOST_OWN)]
    assert "Add one" not in labels(pages[-1])
    for country in world.client.house.support.countries:
        shown = told(await world.moderator.slash(world.channel, "support", country=country.code))
        assert shown.count("checked on <t:") >= MOST_OWN + 1
        assert "<@1>" not in shown.replace("\\<", "")


async def test_the_moderators_are_told_once_of_an_old_line_and_renew_it_there(
    world: World,
) -> None:
    office = world.guild.create_text_channel("office")
    await world.env.settle()
    await world.client.house.groups.set(_manager(world), moderators_channel=office.id)
    await add(world)
    await world.wait((OLD_AFTER.days + 1) * DAY)
    (notice,) = world.messages(office)
    assert "was checked more than 180 days ago" in text_of(notice)
    assert "030 12 34" in text_of(notice)
    opened = answer(await world.moderator.slash(world.channel, "support"))
    listed = answer(await world.moderator.click(opened, label=BUTTON))
    assert "more than 180 days ago: does it still hold?" in text_of(listed)
    assert "more than 180 days" not in told(await world.member.slash(world.channel, "support"))
    await world.restart()
    await world.wait(DAY)
    assert len(world.messages(office)) == 1
    forged = await world.member.click(notice, label="I checked it today")
    assert told(forged) == say("people.refused.moderator")
    renewed = await world.moderator.click(notice, label="I checked it today")
    assert renewed.ephemeral
    assert "Thank you." in told(renewed)
    listed = await world.moderator.click(notice, label=BUTTON)
    assert "does it still hold" not in told(listed)
    await world.wait((OLD_AFTER.days + 2) * DAY)
    assert len(world.messages(office)) == 2
    assert not [m for m in world.messages() if "support.own_renew" in str(custom_ids(m))]


async def test_who_opens_the_help_lines_is_written_nowhere(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await add(world)
    opened = answer(await world.member.slash(world.channel, "support"))
    caplog.clear()
    before = everything_in(world.folder)
    await world.member.slash(world.channel, "support", country="DE")
    await world.member.select(opened, ["GB"])
    await world.moderator.slash(world.channel, "support")
    assert everything_in(world.folder) == before
    assert [r for r in caplog.records if r.name.startswith(("circlekeeper", "bot"))] == []


async def test_the_operator_reads_at_start_which_countries_are_old(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.restart()
    assert "help lines were checked more than" not in caplog.text
    await world.restart(away=600 * DAY)
    (line,) = [each for each in caplog.messages if "help lines were checked more than" in each]
    assert "AU, AT, BR" in line


def _menu(listed: ResponseMessage) -> list[dict[str, Any]]:
    rows = [each for each in listed.components if each.get("type") == 1]
    (menu,) = [c for row in rows for c in row["components"] if c["type"] == 3]
    return menu["options"]


def _manager(world: World) -> Person:
    return Person(world.guild.id, world.channel.id, world.moderator.id, manages_group=True)
