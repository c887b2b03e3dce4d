"""Cards of shared decisions fit into Discord's limits, whatever people typed into each field."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from simcord.components import walk_components

from bot.client.layout import Layout
from bot.domain.decisions.asked import MAX_FIELD, MAX_WHAT, Asked
from bot.domain.decisions.decision import MAX_REASON, Decision, Stage
from bot.domain.decisions.outcome import Became, Outcome
from bot.domain.decisions.parts import (
    MAX_NOTE,
    MAX_NOTES,
    MAX_OPTION_FIELD,
    MAX_OPTIONS,
    How,
    Move,
    Note,
    NoteKind,
    Option,
)
from bot.domain.polls.options import MAX_OPTION
from bot.services.decisions import Shown
from cogs.decisions import cards, outcome_cards
from cogs.decisions.whole import whole_card
from tests.limits import COMPONENTS, TEXT

NOW = datetime(2026, 1, 7, 12, tzinfo=UTC)
# Plain letters, signs that each get an escape, line after line, right to left, and emoji.
WRITING = {
    "letters": "a",
    "signs": "*",
    "lines": "- a\n",
    "numbered": "1. \n",
    "mentions": "<@1> ",
    "arabic": "ز",
    "emoji": "👩\u200d👩\u200d👧",
    "links": "[a](b)",
    "escaped": "*" * 19 + "ж",
}
# A letter of each that stands in no sentence of the bot's own.
OWN = {"arabic": "ز", "emoji": "👩", "escaped": "ж"}


def long_text(kind: str, most: int) -> str:
    piece = WRITING[kind]
    return (piece * (most // len(piece) + 1))[:most]


def crowded(kind: str, stage: Stage, options: int = MAX_OPTIONS) -> Shown:
    """Return a decision of which every field is as long as a form lets it be."""
    one_line = " ".join(long_text(kind, MAX_WHAT).split())
    field, note = long_text(kind, MAX_FIELD), " ".join(long_text(kind, MAX_NOTE).split())
    side = long_text(kind, MAX_OPTION_FIELD)
    became = Became.ADOPTED
    decision = Decision(
        "d" * 22,
        10**18,
        10**18,
        Asked(one_line, *[field] * 4),
        stage,
        NOW,
        starter_id=10**18,
        starter_name=" ".join(long_text(kind, 32).split()),
        ends_at=NOW + timedelta(days=1),
        message_id=10**18,
        outcome=Outcome(became, *[field] * 4, method="approval"),
        review_on=date(2026, 2, 1),
    )
    option = " ".join(long_text(kind, MAX_OPTION).split())
    reason = " ".join(long_text(kind, MAX_REASON).split())
    return Shown(
        decision,
        tuple(Note(each, note) for each in NoteKind for _ in range(MAX_NOTES)),
        tuple(Option(option, *[side] * 4) for _ in range(options)),
        (Move(1, stage, How.BACK, date(2026, 1, 7), reason=reason),),
        None,
    )


def check_fits(drawn: Layout) -> str:
    """Hold a card against Discord's limits; return all that stands on it."""
    found = list(walk_components(drawn.to_components()))
    written = [each["content"] for each in found if each["type"] == 10]
    assert len(found) <= COMPONENTS
    assert sum(map(len, written)) <= TEXT
    assert all(each.strip() for each in written)
    ids = [each["custom_id"] for each in found if each.get("custom_id")]
    assert len(ids) == len(set(ids))
    assert all(len(each) <= 100 for each in ids)
    return "\n".join(written)


@pytest.mark.parametrize(("kind", "stage"), [*product(WRITING, Stage)])
def test_every_card_fits(kind: str, stage: Stage) -> None:
    shown = crowded(kind, stage)
    check_fits(cards.decision_card(shown, 2**31 - 1, thread=True))
    for how in How:
        step = replace(shown.moves[0], how=how)
        ended = replace(shown, moves=(step,))
        check_fits(cards.decision_card(ended, 1, thread=False))
        if how in (How.BACK, How.WITHDRAWN):
            if how is How.BACK and stage not in (Stage.TALK, Stage.OPTIONS):
                continue
            check_fits(cards.moved_card(ended, step, 1, newest=True))


@pytest.mark.parametrize("kind", WRITING)
def test_what_is_told_of_an_outcome_fits(kind: str) -> None:
    shown = crowded(kind, Stage.TRIED)
    check_fits(outcome_cards.outcome_card(shown, 1))
    for newest in (True, False):
        check_fits(outcome_cards.review_card(shown, 1, newest=newest))
    for how in (How.KEEP, How.CHANGE, How.STOP):
        step = replace(shown.moves[0], how=how)
        check_fits(outcome_cards.goes_on_card(replace(shown, moves=(step,)), 1, 1))


@pytest.mark.parametrize("kind", OWN)
def test_all_of_it_is_read_page_by_page_and_nothing_is_lost(kind: str) -> None:
    shown = crowded(kind, Stage.OPTIONS)
    first = check_fits(whole_card(shown, 0))
    last = int(first.rpartition(" of ")[2])
    pages = [first, *(check_fits(whole_card(shown, page)) for page in range(1, last))]
    own, head = OWN[kind], cards.head(shown.decision)
    asked, outcome = shown.decision.asked, shown.decision.outcome
    assert outcome is not None
    typed = [
        *(asked.why, asked.whom, asked.by_when, asked.not_for),
        *(outcome.decided, outcome.next_steps, outcome.offered, outcome.concerns),
        *(note.text for note in shown.notes),
        *(getattr(option, name) for option in shown.options for name in Option.__match_args__),
    ]
    assert all(page.startswith(head) for page in pages)
    read = "".join(page.removeprefix(head) for page in pages)
    assert read.count(own) == sum(each.count(own) for each in typed)


@pytest.mark.parametrize("options", range(1, MAX_OPTIONS + 1))
def test_long_options_stand_in_full_order_and_each_side_is_told(options: int) -> None:
    written = check_fits(
        cards.decision_card(crowded("letters", Stage.OPTIONS, options), 1, thread=True)
    )
    for name in ("Good about it", "Hard about it", "In daily life", "What we don't know"):
        assert written.count(name) == options
    assert all(f"### {number}. " in written for number in range(1, options + 1))
