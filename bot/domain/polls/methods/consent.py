"""Consent: a proposal goes ahead unless somebody has a concern that needs talking about.

Only whether there is a concern is ever told, never how many have one: a number would point at
people, and one concern is reason enough to talk. Source: the consent principle of sociocracy, as
in Endenburg, "Sociocracy: The Organization of Decision-Making" (1998).
"""

from bot.domain.polls.methods.counting import Method, Tally, Verdict
from bot.domain.polls.rules import Rules

CONCERN = 1


def verdict(tally: Tally, _: Rules) -> Verdict:
    """Say whether anybody has a concern."""
    return Verdict.CONCERN if tally.counts[CONCERN] else Verdict.NO_OBJECTION


CONSENT = Method(
    "consent",
    verdict,
    fixed=("polls.options.no_objection", "polls.options.concern"),
    shares=False,
    numbers=False,
)
