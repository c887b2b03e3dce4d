"""Polls as people meet them: asked, voted on in private, closed, told."""

import pytest

from bot.words import say
from tests.world import World, answer, asked, custom_ids, field, labels, options, text, told


async def test_a_member_may_not_ask_and_reads_why(world: World) -> None:
    result = await world.member.slash(world.channel, "poll ask")
    assert result.ephemeral
    assert told(result) == say("people.refused.facilitator")


async def test_nothing_is_posted_before_the_author_has_seen_it(world: World) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = await world.facilitator.submit_modal(shown, asked())
    assert preview.ephemeral
    assert "How often do we meet?" in told(preview)
    assert labels(answer(preview)) == [
        "Post it",
        "Change it",
        "More settings",
        "Choose in another way",
        "Discard",
    ]
    assert world.messages() == []
    await world.facilitator.click(answer(preview), label="Discard")
    assert world.messages() == []


async def test_the_card_shows_question_options_and_how_long(world: World) -> None:
    card = await world.ask()
    read = text(card)
    for part in ("How often do we meet?", "1. Every week", "4. I'd like more conversation first"):
        assert part in read
    assert "anonymous to the group" in read
    assert labels(card) == ["Vote", "How private is this?", "Tell the moderators", "Help lines"]


async def test_a_vote_is_acknowledged_shown_again_changed_and_taken_back(world: World) -> None:
    card = await world.ask()
    assert "Your vote is in" in await world.vote(world.member, card, "0")
    again = await world.member.click(card, label="Vote")
    assert again.ephemeral
    assert "Every week" in told(again)
    form = await world.member.click(answer(again), label="Change")
    chosen = [o["label"] for o in options(form.modal, "choice") if o.get("default")]
    assert chosen == ["Every week"]
    changed = await world.member.submit_modal(form, {"choice": "1"})
    assert "Your vote has been changed" in told(changed)
    assert "Every two weeks" in told(changed)
    back = await world.member.click(answer(changed), label="Take back")
    assert "taken back" in told(back)
    fresh = await world.member.click(card, label="Vote")
    assert not [o for o in options(fresh.modal, "choice") if o.get("default")]


async def test_a_poll_closes_on_time_and_tells_what_five_ballots_may_tell(world: World) -> None:
    card = await world.ask()
    for member, choice in zip(world.members, ("1", "1", "1", "0", "pass"), strict=True):
        await world.vote(member, card, choice)
    await world.env.advance_time(3601)
    result = text(world.messages()[-1])
    assert "**Every two weeks** came out ahead" in result
    assert "5 to 9 people took part" in result
    closed = next(shown for shown in world.messages() if shown.id == card.id)
    assert "This poll is closed" in text(closed)
    assert labels(closed) == ["Help lines"]
    assert str(world.messages()[-1].id) in text(closed)


async def test_two_ballots_tell_nothing(world: World) -> None:
    card = await world.ask()
    for member in world.members[:2]:
        await world.vote(member, card, "0")
    await world.env.advance_time(3601)
    assert "Too few took part" in text(world.messages()[-1])


async def test_a_tie_is_told_as_a_tie(world: World) -> None:
    card = await world.ask()
    for member, choice in zip(world.members, ("0", "0", "1", "1"), strict=False):
        await world.vote(member, card, choice)
    await world.env.advance_time(3601)
    assert "It is a tie" in text(world.messages()[-1])


async def test_a_poll_that_ended_while_the_bot_was_down_is_told_once(world: World) -> None:
    card = await world.ask()
    for member in world.members:
        await world.vote(member, card, "0")
    await world.restart(away=7 * 24 * 3600)
    results = [shown for shown in world.messages() if "Result" in text(shown)]
    assert len(results) == 1
    assert "**Every week** came out ahead" in text(results[0])
    await world.restart()
    assert len([shown for shown in world.messages() if "Result" in text(shown)]) == 1


async def test_votes_survive_a_restart_and_stand_as_they_are(world: World) -> None:
    card = await world.ask()
    for member in world.members[:3]:
        await world.vote(member, card, "1")
    await world.restart()
    assert told(await world.member.click(card, label="Vote")) == say("polls.refused.stands")
    for member in world.members[3:]:
        await world.vote(member, card, "1")
    await world.env.advance_time(3601)
    assert "**Every two weeks** came out ahead" in text(world.messages()[-1])
    assert "5 to 9" in text(world.messages()[-1])


async def test_a_facilitator_closes_early_and_a_member_cannot(world: World) -> None:
    card = await world.ask()
    poll_id = custom_ids(card)[0].split(":")[1]
    offered = await world.facilitator.autocomplete(world.channel, "poll close", "poll", "often")
    assert [choice["value"] for choice in offered] == [poll_id]
    assert await world.member.autocomplete(world.channel, "poll close", "poll", "") == []
    refused = await world.member.slash(world.channel, "poll close", poll=poll_id)
    assert told(refused) == say("people.refused.facilitator")
    closed = await world.facilitator.slash(world.channel, "poll close", poll=poll_id)
    assert "Closed" in told(closed)
    again = await world.facilitator.slash(world.channel, "poll close", poll=poll_id)
    assert told(again) == say("polls.refused.closed_already")


async def test_a_vote_after_the_close_is_refused_and_changes_nothing(world: World) -> None:
    card = await world.ask()
    opened = await world.member.click(card, label="Vote")
    await world.env.advance_time(3601)
    late = await world.member.submit_modal(opened, {"choice": "0"})
    assert told(late) == say("polls.refused.closed")
    assert "Too few" in text(world.messages()[-1])


