"""Experiences in Discord: facts first, equally many of each, and codes that lead to one's own."""

from dataclasses import replace

import pytest
from simcord.results import ResponseMessage

from bot.domain.decisions.experiences import MAX_TEXT, Turned
from bot.domain.decisions.parts import MAX_OPTION_FIELD, Option
from bot.words import say
from tests.cogs.experienced import (
    FACTS,
    HEARD,
    another_facilitator,
    card_with,
    decision_in,
    morning,
    open_option,
    person,
    tell,
    to_read,
    until,
)
from tests.cogs.heard import code_in, give, menu_of, with_code
from tests.privacy.hands import Hands
from tests.world import World, answer, field, labels, text, told

OTHER = Option("As it is")
_TURNED = (Turned.WELL, Turned.MIXED, Turned.NOT_WELL)
WAYS = ["Tell how it was for me", "I have a code", "Help lines"]


async def test_facts_come_first_and_nothing_shows_until_each_option_has_one(world: World) -> None:
    card = await card_with(world, FACTS, OTHER)
    assert labels(card)[:2] == ["Add an option", "How it was for others"]
    shown = await world.member.click(card, label="How it was for others")
    assert "Shorter meetings" in told(shown)
    assert "how it was for people here" not in told(shown).lower().replace("then how", "")
    shown = await open_option(world, card, await _place(world, card, "One hour"))
    for fact in (r"Less \*tired\*", "Hurried", "Home for supper", "Who speaks less"):
        assert fact in told(shown)
    assert told(shown).index("Hurried") < told(shown).index("How it was for people here")
    assert say("experiences.card.nothing") in told(shown)
    assert labels(answer(shown))[-3:] == WAYS
    bare = told(await open_option(world, card, await _place(world, card, "As it is")))
    assert bare.count("nothing said yet") == 4


async def test_from_telling_to_showing(world: World) -> None:
    card = await card_with(world, FACTS, OTHER)
    for option, words in (("One hour", HEARD), ("As it is", "It was long.")):
        thanks = await tell(world, card, await _place(world, card, option), words)
        assert "without your name" in told(thanks)
        code_in(thanks)
    await morning(world)
    read = await to_read(world, card, label="(2)")
    for _ in range(2):
        assert labels(answer(read))[:2] == ["Show it", "Not here"]
        assert say("experiences.read.criteria") in told(read)
        read = await world.facilitator.click(answer(read), label="Show it")
        assert "It can show now" in told(read)
    assert say("experiences.read.none") in told(read)
    shown = told(await open_option(world, card, await _place(world, card, "One hour")))
    assert "> I did it for a month.\n> It was \\*quiet\\*.\n-# It turned out well for me" in shown
    assert "It was long." not in shown
    shown = told(await open_option(world, card, await _place(world, card, "As it is")))
    assert "> It was long." in shown
    # Nothing of it on the card, and no number anywhere a member looks.
    assert "quiet" not in text(world.messages()[0])
    more = await world.member.click(card, label="More")
    assert not any("Experiences" in label for label in labels(answer(more)))


async def test_a_writer_reads_why_theirs_doesnt_show_and_removes_it(world: World) -> None:
    card = await card_with(world, FACTS)
    code = code_in(await tell(world, card))
    waits = await with_code(world, world.member, code)
    assert "It waits. Facilitators can read it from" in told(waits)
    await morning(world)
    read = await to_read(world, card)
    form = await world.facilitator.click(answer(read), label="Not here")
    after = await world.facilitator.submit_modal(
        form, {"off": "names", "reason": "It names *Ben*. The rest is good."}
    )
    assert "its writer can read your words" in told(after)
    shown = await open_option(world, card)
    form = await world.member.click(answer(shown), label="I have a code")
    mine = await world.member.submit_modal(form, {"code": code.lower()})
    assert "**It doesn't show.** It names somebody." in told(mine)
    assert r"> It names \*Ben\*. The rest is good." in told(mine)
    sure = await world.member.click(answer(mine), label="Remove it")
    kept = await world.member.click(answer(sure), label="Keep it")
    assert "About **One hour**" in told(kept)
    sure = await world.member.click(answer(kept), label="Remove it")
    gone = await world.member.click(answer(sure), label="Yes, remove it")
    assert told(gone) == say("experiences.mine.gone")
    assert say("feedback.refused.code_unknown") in told(await with_code(world, world.member, code))


