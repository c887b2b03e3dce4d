"""Results of ranked, score and times; ties that lead to a run-off or a lot; times as events."""

import re
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.words import say
from tests.cogs.graded import HOUR, grade, post, send, vote, votes
from tests.cogs.troubled import forbid
from tests.world import World, answer, custom_ids, field, labels, text, told

OPTIONS = "The lake\nThe garden\nThe old town"
TIMES = "2099-12-03 18:00\n2099-12-01 18:00\n2099-12-02 19:30"
DOCS = Path(__file__).parents[2] / "docs"


async def _counted(world: World, method: str, options: str, each: Any, **typed: Any) -> str:
    """Ask with exact numbers told, let people vote, and return what the result says."""
    if method != "times":
        typed["standing"] = []
    card = await post(world, method, options, {"publication": "counts"}, **typed)
    return text(await votes(world, card, each))


async def test_ranked_tells_who_is_ahead_and_why(world: World) -> None:
    each = [{0: 1, 1: 2}, {1: 1, 0: 2}, {1: 1, 2: 2}, {2: 1, 1: 2}, {}]
    shown = await _counted(world, "ranked", OPTIONS, each)
    assert "**The garden** came out ahead" in shown
    assert "2. The garden: more people prefer it to 1 (3 to 1), 3 (3 to 1)" in shown
    assert "Passed: 1" in shown


async def test_score_tells_points_and_the_run_off(world: World) -> None:
    each = [{0: 5, 1: 4}, {0: 5, 1: 4}, {1: 5, 2: 3}, {1: 3}, {2: 5}]
    shown = await _counted(world, "score", OPTIONS, each)
    assert "**The garden** came out ahead after the run-off." in shown
    assert "1. The lake: **10**" in shown
    assert "2. The garden: **16**" in shown
    assert "2 people scored The garden higher, 2 scored The lake higher." in shown


async def test_times_stand_in_order_and_tell_what_works(world: World) -> None:
    each = [{0: 2, 1: 2}, {0: 2, 1: 1}, {0: 2, 2: 2}, {0: 2}, {0: 1}]
    await world.moderator.slash(world.channel, "group settings", zone="Europe/Berlin")
    shown = await _counted(world, "times", TIMES, each)
    first = "<t:4099827600:F>"  # 2099-12-01 18:00 in Berlin
    assert f"**{first}** came out ahead: no other time works for more people." in shown
    assert f"1. {first}: **4**; if needed: **1**" in shown


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        ("whenever\n2099-12-01 18:00", "line 1 means"),
        ("2099-12-01 18:00\n3/4/2099 18:00", "Line 2 could mean two different days"),
        ("2099-12-01 18:00\n2001-12-01 18:00", "line 2 is over"),
        ("2099-12-01 18:00\n1 Dec 2099 6pm", "are the same"),
        ("2099-12-01 18:00", "needs two options"),
    ],
)
async def test_times_that_arent_clear_are_given_back(
    world: World, typed: str, trouble: str
) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask", method="times")
    filled = {"question": "When?", "options": typed, "minutes": ["60"], "tie": "talk"}
    refused = answer(await world.facilitator.submit_modal(shown, filled))
    assert trouble in text(refused)
    form = await world.facilitator.click(refused, label="Change it")
    assert field(form.modal, "options")["value"] == typed


async def test_a_weekday_is_the_day_that_the_preview_showed_whenever_it_is_posted(
    world: World,
) -> None:
    day = (discord.utils.utcnow().weekday() + 1) % 7
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day]
    shown = await world.facilitator.slash(world.channel, "poll ask", method="times")
    filled = {"question": "When?", "options": f"{name} 23:30\n2099-12-01 18:00"}
    filled |= {"minutes": ["5"], "tie": "talk"}
    preview = answer(await world.facilitator.submit_modal(shown, filled))
    promised = re.findall(r"<t:\d+:F>", text(preview))
    await world.wait(23 * HOUR)
    await world.facilitator.click(preview, label="Post it")
    assert re.findall(r"<t:\d+:F>", text(world.card("poll.vote"))) == promised


async def test_a_tie_leads_to_a_run_off_among_the_tied_for_facilitators(world: World) -> None:
    card = await post(world, "ranked", OPTIONS, tie="run_off")
    assert say("polls.card.tie_run_off") in text(card)
    private = told(await world.member.click(card, label="How private is this?"))
    assert say("polls.tells.tied") in private
    result = await votes(world, card, [{0: 1}, {2: 1}, {}])
    assert "Level are: **The lake**, **The old town**." in text(result)
    refused = await world.member.click(result, label="Ask the run-off")
    assert told(refused) == say("people.refused.facilitator")
    form = await world.facilitator.click(result, label="Ask the run-off")
    assert field(form.modal, "options")["value"] == "The lake\nThe old town"
    ties = {each["value"]: each.get("default") for each in field(form.modal, "tie")["options"]}
    assert ties["talk"]


