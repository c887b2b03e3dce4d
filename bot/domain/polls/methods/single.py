"""Single choice: each person names one option; the most named leads.

Source: plurality voting, as in Brams and Fishburn, "Voting Procedures", Handbook of Social
Choice and Welfare 1 (2002), section 2.
"""

from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods.counting import Method, count_marks
from bot.domain.refusals import BadInput


def check(ballot: Ballot) -> None:
    """Refuse a ballot that names none or several options without passing. Raises BadInput."""
    if ballot.passed != (not ballot.chosen) or len(ballot.chosen) > 1:
        raise BadInput("polls.refused.one_choice")


SINGLE = Method("single", many=False, check=check, tally=count_marks)
