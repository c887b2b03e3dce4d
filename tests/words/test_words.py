"""Words: every sentence is there, calm, and complete once its blanks are filled."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from string import Formatter

import pytest

from bot.domain import people
from bot.domain.decisions import experiences
from bot.domain.feedback import item as feedback
from bot.domain.feedback import loop
from bot.domain.people import GroupRoles, Person
from bot.domain.polls import drafting
from bot.domain.polls.ballot import filled
from bot.domain.polls.drafting import Typed
from bot.domain.polls.keys import read_key
from bot.domain.polls.poll import Poll, check_may_vote, check_open
from bot.domain.polls.rules import Rules
from bot.domain.refusals import Refusal
from bot.words import ENGLISH, say, sentences
from tests.domain.polls.offered import offer

ALL = sentences(ENGLISH)
TYPED = Typed("Tea?", "Yes\nNo")
# A text that tells people what to do, or that they are watched or promised too much.
PRESSING = re.compile(
    r"\b(you should|you must|you have to|you need to|the best way|make sure|don't forget"
    r"|completely anonymous|fully anonymous|100 ?%)",
    re.IGNORECASE,
)


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


WITH_BLANKS = sorted(key for key in ALL if blanks(ALL[key]))


def test_there_are_words_for_every_area() -> None:
    areas = {key.split(".")[0] for key in ALL}
    assert {"polls", "topics", "feedback", "support", "group", "people", "start"} <= areas


def unrest(text: str) -> Iterator[str]:
    """Yield what keeps a sentence from being a calm text whose blanks have plain names."""
    if text.strip() != text or text == "":
        yield "space around it, or nothing in it"
    if "!" in text:
        yield "it shouts"
    if pressing := PRESSING.search(text):
        yield f"it presses: {pressing[0]}"
    if re.search(r"@everyone|@here|<@", text):
        yield "it mentions somebody by itself"
    for _, name, form, conversion in Formatter().parse(text):
        if name is not None and not (
            re.fullmatch(r"[a-z_]+", name) and not form and not conversion
        ):
            yield f"an odd blank: {name}"


def test_every_sentence_is_a_calm_text_that_mentions_nobody() -> None:
    assert [f"{key}: {what}" for key in sorted(ALL) for what in unrest(ALL[key])] == []


@pytest.mark.parametrize(
    "text",
    ["", " Tea", "Tea!", "You should drink", "Hi @here", "Hi <@7>", "{Tea}", "{tea!r}", "{tea:>9}"],
)
def test_a_sentence_that_is_none_is_seen(text: str) -> None:
    assert list(unrest(text))


def test_a_sentence_with_its_blanks_filled_shows_no_braces() -> None:
    told = {key: say(key, **dict.fromkeys(blanks(ALL[key]), "filled")) for key in ALL}
    assert [key for key in sorted(told) if re.search("[{}]", told[key])] == []


def test_a_missing_blank_is_an_error_and_never_a_brace_on_the_screen() -> None:
    def refuses(key: str, names: set[str], missing: str) -> bool:
        try:
            say(key, **dict.fromkeys(names, "filled"))
        except KeyError as error:
            return missing in str(error)
        return False

    cases = [
        (key, blanks(ALL[key]) - {name}, name) for key in WITH_BLANKS for name in blanks(ALL[key])
    ]
    cases += [(key, set[str](), "") for key in WITH_BLANKS]
    assert len(cases) > 500
    assert [
        (key, missing) for key, names, missing in cases if not refuses(key, names, missing)
    ] == []


@pytest.mark.parametrize("key", ["", "polls", "polls.vote", "polls.vote.nothing", "nowhere.at.all"])
def test_a_key_that_doesnt_exist_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        say(key)


def test_what_people_typed_stays_as_it_was_in_a_blank() -> None:
    typed = "{option} {0} %s \\n"
    assert say("polls.result.share", option=typed, share="many") == f"{typed}: many"


def test_refusals_end_like_sentences() -> None:
    refusals = {key: text for key, text in ALL.items() if ".refused." in key}
    assert len(refusals) > 20
    assert [key for key, text in refusals.items() if text[-1] not in ".?"] == []


MEMBER = Person(1, 2, 3)
NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
POLL = Poll("a1", 1, 2, 3, "Tea?", ("Yes", "No"), "single", NOW, NOW + timedelta(days=1))
QUICK = replace(TYPED, reacting="quick", standing=False)
ITEM = feedback.Item("i", 1, NOW.date(), feedback.Kind.IDEA, "It was loud")
ENTRY = loop.Entry("e", 1, "Said", "Did", loop.Outcome.DONE, "Mo", NOW)
REFUSED = {
    "no question": lambda: drafting.check(Typed("", "Yes\nNo"), offer()),
    "long question": lambda: drafting.check(Typed("q" * 400, "Yes\nNo"), offer()),
    "few options": lambda: drafting.check(Typed("Tea?", ""), offer()),
    "many options": lambda: drafting.check(Typed("Tea?", "\n".join(map(str, range(30)))), offer()),
    "long option": lambda: drafting.check(Typed("Tea?", "Yes\n" + "n" * 200), offer()),
    "same option": lambda: drafting.check(Typed("Tea?", "Yes\nyes"), offer()),
    "emoji alone": lambda: drafting.check(replace(QUICK, options="🫖\nNo"), offer()),
    "many emojis": lambda: drafting.check(replace(QUICK, options="a\nb\nc\nd\ne\nf"), offer()),
    "not begun": lambda: check_open(POLL, NOW - timedelta(hours=1)),
    "closed": lambda: check_open(POLL, NOW + timedelta(days=2)),
    "voter role": lambda: check_may_vote(replace(POLL, voter_role=7), MEMBER),
    "joined later": lambda: check_may_vote(replace(POLL, here_only=True), MEMBER),
    "key's shape": lambda: read_key("tea"),
    "key's typo": lambda: read_key("0000-0000-0000-0000-1"),
    "rules": lambda: Rules.from_plain({}),
    "changed form": lambda: filled(2, {5: 1}),
    "empty feedback": lambda: feedback.check_text(" "),
    "long feedback": lambda: feedback.check_text("x" * 3000),
    "much feedback": lambda: feedback.check_room(99),
    "feedback went on": lambda: feedback.check_version(ITEM, 3),
    "no reason": lambda: feedback.check_answer(feedback.State.NOT_NOW, ""),
    "no word": lambda: feedback.check_words("", ""),
    "empty entry": lambda: loop.check_entry(replace(ENTRY, did=" ")),
    "long entry": lambda: loop.check_entry(replace(ENTRY, said="x" * 999)),
    "full card": lambda: loop.check_room([ENTRY] * 9),
    "empty experience": lambda: experiences.check_text(" "),
    "long experience": lambda: experiences.check_text("x" * 700),
    "many of a person": lambda: experiences.check_room(0, 9),
    "many experiences": lambda: experiences.check_room(999, 0),
    "no kind word": lambda: experiences.check_reason(" "),
    "facilitator": lambda: people.require_facilitator(MEMBER, GroupRoles()),
    "moderator": lambda: people.require_moderator(MEMBER, GroupRoles()),
    "manager": lambda: people.require_manager(MEMBER),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_refusal_of_the_rules_has_its_sentence_and_fills_all_of_it(case: str) -> None:
    with pytest.raises(Refusal) as refused:
        REFUSED[case]()
    told = say(refused.value.key, **refused.value.blanks)
    assert blanks(ALL[refused.value.key]) == set(refused.value.blanks)
    for value in refused.value.blanks.values():
        assert str(value) in told
