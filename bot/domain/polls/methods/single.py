"""Single choice: each person names one option; the most named is ahead.

Source: plurality voting, as in Brams and Fishburn, "Voting Procedures", Handbook of Social
Choice and Welfare 1 (2002), section 2.
"""

from bot.domain.polls.methods.counting import Method

SINGLE = Method("single")