async def test_a_double_click_on_post_posts_once(world: World) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask")
    preview = answer(await world.facilitator.submit_modal(shown, asked()))
    press = (world.facilitator, preview, "Post it")
    results = await world.together(press, press)
    assert len([shown for shown in world.messages() if "poll.vote" in str(shown.components)]) == 1
    assert sum("Posted" in told(result) for result in results) >= 1


async def test_two_members_with_the_same_form_open_are_both_heard(world: World) -> None:
    card = await world.ask()
    ada, ben = world.members[:2]
    forms = await world.together((ada, card, "Vote"), (ben, card, "Vote"))
    ids = [form.modal["custom_id"] for form in forms if form.modal]
    assert len(set(ids)) == 2
    assert "Your vote is in" in told(await ben.submit_modal(forms[1], {"choice": "1"}))
    assert "Your vote is in" in told(await ada.submit_modal(forms[0], {"choice": "0"}))


async def test_a_form_opened_before_a_restart_can_be_sent_after_it(world: World) -> None:
    card = await world.ask()
    opened = await world.member.click(card, label="Vote")
    await world.restart()
    assert "Your vote is in" in told(await world.member.submit_modal(opened, {"choice": "1"}))


async def test_open_forms_leave_nothing_in_memory(world: World) -> None:
    card = await world.ask()
    for member in world.members:
        await member.click(card, label="Vote")
    store = world.client._connection._view_store  # pyright: ignore[reportPrivateUsage]
    assert not store._modals  # pyright: ignore[reportPrivateUsage]
    assert not store._views  # pyright: ignore[reportPrivateUsage]


async def test_a_flawed_form_keeps_its_text(world: World) -> None:
    shown = await world.facilitator.slash(world.channel, "poll ask")
    flawed = asked(question="Which?", options="One\none", standing=[])
    refused = await world.facilitator.submit_modal(shown, flawed)
    assert say("polls.refused.same_option", first=1, second=2) in told(refused)
    form = await world.facilitator.click(answer(refused), label="Change it")
    assert field(form.modal, "options")["value"] == "One\none"
    assert field(form.modal, "question")["value"] == "Which?"
    again = {"question": "Which?", "options": "One\nTwo", "minutes": ["60"], "tie": "talk"}
    mended = await world.facilitator.submit_modal(form, again)
    assert labels(answer(mended)) == [
        "Post it",
        "Change it",
        "More settings",
        "Choose in another way",
        "Discard",
    ]


async def test_a_button_of_a_poll_that_is_gone_says_so(world: World) -> None:
    result = await world.forge(world.member, "poll.vote:0123456789abcdef")
    assert told(result) == say("polls.refused.gone")


async def test_another_channels_poll_is_out_of_reach(world: World) -> None:
    elsewhere = world.guild.create_text_channel("elsewhere")
    await world.env.settle()
    card = await world.ask()
    here, world.channel = world.channel, elsewhere
    result = await world.forge(world.member, custom_ids(card)[0])
    world.channel = here
    assert told(result) == say("polls.refused.gone")


async def test_passing_and_choosing_at_once_is_asked_about_and_kept(world: World) -> None:
    card = await world.ask(method="approval")
    opened = await world.member.click(card, label="Vote")
    unsure = await world.member.submit_modal(opened, {"choice": ["1", "pass"]})
    assert say("polls.refused.pass_goes_alone") in told(unsure)
    again = await world.member.click(answer(unsure), label="Open the ballot again")
    kept = [o["value"] for o in options(again.modal, "choice") if o.get("default")]
    assert kept == ["1", "pass"]
    assert "in" in told(await world.member.submit_modal(again, {"choice": ["1"]}))


@pytest.mark.parametrize("method", ["single", "approval"])
async def test_twenty_long_options_fit_on_card_ballot_and_result(world: World, method: str) -> None:
    long = "\n".join(f"{n:02} {'*_~`|' * 19}" for n in range(20))
    card = await world.ask(options=long, method=method, question="*" * 300)
    choice = ["21"] if method == "single" else ["0", "19", "21"]
    crowd = [
        world.guild.add_member(world.env.create_user(f"guest{number}")) for number in range(12)
    ]
    for member in crowd:
        await world.vote(member, card, choice)
    await world.env.advance_time(3601)
    assert "Result" in text(world.messages()[-1])
    assert "most or all" in text(world.messages()[-1])


async def test_what_people_type_pings_and_formats_nothing(world: World) -> None:
    card = await world.ask(question="@everyone **now** <@1>", options="# a\n||b||\nعربي 🌻")
    read = text(card)
    assert "@everyone" not in read
    assert "**now**" not in read
    assert "عربي 🌻" in read


async def test_a_list_number_and_a_hidden_link_are_shown_as_typed(world: World) -> None:
    card = await world.ask(options="12. December\n[here](https://example.org/a_b_c)")
    read = text(card)
    assert "1. 12\\. December" in read
    assert "](https" not in read
    assert "https://example.org/a_b_c" in read


async def test_how_private_it_is_stands_one_press_away(world: World) -> None:
    card = await world.ask()
    shown = await world.member.click(card, label="How private is this?")
    assert shown.ephemeral
    for part in ("anonymous", "Discord sees each click", "tiny or unanimous", "destroyed"):
        assert part in told(shown)


async def test_a_removed_card_does_not_hold_up_the_result(world: World) -> None:
    card = await world.ask()
    for member in world.members:
        await world.vote(member, card, "0")
    world.env.backend.delete_message(world.channel.id, card.id)
    await world.env.advance_time(3601)
    assert "**Every week** came out ahead" in text(world.messages()[-1])
    assert len([shown for shown in world.messages() if "poll.vote" in str(shown.components)]) == 0
