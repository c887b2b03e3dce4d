"""Approval: each person chooses every option that would be fine; the most chosen is ahead.

Source: Brams and Fishburn, "Approval Voting", American Political Science Review 72 (1978).
"""

from bot.domain.polls.methods.counting import Method

APPROVAL = Method("approval", many=True)
