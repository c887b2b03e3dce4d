"""A result's numbers in words, in the room that a card has for them."""

from bot.domain.polls.poll import Poll
from bot.domain.polls.result import Result
from bot.words.results import Numbers, numbers_told
from cogs.parts import as_code, isolated
from cogs.polls.shown import shown

ROOM = 2400


def numbers_on_card(poll: Poll, result: Result) -> str:
    """Return what a result tells besides its outcome, for its text; empty if nothing."""
    numbers = numbers_told(poll, result, shown, pictured=True)
    if numbers is None:
        return ""
    told = f"{numbers.head}\n{_under_room(poll, numbers)}"
    # After an empty line, or it would belong to the last option.
    return "\n\n".join((told, *numbers.below))


def _under_room(poll: Poll, numbers: Numbers) -> str:
    """Return numbered lines; as a code block, which needs no escaping, where they are too long."""
    told = "\n".join(f"{n}. {line}" for n, (line, _) in enumerate(numbers.lines, start=1))
    if len(told) <= ROOM:
        return told
    bare = zip(poll.options, numbers.lines, strict=True)
    lines = (f"{n}. {isolated(each)}{rest}" for n, (each, (_, rest)) in enumerate(bare, start=1))
    return as_code("\n".join(lines))
