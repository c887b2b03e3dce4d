"""Cards of what a group made of a decision: the outcome, the day to look again, how it goes on."""

from bot.client.layout import Layout
from bot.domain.decisions.decision import Decision
from bot.domain.decisions.parts import How, Move
from bot.services.decisions import Shown
from bot.words import say
from cogs.decisions.cards import outcome_lines
from cogs.parts import (
    button,
    card,
    day,
    feedback_button,
    help_lines_button,
    link,
    plain,
    row,
    text,
)

ROOM = 700
GOES_ON = {How.KEEP: "keep", How.CHANGE: "change", How.STOP: "stop"}


def outcome_card(shown: Shown, mark: int) -> Layout:
    """Return what a facilitator stated of a decision, as the channel reads it."""
    decision = shown.decision
    told = list(outcome_lines(decision.outcome, ROOM)) if decision.outcome else []
    told += [_by_which_rule(decision)] if decision.outcome and decision.outcome.method else []
    if decision.review_on is not None:
        told.append(say("decisions.outcome.look_again", day=day(decision.review_on)))
    title = say("decisions.outcome.title", what=plain(decision.asked.what))
    return _card(decision, f"## {title}", "\n".join(told), mark)


def goes_on_card(shown: Shown, number: int, mark: int) -> Layout:
    """Return how a decision goes on after its review."""
    decision = shown.decision
    step = _step(shown, number)
    told = f"{say(f'decisions.go_on.{GOES_ON[step.how]}')}\n{plain(step.reason)}"
    if step.how is How.KEEP and decision.review_on is not None:
        told += f"\n{say('decisions.outcome.look_again', day=day(decision.review_on))}"
    return _card(decision, f"## {plain(decision.asked.what)}", told, mark)


def review_card(shown: Shown, mark: int) -> Layout:
    """Return what is told on the day on which a decision is to be looked at again."""
    decision = shown.decision
    told = [say("decisions.review.told")]
    if decision.outcome is not None:
        told.append(say("decisions.outcome.decided", text=plain(decision.outcome.decided)))
    told.append(f"-# {say('decisions.review.how')}")
    title = say("decisions.review.title", what=plain(decision.asked.what))
    return _card(decision, f"## {title}", "\n".join(told), mark)


def _card(decision: Decision, title: str, told: str, mark: int) -> Layout:
    if decision.message_id is not None:
        where = (decision.group_id, decision.channel_id, decision.message_id)
        told += f"\n{say('decisions.moved.to_card', link=link(*where))}"
    which = decision.decision_id
    ways = (
        button(say("decisions.more.button"), "decision.more", which),
        feedback_button("decision", which),
        help_lines_button(),
    )
    return card(text(f"{title}\n{told}"), row(*ways), mark=mark)


def _by_which_rule(decision: Decision) -> str:
    method = decision.outcome.method if decision.outcome else ""
    return say("decisions.outcome.method", method=say(f"polls.method.{method}"))


def _step(shown: Shown, number: int) -> Move:
    return next(each for each in shown.moves if each.number == number)
