"""Approval: each person chooses every option that would be fine; the most chosen leads.

Source: Brams and Fishburn, "Approval Voting", American Political Science Review 72 (1978).
"""

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods.counting import Method, count_marks
from bot.domain.refusals import BadInput


def check(ballot: Ballot) -> None:
    """Refuse a ballot that is empty, or that passes and chooses as well. Raises BadInput."""
    if ballot.passed and ballot.chosen:
        raise BadInput("polls.refused.pass_goes_alone")
    if not ballot.passed and not ballot.chosen:
        raise BadInput("polls.refused.nothing_chosen")


APPROVAL = Method("approval", many=True, check=check, tally=count_marks)
