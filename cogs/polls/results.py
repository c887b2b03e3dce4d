"""Results of polls, in words: told with care, as the poll's rule allows."""

from bot.client.layout import Layout
from bot.domain.polls.poll import Poll
from bot.domain.polls.publication import FLOOR, Result
from bot.words import say
from cogs.parts import as_code, card, help_lines_button, link, plain, row, text

ROOM = 2600


def result_card(poll: Poll, mark: int) -> Layout:
    """Return the message that tells a closed poll's result."""
    result = poll.result or Result("lost")
    heading = f"## {say('polls.result.title')}: {plain(poll.question)}"
    told = [text(heading), text(_told(poll, result))]
    if shares := _shares(poll, result):
        told.append(text(shares))
    if result.kind == "outcome":
        told.append(text(say("polls.result.closed_note")))
    if poll.message_id is not None:
        address = link(poll.group_id, poll.channel_id, poll.message_id)
        told.append(text(say("polls.result.card_link", link=address)))
    return card(*told, row(help_lines_button()), mark=mark)


def _told(poll: Poll, result: Result) -> str:
    if result.kind != "outcome" or result.turnout is None:
        return say(f"polls.result.{result.kind}")
    low, high = result.turnout
    turnout = (
        say("polls.result.turnout_few")
        if low == FLOOR
        else say("polls.result.turnout", low=low, high=high)
    )
    if result.leading is None:
        return f"{say('polls.result.tie')}\n{turnout}"
    ahead = plain(poll.options[result.leading])
    return f"{say(f'polls.result.ahead_{poll.method}', option=ahead)}\n{turnout}"


def _shares(poll: Poll, result: Result) -> str:
    if not result.shares:
        return ""
    lines = [
        (option, say(f"polls.result.{share}"))
        for option, share in zip(poll.options, result.shares, strict=True)
    ]
    shown = "\n".join(
        "- " + say("polls.result.share", option=plain(option), share=f"**{share}**")
        for option, share in lines
    )
    if len(shown) > ROOM:
        shown = as_code("\n".join(f"{option}: {share}" for option, share in lines))
    return f"{say('polls.result.shares')}\n{shown}"
