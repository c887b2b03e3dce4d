"""Each way of choosing, from the form to the result, as people meet it."""

from typing import Any

import pytest

from bot.words import say
from tests.world import World, answer, custom_ids, field, labels, options, text, told


async def _post(world: World, method: str, settings: Any = None, **typed: Any) -> Any:
    shown = await world.facilitator.slash(world.channel, "poll ask", method=method)
    filled = {"question": "What about it?", "minutes": ["60"]} | typed
    preview = await world.facilitator.submit_modal(shown, filled)
    if settings is not None:
        form = await world.facilitator.click(answer(preview), label="More settings")
        usual = {"quorum": ["0"], "publication": "protected", "opens": ["0"], "extras": []}
        preview = await world.facilitator.submit_modal(form, usual | settings)
    await world.facilitator.click(answer(preview), label="Post it")
    return world.card("poll.private")


async def _vote(world: World, card: Any, *choices: str) -> str:
    for member, choice in zip(world.members, choices, strict=False):
        await world.vote(member, card, choice)
    await world.env.advance_time(3601)
    return text(world.messages()[-1])


@pytest.mark.parametrize(
    ("threshold", "votes", "carried"),
    [
        ("half", ("0", "0", "0", "1", "1"), True),
        ("half", ("0", "0", "1", "1", "pass"), False),
        ("two_thirds", ("0", "0", "1", "pass", "pass"), True),
        ("two_thirds", ("0", "0", "0", "1", "1"), False),
        ("three_quarters", ("0", "0", "0", "1", "pass"), True),
        ("all", ("0", "0", "0", "0", "pass"), True),
        ("all", ("0", "0", "0", "0", "1"), False),
        ("half", ("pass",) * 5, False),
    ],
)
async def test_a_proposal_is_carried_by_its_own_threshold(
    world: World, threshold: str, votes: tuple[str, ...], carried: bool
) -> None:
    card = await _post(world, "proposal", threshold=threshold)
    assert say(f"polls.threshold_told.{threshold}") in text(card)
    result = await _vote(world, card, *votes)
    key = "carried" if carried else "not_carried"
    needed = say(f"polls.threshold.{threshold}")
    assert say(f"polls.result.{key}", threshold=needed) in result


async def test_three_quarters_of_four_ballots_tell_nothing(world: World) -> None:
    card = await _post(world, "proposal", threshold="three_quarters")
    assert "Too few took part" in await _vote(world, card, "0", "0", "0", "1")


async def test_consent_tells_of_a_concern_and_never_how_many(world: World) -> None:
    card = await _post(world, "consent")
    result = await _vote(world, card, "0", "1", "1", "0")
    assert say("polls.result.concern") in result
    assert "2" not in result.split("##")[1].split("3 or 4")[0]
    shown = world.messages()[-1]
    assert labels(shown) == ["Say what would help", "Check my key", "Help lines"]
    kinds = await world.member.click(shown, label="Say what would help")
    form = await world.member.click(answer(kinds), label="A worry")
    assert form.modal is not None
    assert form.modal["title"] == say("feedback.form.title")


async def test_consent_without_a_concern_goes_ahead(world: World) -> None:
    card = await _post(world, "consent")
    assert say("polls.result.no_objection") in await _vote(world, card, "0", "0", "pass")


async def test_a_temperature_names_a_step_and_decides_nothing(world: World) -> None:
    card = await _post(world, "temperature")
    result = await _vote(world, card, "2", "2", "4", "0", "2")
    assert f"Named most: **{say('polls.options.can_live')}**" in result
    assert "It decides nothing" in result


async def test_exact_numbers_where_the_group_asked_for_them(world: World) -> None:
    card = await _post(
        world, "single", {"publication": "counts"}, options="A\nB", standing=[], tie="talk"
    )
    assert "Exact numbers are told from 5 ballots on" in text(card)
    world.env.settle_timeout = 60  # The first picture loads the library that draws it.
    result = await _vote(world, card, "0", "0", "0", "1", "pass")
    for part in ("5 people took part", "1. A: **3**", "2. B: **1**", "Passed: 1"):
        assert part in result
    (picture,) = world.messages()[-1].attachments
    assert picture.filename == "result.png"
    assert say("polls.result.alt") in str(world.messages()[-1].components)


async def test_exact_numbers_wait_for_the_floor(world: World) -> None:
    card = await _post(
        world, "single", {"publication": "counts"}, options="A\nB", standing=[], tie="talk"
    )
    assert "Too few took part" in await _vote(world, card, "0", "0", "0", "1")


async def test_a_quorum_that_is_not_reached_makes_no_decision(world: World) -> None:
    card = await _post(
        world, "approval", {"quorum": ["5"]}, options="A\nB", standing=[], tie="talk"
    )
    for member in world.members[:3]:
        await world.vote(member, card, ["0"])
    await world.env.advance_time(3601)
    result = text(world.messages()[-1])
    assert "**A** came out ahead" in result
    assert say("polls.result.no_quorum", count=5) in result