async def test_a_code_is_taken_wherever_codes_are_typed(world: World) -> None:
    card = await card_with(world, FACTS)
    experience = code_in(await tell(world, card))
    feedback = code_in(await give(world, "It was loud"))
    form = await world.member.slash(world.channel, "topic suggest")
    sent = await world.member.submit_modal(form, {"text": "Rain", "name": "private"})
    suggestion = code_in(sent)
    for code, words in ((experience, "quiet"), (feedback, "loud"), (suggestion, "Rain")):
        assert words in told(await with_code(world, world.member, code))
        shown = await open_option(world, card)
        form = await world.member.click(answer(shown), label="I have a code")
        assert words in told(await world.member.submit_modal(form, {"code": code}))
        ideas = await world.member.slash(world.channel, "topic suggestions")
        form = await world.member.click(answer(ideas), label="I have a code")
        assert words in told(await world.member.submit_modal(form, {"code": code}))


async def test_a_strange_code_comes_back(world: World) -> None:
    card = await card_with(world, FACTS)
    shown = await open_option(world, card)
    for typed in ("0000-0000-0000-0000-0", "tea"):
        form = await world.member.click(answer(shown), label="I have a code")
        read = told(await world.member.submit_modal(form, {"code": typed}))
        assert typed in read


async def test_what_cant_be_taken_comes_back_with_the_way_to_the_form(world: World) -> None:
    card = await card_with(world, FACTS)
    shown = await open_option(world, card)
    form = await world.member.click(answer(shown), label="Tell how it was for me")
    assert field(form.modal, "text")["max_length"] == MAX_TEXT
    refused = await world.member.submit_modal(form, {"text": " \u200b ", "turned": ["well"]})
    assert say("experiences.refused.empty") in told(refused)
    form = await world.member.click(answer(refused), label="Tell how it was for me")
    for _ in range(3):
        await tell(world, card)
    shown = await open_option(world, card)
    fourth = await world.member.click(answer(shown), label="Tell how it was for me")
    assert say("experiences.refused.enough", most=3) in told(fourth)
    late = await world.member.submit_modal(form, {"text": HEARD, "turned": ["well"]})
    assert say("experiences.refused.enough", most=3) in told(late)
    assert "I did it for a month." in told(late)
    assert labels(answer(late)) == ["Tell how it was for me", "Help lines"]


async def test_the_form_says_who_reads_it_and_how_long_it_is_kept(world: World) -> None:
    card = await card_with(world, FACTS)
    await world.moderator.slash(world.channel, "group settings", feedback_days=30)
    shown = await open_option(world, card)
    form = await world.member.click(answer(shown), label="Tell how it was for me")
    assert say("experiences.form.who_reads", days=30) in str(form.modal)
    everybody = world.guild.default_role
    await world.moderator.slash(world.channel, "group roles", facilitator=everybody)
    shown = await open_option(world, card)
    form = await world.member.click(answer(shown), label="Tell how it was for me")
    assert say("experiences.form.who_reads_everybody", days=30) in str(form.modal)


async def test_two_facilitators_and_a_double_press_decide_once(world: World) -> None:
    card = await card_with(world, FACTS)
    await tell(world, card)
    await morning(world)
    gil = another_facilitator(world)
    ones, others = await to_read(world, card), await to_read(world, card, gil)
    form = await gil.click(answer(others), label="Not here")
    first, second = await world.together(
        (world.facilitator, answer(ones), "Show it"), (world.facilitator, answer(ones), "Show it")
    )
    read = [told(first), told(second)]
    assert sum(say("experiences.refused.decided") in each for each in read) == 1
    late = await gil.submit_modal(form, {"off": "names", "reason": "It names Ben."})
    assert say("experiences.refused.decided") in told(late)
    assert "It names Ben." in told(late)
    assert "> I did it" in told(await open_option(world, card))


async def test_what_shows_can_be_taken_out_by_a_facilitator(world: World) -> None:
    card = await card_with(world, FACTS)
    await tell(world, card)
    await morning(world)
    await world.facilitator.click(answer(await to_read(world, card)), label="Show it")
    read = await to_read(world, card, label="")
    chosen = menu_of(read, "decision.told_look")["options"][0]["value"]
    one = await world.facilitator.select(answer(read), [chosen], custom_id="decision.told_look")
    assert labels(answer(one))[:2] == ["No longer show it", "Back to those that wait"]
    form = await world.facilitator.click(answer(one), label="No longer show it")
    await world.facilitator.submit_modal(form, {"off": "unkind", "reason": "It hurts Ben."})
    assert "quiet" not in told(await open_option(world, card))
    more = await world.facilitator.click(card, label="More")
    assert not any("Experiences" in label for label in labels(answer(more)))


