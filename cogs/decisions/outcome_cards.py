"""Cards of what a group made of a decision: the outcome, the day to look again, how it goes on."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout
from bot.domain.decisions.decision import Decision
from bot.domain.decisions.outcome import Became, Outcome
from bot.domain.decisions.parts import How, Move
from bot.domain.polls.methods import METHODS
from bot.services.decisions import Shown
from bot.words import say
from cogs.decisions.cards import outcome_lines
from cogs.fitting import fitted
from cogs.parts import (
    CALM,
    QUIET,
    button,
    card,
    day,
    feedback_button,
    help_lines_button,
    link,
    main_button,
    plain,
    row,
    text,
)

ROOM = 650
GOES_ON = {How.KEEP: "keep", How.CHANGE: "change", How.STOP: "stop"}


def outcome_card(shown: Shown, mark: int) -> Layout:
    """Return what a facilitator stated of a decision, as the channel reads it."""
    decision = shown.decision
    told: list[str] = []
    below = [say("decisions.outcome.stated")]
    if decision.outcome is not None:
        told += outcome_lines(decision.outcome, ROOM)
        below.insert(0, _by_which_rule(shown, decision.outcome))
    if decision.review_on is not None:
        told.append(say("decisions.outcome.look_again", day=day(decision.review_on)))
    title = say("decisions.outcome.title", what=plain(decision.asked.what))
    return _card(decision, title, told, mark, below=below)


def goes_on_card(shown: Shown, number: int, mark: int) -> Layout:
    """Return how a decision goes on after its review."""
    decision = shown.decision
    step = _step(shown, number)
    told = [say(f"decisions.go_on.{GOES_ON[step.how]}"), plain(step.reason)]
    if step.how is How.KEEP and decision.review_on is not None:
        told.append(say("decisions.outcome.look_again", day=day(decision.review_on)))
    return _card(decision, plain(decision.asked.what), told, mark)


def review_card(shown: Shown, mark: int, *, newest: bool) -> Layout:
    """Return what is told on the day on which a decision is to be looked at again.

    Once it has gone on from there it keeps the link and asks for nothing.
    """
    decision = shown.decision
    title = say("decisions.review.title", what=plain(decision.asked.what))
    if not newest or decision.review_on is None:
        over = [say("decisions.review.over")]
        return _card(decision, plain(decision.asked.what), over, mark, quiet=True)
    told: list[str] = []
    outcome = decision.outcome
    tried = outcome is not None and outcome.became is Became.ADOPTED
    key = "tried" if tried else "rested"
    told.append(say(f"decisions.review.{key}", day=day(decision.review_on)))
    if outcome is not None:
        told.append(say("decisions.outcome.decided", text=fitted(outcome.decided, ROOM)))
    which = decision.decision_id
    asking = row(
        main_button(say("decisions.review.button"), "decision.review_ask", which),
        button(say("decisions.go_on.button"), "decision.go_on", which),
    )
    return _card(decision, title, told, mark, asking, below=[say("decisions.review.how")])


def _card(
    decision: Decision,
    title: str,
    told: list[str],
    mark: int,
    *rows: Item,
    below: list[str] | None = None,
    quiet: bool = False,
) -> Layout:
    lines = [f"## {title}", *told, *(f"-# {each}" for each in below or ())]
    if decision.message_id is not None:
        where = (decision.group_id, decision.channel_id, decision.message_id)
        lines.append(say("decisions.moved.to_card", link=link(*where)))
    ways = () if quiet else _around(decision)
    return card(
        text("\n".join(lines)),
        *rows,
        row(*ways, help_lines_button()),
        mark=mark,
        colour=QUIET if quiet else CALM,
    )


def _around(decision: Decision) -> Iterator[ui.Button[Any]]:
    which = decision.decision_id
    yield button(say("decisions.more.button"), "decision.more", which)
    yield feedback_button("decision", which)


def _by_which_rule(shown: Shown, outcome: Outcome) -> str:
    """Say by which rule it was decided, with the way to the vote while its card stands."""
    told, poll = [say(f"decisions.rule.{outcome.method or 'none'}")], shown.vote
    if poll is not None and METHODS[poll.method].decides_by_threshold:
        needed = say(f"polls.threshold.{poll.rules.threshold}")
        told.append(say("decisions.outcome.threshold", threshold=needed))
    if poll is not None and poll.message_id is not None:
        where = link(poll.group_id, poll.channel_id, poll.message_id)
        told.append(say("decisions.outcome.vote", link=where))
    return " ".join(told)


def _step(shown: Shown, number: int) -> Move:
    return next(each for each in shown.moves if each.number == number)
