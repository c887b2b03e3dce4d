"""A show of hands: open to everyone, counted by Discord, with nothing kept about anybody."""

from collections.abc import Mapping, Sequence

from bot.domain.polls.methods.counting import Tally, Verdict, most_marks
from bot.domain.polls.options import emoji_core
from bot.domain.polls.result import Kind, Result


def hands_result(emojis: Sequence[str], shown: Mapping[str, int] | None) -> Result:
    """Return the result of a show of hands.

    `emojis` are the options', in the card's order; `shown` says how many people stand under each
    emoji on the card, None when the card is gone. Other emojis don't count. How many people took
    part isn't told: one person may raise a hand for several options.
    """
    if shown is None:
        return Result(Kind.UNCOUNTED)
    by_core = {emoji_core(emoji): count for emoji, count in shown.items()}
    counts = tuple(by_core.get(emoji_core(emoji), 0) for emoji in emojis)
    leading = most_marks(Tally(0, 0, counts))
    if not leading:
        return Result(Kind.NOBODY)
    alone = len(leading) == 1
    return Result(
        Kind.OUTCOME,
        Verdict.AHEAD if alone else Verdict.TIE,
        leading=leading[0] if alone else None,
        counts=counts,
    )
