"""Publication: what a closed poll may tell, so that no result gives anybody's vote away.

The rule depends on the poll's settings and the turnout band alone, never on how the votes look,
because a rule chosen by looking at the votes leaks them.
"""

from dataclasses import replace

from bot.domain.polls.methods.comparing import more_prefer
from bot.domain.polls.methods.counting import Method, Tally, Verdict
from bot.domain.polls.result import Kind, Result, Share, Table
from bot.domain.polls.rules import FLOOR, Publication, Rules, Threshold

LEADER_FROM = 5
SHARES_FROM = 10


def turnout_band(ballots: int) -> tuple[int, int]:
    """Return the published band around a number of ballots, from 3 on.

    The bands are 3-4, 5-9, 10-19, 20-49, 50-99, 100-199, 200-499 and so on.
    """
    if ballots < LEADER_FROM:
        return (FLOOR, LEADER_FROM - 1)
    low, step = LEADER_FROM, 0
    while True:
        high = low * 5 // 2 if step == 2 else low * 2
        if ballots < high:
            return (low, high - 1)
        low, step = high, (step + 1) % 3


def share_of(count: int, decided: int) -> Share:
    """Return the word for one option's share of those who decided: few, many or most.

    few is under 3 or under a quarter; most is three fifths or more; many lies between.
    """
    if count < 3 or 4 * count < decided:
        return Share.FEW
    return Share.MOST if 5 * count >= 3 * decided else Share.MANY


def protected_floor(method: Method, rules: Rules) -> int:
    """Return from how many ballots a result may be told under `protected`.

    Three, but five for three quarters: with four ballots, whoever said no would know from
    "carried" that all others said yes (found by trying every possible result).
    """
    tight = method.decides_by_threshold and rules.threshold is Threshold.THREE_QUARTERS
    return LEADER_FROM if tight else FLOOR


def most_told(method: Method, rules: Rules, result: Result) -> int:
    """Return the largest number of ballots that a result could stand for."""
    if result.turnout is not None:
        return result.turnout[1]
    counted = rules.publication is Publication.COUNTS
    return (rules.floor if counted else protected_floor(method, rules)) - 1


def publish(method: Method, tally: Tally, rules: Rules) -> Result:
    """Return what may be told of a tally; see the design, "Publication"."""
    if rules.publication is Publication.COUNTS:
        return _counts(method, tally, rules)
    return _protected(method, tally, rules)


def _protected(method: Method, tally: Tally, rules: Rules) -> Result:
    """Under 3 ballots nothing. From 3 the outcome and a band, from 10 words for the rest too.

    A tie at the top names no options, unless the poll's rule for ties needs them.
    """
    if tally.ballots < protected_floor(method, rules):
        return Result(Kind.TOO_FEW)
    told = _outcome(method, tally, rules, turnout_band(tally.ballots))
    if tally.ballots < SHARES_FROM or not method.shares:
        return told
    most = tally.decided * method.points
    return replace(
        told,
        shares=tuple(share_of(count, most) for count in tally.counts),
        weaker_shares=tuple(share_of(count, most) for count in tally.weaker),
        beats=_beats(tally) if method.compares else (),
        # Of a tie they are not told: nobody giving a point would show in it.
        finalists=method.finalists(tally) if told.verdict is Verdict.AHEAD else (),
    )


def _counts(method: Method, tally: Tally, rules: Rules) -> Result:
    """Exact numbers from the floor on. Consent tells even here only whether there is a concern."""
    if tally.ballots < rules.floor:
        return Result(Kind.TOO_FEW)
    told = _outcome(method, tally, rules, (tally.ballots, tally.ballots))
    if not method.numbers:
        return told
    return replace(
        told,
        counts=tally.counts,
        passes=tally.passes,
        weaker=tally.weaker,
        preferred=tally.preferred,
        finalists=method.finalists(tally),
    )


def _outcome(method: Method, tally: Tally, rules: Rules, turnout: tuple[int, int]) -> Result:
    verdict, leading = method.verdict(tally, rules), method.leading(tally)
    tied: tuple[int, ...] = ()
    if verdict is Verdict.TIE and may_name_the_tied(method, options_of(tally), rules, turnout):
        # Nobody decided: all are level, and it can't be told from a tie of all.
        tied = leading or tuple(range(options_of(tally)))
    return Result(
        Kind.OUTCOME,
        verdict,
        turnout,
        tally.ballots >= rules.quorum,
        leading[0] if verdict is Verdict.AHEAD else None,
        tied=tied,
    )


def may_name_the_tied(method: Method, options: int, rules: Rules, turnout: tuple[int, int]) -> bool:
    """Say whether a tie may name its options: where the rule for ties asks it, and it is safe.

    Where each person names one option and there are as many options as people, whoever passed
    would know from a tie of all that all others passed too (found by trying every result).
    """
    exact = rules.publication is Publication.COUNTS
    return rules.tie.names_the_tied and (exact or method.many or options < turnout[1])


def options_of(tally: Tally) -> int:
    """Return how many options a tally is about."""
    return len(tally.counts) or len(tally.preferred)


def _beats(tally: Tally) -> Table:
    every = range(len(tally.preferred))
    return tuple(tuple(more_prefer(tally, one, other) for other in every) for one in every)