async def test_all_goes_on_after_a_restart_and_a_week_away(world: World) -> None:
    card = await card_with(world, FACTS)
    shown = await open_option(world, card)
    await world.restart(away=1)
    form = await world.member.click(answer(shown), label="Tell how it was for me")
    await world.restart(away=1)
    thanks = await world.member.submit_modal(form, {"text": HEARD, "turned": ["too_early"]})
    code = code_in(thanks)
    await world.restart(away=7 * 24 * 3600)
    await world.env.advance_time(5)
    read = await to_read(world, card)
    await world.restart(away=1)
    await world.facilitator.click(answer(read), label="Show it")
    assert "**It can show.**" in told(await with_code(world, world.member, code))
    assert "> I did it" in told(await open_option(world, card))


async def test_eight_long_options_and_experiences_fit_on_a_card(world: World) -> None:
    # What counts most: signs that have to be escaped, on many lines.
    wild = "*_~`|> " * 200
    options = [
        Option(f"{number}{wild}"[:100], *([wild[:MAX_OPTION_FIELD]] * 4)) for number in range(8)
    ]
    card = await card_with(world, *options)
    decisions = world.client.house.decisions
    which = decision_in(card)
    looked = await decisions.experiences.look(person(world, world.member), which)
    for option_id in looked.options:
        for number in range(3):
            writer = replace(person(world, world.member), user_id=int(option_id, 16) + number)
            typed = ("*\n" * 300 if number else wild)[:MAX_TEXT]
            await decisions.experiences.tell(writer, which, option_id, typed, _TURNED[number])
    await morning(world)
    fay = person(world, world.facilitator)
    while one := (await decisions.admitting.next(fay, which)).experience:
        await decisions.admitting.show(fay, one.experience_id)
    for number in range(8):
        shown = await open_option(world, card, number)
        for turned in _TURNED:
            assert say(f"experiences.turned.{turned}") in told(shown)
        assert "\u2026" in told(shown)
    read = await to_read(world, card, label="")
    assert len(menu_of(read, "decision.told_look")["options"]) == 24


async def test_after_the_end_a_writer_reads_what_became_of_theirs_and_until_when(
    world: World,
) -> None:
    card = await card_with(world, FACTS)
    codes = [code_in(await tell(world, card, typed=f"It was {n}.")) for n in ("one", "two")]
    await morning(world)
    fay, which = person(world, world.facilitator), decision_in(card)
    decisions = world.client.house.decisions
    found = (await decisions.admitting.next(fay, which)).experience
    assert found is not None
    await decisions.admitting.show(fay, found.experience_id)
    await decisions.moving.withdraw(fay, which, "It is settled")
    await world.wait(60)
    read = [told(await with_code(world, world.member, code)) for code in codes]
    shown, waited = sorted(read, key=lambda each: found.text not in each)
    assert say("experiences.mine.over") in shown
    assert say("experiences.mine.never_read") in waited
    assert all("It is erased by itself after <t:" in each for each in read)
    more = await world.facilitator.click(card, label="More")
    assert not any("Experiences" in label for label in labels(answer(more)))
    # Nobody has to do anything for that.
    await world.wait(91 * 24 * 3600)
    await world.env.advance_time(5)
    assert say("feedback.refused.code_unknown") in told(
        await with_code(world, world.member, codes[0])
    )


async def test_one_alone_is_never_cut(world: World) -> None:
    card = await card_with(world, FACTS)
    for typed in ("*_" * 298 + "end", "*\n" * 298 + "end", "\u05d0*" * 298 + "end"):
        code = code_in(await tell(world, card, typed=typed))
        assert "end" in told(await with_code(world, world.member, code))
        await morning(world)
        read = await to_read(world, card)
        assert "end" in told(read)
        form = await world.facilitator.click(answer(read), label="Not here")
        reason = {"off": "advice", "reason": "*" * 296 + " end"}
        await world.facilitator.submit_modal(form, reason)
        assert told(await with_code(world, world.member, code)).count("end") >= 2


async def test_a_code_can_be_sent_to_its_writer(world: World) -> None:
    card = await card_with(world, FACTS)
    thanks = await tell(world, card)
    code = code_in(thanks)
    sent = await world.member.click(answer(thanks), label="Send me the code")
    assert "The code is in your direct messages" in told(sent)
    found = await with_code(world, world.member, code)
    assert "How it was for you" in told(found)


