"""A poll's rules in words: what stands on its card, and what its result may tell."""

from bot.domain.polls.drafting import Draft
from bot.domain.polls.lot import seal
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll, Reacting
from bot.domain.polls.rules import Publication, Rules, Tie
from bot.words import say


def on_card(asked: Poll | Draft) -> str:
    """Return the sentences on how people choose and by which rules, for the card."""
    if not asked.reacting.private:
        return say("polls.card.hands")
    rules = asked.rules
    lines = [_choosing(asked), say("polls.card.ballot")]
    if asked.gathers and isinstance(asked, Draft):
        lines.append(say("polls.card.gathers"))
    if rules.quorum:
        lines.append(say("polls.card.quorum", count=rules.quorum))
    if rules.tie is not Tie.TALK and not METHODS[asked.method].fixed:
        lines.append(_tie(asked))
    if rules.publication is Publication.COUNTS:
        lines.append(say("polls.card.counts", floor=rules.floor))
    if asked.voter_role is not None:
        lines.append(say("polls.card.role", role=f"<@&{asked.voter_role}>"))
    if asked.here_only:
        lines.append(say("polls.card.here_only"))
    return " ".join(lines)


def result_tells(method: str, rules: Rules) -> str:
    """Return the fixed sentence on what a result can reveal under these rules."""
    told = say(f"polls.tells.{rules.publication}.{method}", floor=rules.floor)
    names = rules.tie.names_the_tied and not METHODS[method].fixed
    return f"{told} {say('polls.tells.tied')}" if names else told


def _tie(asked: Poll | Draft) -> str:
    if asked.rules.tie is not Tie.LOT:
        return say(f"polls.card.tie_{asked.rules.tie}")
    if isinstance(asked, Draft) or asked.lot is None:
        return say("polls.card.tie_lot_draft")
    return say("polls.card.tie_lot", seal=seal(asked.lot))


def _choosing(asked: Poll | Draft) -> str:
    key = "quick" if asked.reacting is Reacting.QUICK else asked.method
    threshold = say(f"polls.threshold_told.{asked.rules.threshold}")
    return say(f"polls.card.{key}", threshold=threshold)