async def test_a_lot_can_be_checked_by_anyone_with_the_pages_lines(world: World) -> None:
    card = await post(world, "approval", OPTIONS, tie="lot", standing=[])
    seal = re.search(r"`([0-9a-f]{64})`", text(card))
    assert seal
    for member, choice in zip(world.members, ("0", "1", "2"), strict=False):
        shown = await member.click(card, label="Vote")
        await member.submit_modal(shown, {"choice": [choice]})
    await world.env.advance_time(HOUR)
    result = world.messages()[-1]
    fell_on = re.search(r"It fell on \*\*(.*?)\*\*", text(result))
    assert fell_on
    shown = await world.member.click(result, label="How was it drawn?")
    number, again, poll_id = re.findall(r"`([0-9a-f]{16,})`", told(shown))
    assert again == seal[1] == sha256(bytes.fromhex(number)).hexdigest()
    (file,) = answer(shown).attachments
    page = (DOCS / "promises.md").read_text(encoding="utf-8")
    lines = page.split("```python\n")[2].split("```")[0]
    known: dict[str, Any] = {
        "number": number,
        "poll_id": poll_id,
        "counted": await file.read(),
        "tied": OPTIONS.splitlines(),
    }
    exec(lines, known)  # noqa: S102 - our own page
    assert known["drawn"] == fell_on[1]


async def test_without_a_tie_no_lot_is_drawn(world: World) -> None:
    card = await post(world, "ranked", OPTIONS, tie="lot")
    poll_id = custom_ids(card)[0].split(":")[1]
    result = await votes(world, card, [{0: 1}, {0: 1}, {1: 1}])
    assert "**The lake** came out ahead" in text(result)
    assert "How was it drawn?" not in labels(result)
    tried = await world.forge(world.member, f"poll.lot:{poll_id}", on=result)
    assert told(tried) == say("polls.refused.no_lot")


async def _chosen_time(world: World) -> Any:
    card = await post(world, "times", TIMES)
    return await votes(world, card, [{1: 2}, {1: 2}, {1: 2}])


async def test_a_chosen_time_becomes_one_event_however_often_it_is_asked(world: World) -> None:
    result = await _chosen_time(world)
    refused = await world.member.click(result, label="Make it an event")
    assert told(refused) == say("people.refused.facilitator")
    form = await world.facilitator.click(result, label="Make it an event")
    second = await world.facilitator.click(result, label="Make it an event")
    filled = {"name": "Walk", "where": "At the gate", "length": ["90"]}
    made = await world.facilitator.submit_modal(form, filled)
    assert "among the server's events now" in told(made)
    again = await world.facilitator.submit_modal(second, filled)
    assert say("polls.refused.event_there") in told(again)
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    (event,) = await guild.fetch_scheduled_events()
    assert (event.name, event.location) == ("Walk", "At the gate")
    assert event.start_time == datetime(2099, 12, 2, 19, 30, tzinfo=UTC)
    assert event.end_time is not None
    assert (event.end_time - event.start_time).total_seconds() == 90 * 60


async def test_without_the_permission_the_place_typed_is_given_back(world: World) -> None:
    result = await _chosen_time(world)
    form = await world.facilitator.click(result, label="Make it an event")
    await forbid(world, "create_events")
    filled = {"name": "Walk", "where": "At the gate", "length": ["60"]}
    refused = told(await world.facilitator.submit_modal(form, filled))
    assert "**Create Events**" in refused
    assert "At the gate" in refused
    again = await world.facilitator.click(result, label="Make it an event")
    assert "**Create Events**" in told(again)


async def test_an_event_whose_making_was_cut_off_is_found_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = await _chosen_time(world)
    after = world.client.house.polls.after
    form = await world.facilitator.click(result, label="Make it an event")
    filled = {"name": "Walk", "where": "At the gate", "length": ["60"]}

    async def cut_off(*_: object) -> None:
        raise TimeoutError

    with monkeypatch.context() as context:
        context.setattr(type(after), "end_event", cut_off)
        await world.facilitator.submit_modal(form, filled)
    form = await world.facilitator.click(result, label="Make it an event")
    made = await world.facilitator.submit_modal(form, filled)
    assert "among the server's events now" in told(made)
    guild = world.client.get_guild(world.guild.id)
    assert guild is not None
    assert len(await guild.fetch_scheduled_events()) == 1


async def test_the_card_of_a_graded_poll_is_voted_from_by_several_at_once(world: World) -> None:
    card = await post(world, "score", OPTIONS)
    owns = [answer(await each.click(card, label="Vote")) for each in world.members[:3]]
    for member, own in zip(world.members, owns, strict=False):
        await send(member, await grade(member, own, {0: 5, 1: 1}))
    await vote(world.members[3], card, {})
    await world.env.advance_time(HOUR)
    assert "**The lake** came out ahead" in text(world.messages()[-1])
