"""The inbox as moderators meet it: pages, filters, answers, and two at once."""

import pytest

from bot.words import say
from tests.cogs.heard import give, menu_of, open_first, reply
from tests.world import World, answer, custom_ids, field, labels, options, told


async def test_members_and_facilitators_may_not_read_it(world: World) -> None:
    await give(world, "Words", name="named")
    for person in (world.member, world.facilitator):
        result = await person.slash(world.channel, "feedback inbox")
        assert told(result) == say("people.refused.moderator")


async def test_an_empty_inbox_says_so(world: World) -> None:
    shown = await world.moderator.slash(world.channel, "feedback inbox")
    assert say("feedback.inbox.empty") in told(shown)
    assert shown.ephemeral


async def test_pages_turn_and_filters_stay(world: World) -> None:
    for number, member in enumerate(world.members[:5]):
        for each in range(2):
            await give(world, f"Word {number}{each}", member, kind="worry", name="named")
    await give(world, "An idea", world.facilitator, name="named")
    shown = await world.moderator.slash(world.channel, "feedback inbox", kind="worry", weeks=4)
    assert "A worry · Not ended yet · From the last 4 weeks" in told(shown)
    assert told(shown).count("Word ") == 8
    later = await world.moderator.click(answer(shown), label="Earlier ones")
    assert told(later).count("Word ") == 2
    assert "An idea" not in told(later)
    back = await world.moderator.click(answer(later), label="Back to the first page")
    assert told(back) == told(shown)


async def test_an_answer_changes_the_state_and_ends_or_opens(world: World) -> None:
    await give(world, "It was loud", name="named")
    await reply(world, "We have a smaller room.", "done")
    shown = await world.moderator.slash(world.channel, "feedback inbox")
    assert say("feedback.inbox.empty") in told(shown)
    shown = await world.moderator.slash(world.channel, "feedback inbox", state="done")
    assert "*Done*" in told(shown)


async def test_the_form_begins_with_what_was_understood(world: World) -> None:
    await give(world, "It was loud", name="named")
    form = await world.moderator.click(answer(await open_first(world)), label="Answer")
    assert field(form.modal, "heard")["value"].startswith("You told us that")
    # Left as it was, the beginning alone isn't sent.
    typed = {"heard": "You told us that ", "text": "Thank you.", "state": ["heard"]}
    shown = await world.moderator.submit_modal(form, typed)
    assert "What we heard" not in told(shown)


async def test_not_now_without_a_reason_gives_the_text_back(world: World) -> None:
    await give(world, "It was loud", name="named")
    form = await world.moderator.click(answer(await open_first(world)), label="Answer")
    typed = {"heard": "You told us that it is loud.", "text": "", "state": ["not_now"]}
    refused = await world.moderator.submit_modal(form, typed)
    assert say("feedback.refused.no_reason") in told(refused)
    assert "You told us that it is loud." in told(refused)


async def test_an_answer_without_a_word_is_asked_about_before_it_goes(world: World) -> None:
    await give(world, "It was loud", name="named")
    form = await world.moderator.click(answer(await open_first(world)), label="Answer")
    typed = {"heard": "You told us that ", "text": " ", "state": ["talked_about"]}
    slip = await world.moderator.submit_modal(form, typed)
    assert told(slip) == say("feedback.refused.wordless")
    assert "Being talked about" not in told(await open_first(world))
    again = await world.moderator.click(answer(slip), label="Look at it again")
    assert "It was loud" in told(again)
    form = await world.moderator.click(answer(again), label="Answer")
    slip = await world.moderator.submit_modal(form, typed)
    sent = await world.moderator.click(answer(slip), label="Send it as it is")
    assert "mo, for the moderators" in told(sent)
    assert "Being talked about" in told(await open_first(world))


async def test_not_now_goes_without_a_reason_by_no_way(world: World) -> None:
    await give(world, "It was loud", name="named")
    form = await world.moderator.click(answer(await open_first(world)), label="Answer")
    refused = await world.moderator.submit_modal(form, {"text": "", "state": ["not_now"]})
    assert labels(answer(refused)) == ["Look at it again"]
    (look,) = custom_ids(answer(refused))
    forged = f"feedback.answer_bare:{look.split(':')[1]}:0:not_now"
    result = await world.forge(world.moderator, forged, on=answer(refused))
    assert say("feedback.refused.no_reason") in told(result)


async def test_two_moderators_on_one_item_and_neither_loses_a_word(world: World) -> None:
    await give(world, "It was loud", name="named")
    item = await open_first(world)
    first = await world.moderator.click(answer(item), label="Answer")
    second = await world.moderator.click(answer(item), label="Answer")
    typed = {"heard": "", "text": "We will look.", "state": ["talked_about"]}
    await world.moderator.submit_modal(first, typed)
    late = await world.moderator.submit_modal(second, typed | {"text": "I think so too."})
    assert say("feedback.refused.went_on") in told(late)
    assert "I think so too." in told(late)
    again = await world.moderator.click(answer(late), label="Look at it again")
    assert "We will look." in told(again)
    assert "Being talked about" in told(again)


async def test_private_feedback_is_closed_for_a_while_and_opened_again(world: World) -> None:
    form = await world.member.slash(world.channel, "feedback give", kind="worry")
    shown = await world.moderator.slash(world.channel, "feedback inbox")
    asked = await world.moderator.click(answer(shown), label="Close private feedback for a while")
    closed = await world.moderator.submit_modal(asked, {"days": "3"})
    assert "Private feedback is closed until" in told(closed)
    # A form that was open already gives the words back.
    typed = {"text": "It was loud", "name": ["private"], "exportable": ["yes"]}
    late = await world.member.submit_modal(form, typed)
    assert say("feedback.refused.private_closed") in told(late)
    assert "It was loud" in told(late)
    form = await world.member.slash(world.channel, "feedback give", kind="worry")
    assert "closed until" in str(form.modal)
    assert [o["value"] for o in options(form.modal, "name")] == ["named"]
    record = await world.member.slash(world.channel, "record")
    assert "closed private feedback for 3 days" in told(record)
    opened = await world.moderator.click(answer(closed), label="Take private feedback again")
    assert say("feedback.inbox.private_opened") in told(opened)
    form = await world.member.slash(world.channel, "feedback give", kind="worry")
    assert len(field(form.modal, "name")["options"]) == 2


@pytest.mark.parametrize(
    "custom_id",
    [
        "feedback.inbox",
        "feedback.inbox:x:y:z:not-a-day:q",
        "feedback.item_again:0123456789abcdef",
        "feedback.private",
        "feedback.reopen",
        "feedback.prepare",
        "feedback.loop_post",
    ],
)
async def test_forged_presses_tell_members_nothing(world: World, custom_id: str) -> None:
    await give(world, "It was loud", name="named")
    result = await world.forge(world.member, custom_id)
    assert told(result) == say("people.refused.moderator")


async def test_a_place_that_cant_be_read_is_the_first_page(world: World) -> None:
    await give(world, "It was loud", name="named")
    shown = await world.moderator.slash(world.channel, "feedback inbox")
    result = await world.forge(
        world.moderator, "feedback.inbox:x:y:z:not-a-day:q", on=answer(shown)
    )
    assert "It was loud" in told(result)
    assert menu_of(result, "feedback.item")
    assert "Close private feedback for a while" in labels(answer(result))
