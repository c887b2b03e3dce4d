"""A shared decision on its cards: put before the group, taken up, talked about, given options."""

from simcord.actors import MemberActor
from simcord.results import ResponseMessage

from tests.world import World, answer, custom_ids, labels, text, told

WISH = {"what": "Shorter meetings", "why": "We are tired", "whom": "", "by_when": "", "not_for": ""}
HOUR = 3600


async def proposed(world: World, who: MemberActor, way: str, **typed: str) -> ResponseMessage:
    """Let somebody put something before the group; return what they read afterwards."""
    ways = answer(await who.slash(world.channel, "decision propose"))
    form = await who.click(ways, label=way)
    return answer(await who.submit_modal(form, WISH | typed))


async def decision_card(world: World) -> ResponseMessage:
    return next(each for each in world.messages() if "decision.more" in "".join(custom_ids(each)))


async def taken_up(world: World) -> ResponseMessage:
    """Bring a wish to the talk by the words of three members, at the next full hour."""
    await proposed(world, world.member, "With my name")
    card = world.card("decision.support")
    for member in world.members[:3]:
        await member.click(card, label="I'd like us to talk about this")
    await world.wait(HOUR)
    for _ in range(10):
        if "What we agree on" in text(await decision_card(world)):
            break
        await world.env.advance_time(1)
    return await decision_card(world)


async def test_a_wish_with_a_name_is_there_at_once(world: World) -> None:
    shown = await proposed(world, world.member, "With my name")
    assert "It is there: https://discord.com/channels/" in text(shown)
    card = world.card("decision.support")
    assert "Shorter meetings" in text(card)
    assert "ada put this before the group" in text(card)
    assert labels(card) == [
        "I'd like us to talk about this",
        "More",
        "Tell the moderators",
        "Help lines",
    ]


async def test_a_private_wish_appears_later_and_names_nobody(world: World) -> None:
    shown = await proposed(world, world.member, "In private")
    assert "within 15 minutes, without your name" in text(shown)
    assert world.messages() == []
    await world.wait(16 * 60)
    card = world.card("decision.support")
    assert "Somebody put this before the group" in text(card)
    assert "ada" not in text(card)


async def test_enough_want_to_talk_and_nobody_sees_how_many(world: World) -> None:
    await proposed(world, world.member, "With my name")
    card = world.card("decision.support")
    before = text(card)
    for member in world.members[:3]:
        read = told(await member.click(card, label="I'd like us to talk about this"))
        assert "Noted" in read
        assert text(world.card("decision.support")) == before
    await world.wait(HOUR)
    for _ in range(10):
        if len(world.messages()) > 1:
            break
        await world.env.advance_time(1)
    card, notice = world.messages()
    assert labels(card)[:2] == ["Add an open question", "Add what we agree on"]
    assert "The group talks about this now." in text(notice)
    assert world.env.backend.channels[card.id].name == "Shorter meetings"


async def test_a_word_can_be_taken_back(world: World) -> None:
    await proposed(world, world.member, "With my name")
    card = world.card("decision.support")
    for member in world.members[:3]:
        await member.click(card, label="I'd like us to talk about this")
    again = answer(await world.member.click(card, label="I'd like us to talk about this"))
    assert "You have said so already" in text(again)
    read = told(await world.member.click(again, label="Take it back"))
    assert "Taken back" in read
    await world.wait(HOUR)
    await world.env.advance_time(5)
    assert labels(world.messages()[0])[0] == "I'd like us to talk about this"


async def test_notes_stand_on_the_card_without_a_name(world: World) -> None:
    card = await taken_up(world)
    form = await world.members[1].click(card, label="Add an open question")
    assert "It is on the card" in told(
        await world.members[1].submit_modal(form, {"note": "Who *opens* the room?"})
    )
    await world.wait(2)
    assert r"- Who \*opens\* the room?" in text(await decision_card(world))


async def test_ready_leads_to_options_which_appear_a_while_later(world: World) -> None:
    card = await taken_up(world)
    more = answer(await world.facilitator.click(card, label="More"))
    form = await world.facilitator.click(more, label="The talk is ready: on to the options")
    done = await world.facilitator.submit_modal(form, {"days": "7"})
    assert "Options are gathered now" in told(done)
    await world.wait(2)
    card = await decision_card(world)
    assert "No option is here yet." in text(card)
    form = await world.member.click(card, label="Add an option")
    typed = {"text": "One hour", "benefits": "Less tired", "drawbacks": ""}
    sent = await world.member.submit_modal(form, typed | {"daily_life": "", "unknown": ""})
    assert "within 15 minutes" in told(sent)
    assert "One hour" not in text(await decision_card(world))
    await world.wait(16 * 60)
    shown = text(await decision_card(world))
    assert "### 1. One hour\n**Good about it:** Less tired" in shown
    assert "**Hard about it:** nothing said yet" in shown


async def test_more_offers_a_member_no_step_that_is_not_theirs(world: World) -> None:
    card = await taken_up(world)
    assert labels(answer(await world.members[1].click(card, label="More"))) == ["Read all of it"]
    assert labels(answer(await world.member.click(card, label="More"))) == [
        "Read all of it",
        "Withdraw it",
    ]
    assert labels(answer(await world.facilitator.click(card, label="More"))) == [
        "Read all of it",
        "The talk is ready: on to the options",
        "Attach a decision aid",
        "Write the outcome",
        "Withdraw it",
    ]


async def test_whoever_put_it_there_can_withdraw_it_and_all_read_why(world: World) -> None:
    card = await taken_up(world)
    more = answer(await world.member.click(card, label="More"))
    form = await world.member.click(more, label="Withdraw it")
    await world.member.submit_modal(form, {"reason": "It has *settled*"})
    await world.wait(2)
    shown = text(await decision_card(world))
    assert r"This was withdrawn: It has \*settled\*" in shown
    assert labels(await decision_card(world)) == ["More", "Tell the moderators", "Help lines"]
