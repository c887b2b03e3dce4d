"""The private card of a graded ballot: its menus hold what was chosen, until it is sent."""

from pathlib import Path

import pytest

from bot.words import say
from tests.cogs.graded import chosen, grade, post, send, votes
from tests.world import World, answer, custom_ids, labels, text, told

OPTIONS = "The lake\nThe garden\nThe old town"


@pytest.mark.parametrize(
    ("method", "grades", "lines"),
    [
        (
            "ranked",
            {2: 1, 0: 2, 3: 2},
            ["1st place: The old town", "2nd place: The lake, Keep things as they are"],
        ),
        ("score", {0: 5, 2: 3, 1: 0}, ["5, the most: The lake", "3: The old"]),
    ],
)
async def test_a_graded_vote_is_chosen_looked_over_sent_and_stands(
    world: World, method: str, grades: dict[int, int], lines: list[str]
) -> None:
    await post(world, method, OPTIONS)
    own = answer(await world.member.click(world.card("poll.vote"), label="Vote"))
    assert own.ephemeral
    assert chosen(own) == [""] * 5
    own = await grade(world.member, own, grades)
    assert chosen(own) == [
        say(f"polls.grade.{method}.{grades[n]}") if n in grades else "" for n in range(5)
    ]
    look = answer(await world.member.click(own, label="Look it over"))
    assert say("polls.ballot.last_look") in text(look)
    for line in lines:
        assert line in text(look)
    sent = answer(await world.member.click(look, label="Send my vote"))
    assert say("polls.vote.in") in text(sent)
    stands = told(await world.member.click(world.card("poll.vote"), label="Vote"))
    for line in lines:
        assert line in text(sent)
        assert line in stands


def _files(world: World) -> dict[Path, bytes]:
    """Return every file of the data; SQLite notes in `-shm` who is reading, and nothing else."""
    every = (path for path in world.folder.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in every if not path.name.endswith("-shm")}


async def test_until_it_is_sent_nothing_is_in_the_box_or_in_any_file(world: World) -> None:
    await post(world, "score", OPTIONS)
    before = _files(world)
    own = answer(await world.member.click(world.card("poll.vote"), label="Vote"))
    own = await grade(world.member, own, {0: 5, 1: 4})
    await world.member.click(own, label="Look it over")
    assert _files(world) == before


async def test_a_half_made_vote_outlives_a_restart(world: World) -> None:
    await post(world, "ranked", OPTIONS)
    own = answer(await world.member.click(world.card("poll.vote"), label="Vote"))
    own = await grade(world.member, own, {1: 1})
    await world.restart()
    own = await grade(world.member, own, {0: 2})
    assert chosen(own)[:2] == ["2nd place", "1st place"]
    look = answer(await world.member.click(own, label="Look it over"))
    await world.restart()
    sent = answer(await world.member.click(look, label="Send my vote"))
    assert "1st place: The garden" in text(sent)


async def test_a_second_choice_made_before_the_first_is_drawn_undoes_nothing(world: World) -> None:
    await post(world, "ranked", OPTIONS)
    empty = answer(await world.member.click(world.card("poll.vote"), label="Vote"))
    # Both leave the member's computer with the card as it was: nothing chosen.
    before = world.env.backend.get_message(empty.channel_id, empty.id).components
    await grade(world.member, empty, {0: 1})
    world.env.backend.get_message(empty.channel_id, empty.id).components = before
    own = await grade(world.member, empty, {1: 2})
    assert chosen(own)[:3] == ["1st place", "2nd place", ""]


async def test_going_back_keeps_what_was_chosen_and_a_pass_too(world: World) -> None:
    await post(world, "score", OPTIONS)
    own = answer(await world.member.click(world.card("poll.vote"), label="Vote"))
    own = await grade(world.member, own, {0: 4, 2: 0})
    look = answer(await world.member.click(own, label="Look it over"))
    back = answer(await world.member.click(look, label="Go back"))
    assert chosen(back) == chosen(own) == ["4", "", "0, the least", "", ""]
    passing = answer(await world.member.click(back, label="Pass"))
    assert say("polls.vote.passed") in text(passing)
    again = answer(await world.member.click(passing, label="Go back"))
    assert chosen(again) == chosen(own)
    passing = answer(await world.member.click(again, label="Pass"))
    sent = answer(await world.member.click(passing, label="Send my vote"))
    assert say("polls.vote.passed") in text(sent)


