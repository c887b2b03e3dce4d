"""The voting methods: each a small pure module with its ballot, its verdict and its source."""

from bot.domain.polls.methods.approval import APPROVAL
from bot.domain.polls.methods.consent import CONSENT
from bot.domain.polls.methods.counting import Method, Tally, Verdict
from bot.domain.polls.methods.proposal import PROPOSAL
from bot.domain.polls.methods.ranked import RANKED
from bot.domain.polls.methods.score import SCORE
from bot.domain.polls.methods.single import SINGLE
from bot.domain.polls.methods.temperature import TEMPERATURE
from bot.domain.polls.methods.times import TIMES

__all__ = ["METHODS", "Method", "Tally", "Verdict"]

METHODS: dict[str, Method] = {
    method.name: method
    for method in (APPROVAL, SINGLE, RANKED, SCORE, TIMES, PROPOSAL, CONSENT, TEMPERATURE)
}