async def test_a_tie_is_followed_by_what_the_group_agreed_on(world: World) -> None:
    card = await _post(world, "single", options="A\nB", standing=[], tie="status_quo")
    result = await _vote(world, card, "0", "0", "1", "1")
    assert say("polls.result.tie_then_status_quo") in result


async def test_a_quick_poll_takes_one_press_and_changes_with_another(world: World) -> None:
    card = await _post(world, "quick", options="👍 Good\n👎 Not so\nNo emoji here", tie="talk")
    assert labels(card)[:4] == ["👍 Good", "👎 Not so", "3️⃣ No emoji here", "Pass"]
    pressed = await world.member.click(card, label="👍 Good")
    assert pressed.ephemeral
    assert "Your vote is in" in told(pressed)
    again = await world.member.click(card, label="👎 Not so")
    assert "Your vote has been changed" in told(again)
    change = await world.member.click(answer(again), label="Change")
    moved = await world.member.click(answer(change), label="👍 Good")
    assert "Good" in told(moved)
    back = await world.member.click(answer(again), label="Take back")
    assert "taken back" in told(back)
    for member in world.members[1:4]:
        await member.click(card, label="👍 Good")
    await world.env.advance_time(3601)
    assert "**Good** came out ahead" in text(world.messages()[-1])


async def test_a_double_click_in_a_quick_poll_is_one_vote(world: World) -> None:
    card = await _post(world, "quick", options="A\nB", tie="talk")
    press = (world.member, card, labels(card)[0])
    results = await world.together(press, press)
    assert sorted("in." in told(result) for result in results) == [False, True]
    await world.env.advance_time(3601)
    assert "Too few took part" in text(world.messages()[-1])


async def test_only_the_role_may_vote_and_others_read_why(world: World) -> None:
    circle = world.guild.create_role("Inner circle")
    insider = world.guild.add_member(world.env.create_user("ina"), roles=[circle])
    await world.env.settle()
    card = await _post(
        world, "single", {"voters": [circle]}, options="A\nB", standing=[], tie="talk"
    )
    assert circle.mention in text(card)
    refused = await world.member.click(card, label="Vote")
    assert told(refused) == say("polls.refused.role", role=circle.mention)
    assert "in" in await world.vote(insider, card, "0")


async def test_who_joined_later_reads_along(world: World) -> None:
    card = await _post(
        world, "single", {"extras": ["here_only"]}, options="A\nB", standing=[], tie="talk"
    )
    await world.env.advance_time(10)
    late = world.guild.add_member(world.env.create_user("lou"))
    await world.env.settle()
    refused = await late.click(card, label="Vote")
    assert told(refused) == say("polls.refused.joined_later")
    assert "in" in await world.vote(world.member, card, "0")


@pytest.mark.parametrize("method", ["single", "approval", "proposal", "consent", "temperature"])
@pytest.mark.parametrize("publication", ["protected", "counts"])
async def test_what_the_result_may_tell_stands_on_preview_and_card(
    world: World, method: str, publication: str
) -> None:
    own: dict[str, Any] = {"options": "A\nB", "standing": [], "tie": "talk"}
    forms: dict[str, dict[str, Any]] = {
        "single": own,
        "approval": own,
        "proposal": {"threshold": "half"},
    }
    card = await _post(world, method, {"publication": publication}, **forms.get(method, {}))
    rule = say(f"polls.tells.{publication}.{method}", floor=5)
    shown = await world.member.click(card, label="How private is this?")
    assert rule in told(shown)


async def test_each_ballot_asks_in_its_own_words(world: World) -> None:
    for method, label in (("proposal", "Yes"), ("consent", "No objection")):
        card = await _post(world, method, **({"threshold": "half"} if method == "proposal" else {}))
        form = await world.member.click(card, label="Vote")
        assert say(f"polls.ballot.{method}") in str(form.modal)
        shown = [each["label"] for each in options(form.modal, "choice")]
        assert shown[0] == label
        assert shown[-1] == "Pass"
        assert len(custom_ids(card)) == 4


async def test_settings_stand_in_their_form_when_it_is_opened_again(world: World) -> None:
    role = world.guild.create_role("Inner circle")
    await world.env.settle()
    shown = await world.facilitator.slash(world.channel, "poll ask", method="consent")
    typed = {"question": "Shall we?", "minutes": ["60"]}
    preview = await world.facilitator.submit_modal(shown, typed)
    form = await world.facilitator.click(answer(preview), label="More settings")
    chosen: dict[str, Any] = {
        "quorum": ["3"],
        "publication": "counts",
        "opens": ["60"],
        "voters": [role],
        "extras": ["here_only"],
    }
    preview = await world.facilitator.submit_modal(form, chosen)
    again = await world.facilitator.click(answer(preview), label="More settings")
    assert field(again.modal, "voters")["default_values"] == [{"id": str(role.id), "type": "role"}]
    for name in ("quorum", "publication", "opens", "extras"):
        marked = [o["value"] for o in options(again.modal, name) if o.get("default")]
        assert marked == ([chosen[name]] if isinstance(chosen[name], str) else chosen[name])
