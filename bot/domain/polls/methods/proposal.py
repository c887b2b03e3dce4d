"""Proposal: yes or no to one thing; carried when enough of those who decided say yes.

The share is taken of those who said yes or no; who passes counts for the quorum alone. Equal
numbers don't carry. Source: May, "A Set of Independent Necessary and Sufficient Conditions for
Simple Majority Decision", Econometrica 20 (1952); for the larger shares, Robert's Rules of Order
Newly Revised, section 44 (the share is of votes cast, abstentions left out).
"""

from bot.domain.polls.methods.counting import Method, Tally, Verdict
from bot.domain.polls.rules import Rules

YES = 0


def verdict(tally: Tally, rules: Rules) -> Verdict:
    """Say whether the proposal is carried under the poll's threshold."""
    carried = rules.threshold.carried(tally.counts[YES], tally.decided)
    return Verdict.CARRIED if carried else Verdict.NOT_CARRIED


PROPOSAL = Method(
    "proposal",
    verdict,
    fixed=("polls.options.yes", "polls.options.no"),
    decides_by_threshold=True,
)
