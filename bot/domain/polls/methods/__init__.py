"""The voting methods: each a small pure module with its ballot rule and its tally."""

from bot.domain.polls.methods.approval import APPROVAL
from bot.domain.polls.methods.counting import Method, Tally
from bot.domain.polls.methods.single import SINGLE

__all__ = ["METHODS", "Method", "Tally"]

METHODS: dict[str, Method] = {method.name: method for method in (APPROVAL, SINGLE)}