async def test_an_empty_card_isnt_sent_and_stays(world: World) -> None:
    await post(world, "times", "2099-12-01 18:00\n2099-12-02 18:00")
    own = answer(await world.member.click(world.card("poll.vote"), label="Vote"))
    refused = await world.member.click(own, label="Look it over")
    assert "Nothing was chosen" in told(refused)
    # "Doesn't work" for all is an answer, other than none.
    own = await grade(world.member, own, {0: 0, 1: 0})
    sent = await send(world.member, own)
    assert say("polls.vote.in") in text(sent)
    assert "Doesn't work: <t:" in text(sent)


async def test_a_vote_is_changed_on_its_card_taken_back_and_opened_by_its_key(
    world: World,
) -> None:
    await post(world, "ranked", OPTIONS)
    card = world.card("poll.vote")
    own = answer(await world.member.click(card, label="Vote"))
    sent = await send(world.member, await grade(world.member, own, {0: 1}))
    own = answer(await world.member.click(sent, label="Change"))
    assert chosen(own)[0] == "1st place"
    changed = await send(world.member, await grade(world.member, own, {0: 2, 1: 1}))
    assert say("polls.vote.changed") in text(changed)
    key = told(await world.member.click(changed, label="A key to my vote"))
    key = key.split("||`")[1].split("`||")[0]
    await world.restart()
    stands = answer(await world.member.click(card, label="Vote"))
    form = await world.member.click(stands, label="I have the key")
    opened = answer(await world.member.submit_modal(form, {"key": key}))
    assert "1st place: The garden" in text(opened)
    gone = answer(await world.member.click(opened, label="Take back"))
    assert "taken back" in text(gone)
    fresh = answer(await world.member.click(gone, label="Vote"))
    assert chosen(fresh) == [""] * 5


async def test_after_closing_the_card_says_so_and_nothing_is_counted(world: World) -> None:
    await post(world, "score", OPTIONS)
    own = answer(await world.member.click(world.card("poll.vote"), label="Vote"))
    own = await grade(world.member, own, {0: 4})
    look = answer(await world.member.click(own, label="Look it over"))
    await world.env.advance_time(3601)
    late = await world.member.click(look, label="Send my vote")
    assert told(late) == say("polls.refused.closed")
    assert "Too few took part" in text(world.messages()[-1])


async def test_ten_long_options_fit_and_one_more_is_refused_with_the_text_kept(
    world: World,
) -> None:
    long = [f"{n} " + "wide words " * 8 for n in range(11)]
    await post(world, "score", "\n".join(long[:10]), standing=[])
    own = answer(await world.member.click(world.card("poll.vote"), label="Vote"))
    own = await grade(world.member, own, dict.fromkeys(range(10), 5))
    assert chosen(own) == ["5, the most"] * 10
    await send(world.member, own)
    for standing, most in (([], 10), (["both"], 8)):
        shown = await world.facilitator.slash(world.channel, "poll ask", method="ranked")
        filled = {"question": "Which?", "options": "\n".join(long), "minutes": ["60"]}
        filled |= {"standing": standing, "tie": "talk"}
        refused = answer(await world.facilitator.submit_modal(shown, filled))
        assert f"up to {most} fit" in text(refused)
        assert labels(refused) == ["Change it", "Discard"]


async def test_a_forged_choice_changes_nothing(world: World) -> None:
    await post(world, "ranked", OPTIONS)
    card = world.card("poll.vote")
    poll_id = custom_ids(card)[0].split(":")[1]
    own = answer(await world.member.click(card, label="Vote"))
    for marks in ("11.1.1.1.1", "1.2", "x", "", "1.2.3.4.5.6", "99.1.1.1.1"):
        tried = await world.forge(world.member, f"poll.send:{poll_id}:{marks}", on=own)
        assert say("polls.vote.in") not in told(tried)
    for number in ("9", "x", "", "-1"):
        await world.forge(world.member, f"poll.grade:{poll_id}:{number}", on=own)
    result = await votes(world, card, [])
    assert "Too few took part" in text(result)