async def test_they_can_be_looked_at_and_told_while_the_vote_is_open(world: World) -> None:
    card = await card_with(world, FACTS)
    fay, which = person(world, world.facilitator), decision_in(card)
    house = world.client.house
    typed = await house.decisions.deciding.typed_vote(fay, which)
    proposal = await house.polls.asking.propose(fay, typed)
    await house.polls.asking.open(fay, proposal.poll_id)
    await world.wait(2)
    await until(world, lambda: "decision.option:" not in str(world.messages()[0].components))
    card = world.messages()[0]
    assert "How it was for others" in labels(card)
    code_in(await tell(world, card))


async def test_a_forged_choice_is_refused_and_the_text_comes_back(world: World) -> None:
    card = await card_with(world, FACTS)
    await tell(world, card)
    await morning(world)
    fay, which = person(world, world.facilitator), decision_in(card)
    found = (await world.client.house.decisions.admitting.next(fay, which)).experience
    assert found is not None
    hands, option = Hands(world, world.member), found.option_id
    told_well = f"decision.told:{which}:{option}:0123456789ab"
    for turned in ("", "best"):
        seen = await hands.send(world.channel, told_well, {"text": HEARD, "turned": [turned]})
        assert say("experiences.refused.no_turned")[:30] in seen.payload
        assert "I did it for a month." in seen.payload
    hands = Hands(world, world.facilitator)
    for off, state, key in (
        ("dull", "waiting", "no_off"),
        ("names", "not_shown", "decided"),
        ("names", "odd", ""),
    ):
        word = f"decision.told_refused:{found.experience_id}:{state}:0123456789ab"
        seen = await hands.send(world.channel, word, {"off": off, "reason": "It names Ben."})
        told_so = say(f"experiences.refused.{key}") if key else "its writer can read your words"
        assert told_so[:30] in seen.payload
    shown = await world.member.click(card, label="How it was for others")
    word = f"decision.told_option:{which}"
    assert menu_of(shown, word)["options"][0]["value"] == option
    gone = await hands.press(world.channel, word, ("0" * 16,))
    assert say("decisions.refused.gone") in gone.payload


async def test_names_and_directions_stay_what_they_are(world: World) -> None:
    card = await card_with(world, Option("שלום 🫖", "שקט"))
    typed = "שלום @everyone <@1> 👩\u200d👩\u200d👧 [here](https://example.org)"
    await tell(world, card, typed=typed)
    await morning(world)
    read = await to_read(world, card)
    await world.facilitator.click(answer(read), label="Show it")
    shown = told(await open_option(world, card))
    assert "\u2068" in shown
    assert "@everyone" not in shown
    assert "<@1>" not in shown.replace("\\<@1>", "")
    assert "](" not in shown


async def test_a_decision_without_options_says_so(world: World) -> None:
    card = await card_with(world)
    assert "How it was for others" not in labels(card)
    shown = await world.forge(world.member, f"decision.experiences:{decision_in(card)}")
    assert say("experiences.card.no_options") in told(shown)
    assert labels(answer(shown)) == ["I have a code", "Help lines"]


async def test_what_has_moved_on_is_told_and_the_text_comes_back(world: World) -> None:
    card = await card_with(world, FACTS)
    shown = await open_option(world, card)
    form = await world.member.click(answer(shown), label="Tell how it was for me")
    fay = person(world, world.facilitator)
    await world.client.house.decisions.moving.withdraw(fay, decision_in(card), "It is settled")
    late = await world.member.submit_modal(form, {"text": HEARD, "turned": ["well"]})
    assert say("decisions.refused.moved_on") in told(late)
    assert "I did it for a month." in told(late)
    pressed = await world.member.click(answer(shown), label="Tell how it was for me")
    assert say("decisions.refused.moved_on") in told(pressed)


@pytest.mark.parametrize("word", ["told_show", "told_refuse", "told_read", "told_next"])
async def test_members_cant_press_what_facilitators_press(world: World, word: str) -> None:
    card = await card_with(world, FACTS)
    await tell(world, card)
    await morning(world)
    which = decision_in(card)
    if word in ("told_show", "told_refuse"):
        fay = person(world, world.facilitator)
        found = (await world.client.house.decisions.admitting.next(fay, which)).experience
        assert found is not None
        which = found.experience_id
    for guessed in (which, "0" * 16):
        read = await world.forge(world.member, f"decision.{word}:{guessed}")
        assert told(read) == say("people.refused.facilitator")
    code = await world.forge(world.facilitator, f"decision.{word}:{'0' * 16}")
    assert told(code) == say("decisions.refused.gone")


async def _place(world: World, card: ResponseMessage, text: str) -> int:
    """The place of an option among those that are shown: drawn, as they come in one batch."""
    which = decision_in(card)
    looked = await world.client.house.decisions.experiences.look(person(world, world.member), which)
    return [option.text for option in looked.options.values()].index(text)
