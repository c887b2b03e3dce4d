"""A result's numbers in words, as far as the poll's rules let them be told."""

from collections.abc import Iterator

from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll
from bot.domain.polls.result import Result
from bot.words import say
from cogs.parts import as_code, isolated
from cogs.polls.shown import all_shown, shown

ROOM = 2400


def numbers_told(poll: Poll, result: Result) -> str:
    """Return what a result tells besides its outcome, for its text; empty if nothing."""
    if result.beats or (METHODS[poll.method].compares and result.preferred):
        told = f"{say('polls.result.compared')}\n{_under_room(_compared(poll, result))}"
    elif numbers := _each(poll, result):
        told = f"{_head(poll, result)}\n{_under_room(_listed(poll, numbers))}"
    else:
        return ""
    if result.finalists:
        told += f"\n\n{_run_off(poll, result)}"
    if result.passes is not None:
        # After an empty line, or it would belong to the last option.
        told += f"\n\n{say('polls.result.passes', count=result.passes)}"
    return told


def _head(poll: Poll, result: Result) -> str:
    if poll.method == "score":
        return say("polls.result.points_shares" if result.shares else "polls.result.points")
    if METHODS[poll.method].moments:
        return say("polls.result.works")
    if result.shares:
        return say("polls.result.shares")
    return say("polls.result.counts" if poll.reacting.private else "polls.result.hands")


def _each(poll: Poll, result: Result) -> list[str]:
    """Return each option's number or the word for its share."""
    points = "points_" if poll.method == "score" else ""
    if result.shares:
        return [say(f"polls.result.{points}{share}") for share in result.shares]
    return [str(count) for count in result.counts]


def _listed(poll: Poll, numbers: list[str]) -> Iterator[tuple[str, str]]:
    """Yield each option's line, as a card shows it and as a code block does."""
    result = poll.result
    weaker: list[str] = []
    if result is not None and result.weaker_shares:
        weaker = [say(f"polls.result.{share}") for share in result.weaker_shares]
    elif result is not None:
        weaker = [str(count) for count in result.weaker]
    for position, option in enumerate(all_shown(poll)):
        key, blanks = "polls.result.share", {"share": f"**{numbers[position]}**"}
        if weaker:
            key = "polls.result.works_share"
            blanks["weaker"] = f"**{weaker[position]}**"
        bare = f"{isolated(poll.options[position])}: {numbers[position]}"
        yield say(key, option=option, **blanks), bare


def _compared(poll: Poll, result: Result) -> Iterator[tuple[str, str]]:
    for position, option in enumerate(all_shown(poll)):
        others = [other for other in range(len(poll.options)) if other != position]
        if result.beats:
            over = [str(other + 1) for other in others if result.beats[position][other] > 0]
        else:
            over = [pair for other in others if (pair := _pair(result, position, other))]
        told = ", ".join(over)
        key = "polls.result.compared_line" if over else "polls.result.compared_none"
        bare = f"{isolated(poll.options[position])}: > {told or '-'}"
        yield say(key, option=option, over=told), bare


def _pair(result: Result, one: int, other: int) -> str:
    more, fewer = result.preferred[one][other], result.preferred[other][one]
    if more <= fewer:
        return ""
    return say("polls.result.compared_pair", number=other + 1, more=more, fewer=fewer)


def _run_off(poll: Poll, result: Result) -> str:
    one, other = result.finalists
    names = {"one": shown(poll, one), "other": shown(poll, other)}
    if not result.preferred:
        return say("polls.result.finalists", **names)
    more, fewer = result.preferred[one][other], result.preferred[other][one]
    return say("polls.result.finalists_exact", more=more, fewer=fewer, **names)


def _under_room(lines: Iterator[tuple[str, str]]) -> str:
    """Return numbered lines; as a code block, which needs no escaping, where they are too long."""
    both = list(lines)
    told = "\n".join(f"{n}. {line}" for n, (line, _) in enumerate(both, start=1))
    if len(told) <= ROOM:
        return told
    return as_code("\n".join(f"{n}. {bare}" for n, (_, bare) in enumerate(both, start=1)))
