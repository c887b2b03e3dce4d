"""A person's own vote: the private ballot, and what only they see of it."""

from typing import Any

from discord import ButtonStyle, ui

from bot.client.layout import Layout, layout
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.methods import METHODS
from bot.domain.polls.poll import Poll, Reacting
from bot.services.polls import Receipt
from bot.words import say
from cogs.parts import button, form, main_button, moment, plain, row, text
from cogs.polls import grades
from cogs.polls.cards import quick_row
from cogs.polls.shown import shown

# Discord's radio and checkbox groups hold ten at most; a menu holds 25.
GROUP_HOLDS = 10
PASSING = "pass"
HINTED = ("approval", "consent")


def ballot_form(poll: Poll, ballot: Ballot | None) -> ui.Modal:
    """Return the private ballot, with the person's choices marked if there are any."""
    hint = say(f"polls.ballot.{poll.method}_hint") if poll.method in HINTED else None
    label = ui.Label[Any](
        text=say(f"polls.ballot.{poll.method}"),
        description=hint,
        component=_choices(poll, ballot, many=METHODS[poll.method].many),
    )
    items = (
        ui.TextDisplay[Any](f"**{plain(poll.question)}**\n{say('polls.ballot.private_short')}"),
        label,
        ui.TextDisplay[Any](say("polls.ballot.private")),
    )
    return form(say("polls.ballot.title"), "poll.ballot", poll.poll_id, items=items)


def ballot_in(values: tuple[str, ...]) -> tuple[dict[int, int], bool]:
    """Return what was chosen: a mark per position, and whether Pass was among it."""
    positions = (int(value) for value in values if value.isascii() and value.isdecimal())
    return dict.fromkeys(positions, 1), PASSING in values


def written(values: tuple[str, ...]) -> str:
    """Write the values of a ballot for the custom_id of a private message's button."""
    return "-".join(values)


def read(chosen: str) -> tuple[dict[int, int], bool]:
    """Read what `written` wrote."""
    return ballot_in(tuple(chosen.split("-")))


def vote_card(poll: Poll, ballot: Ballot, key: str) -> Layout:
    """Return a person's own vote. `key` opens it: in, changed or stands."""
    return layout(
        text(f"{say(f'polls.vote.{key}')}\n{_chosen(poll, ballot)}"),
        text(say("polls.vote.only_you", moment=moment(poll.closes_at))),
        row(
            _opening(poll, say("polls.vote.change")),
            button(say("polls.vote.take_back"), "poll.take_back", poll.poll_id),
            button(say("polls.vote.key"), "poll.key", poll.poll_id),
        ),
    )


def quick_again(poll: Poll) -> Layout:
    """Return a quick poll's buttons, for somebody who changes their vote."""
    return layout(text(say("polls.vote.quick_again")), quick_row(poll))


def taken_back(receipt: Receipt) -> Layout:
    """Return the sentence after taking a vote back."""
    poll = receipt.poll
    key = "taken_back" if receipt.changed else "nothing_to_take_back"
    again = (
        quick_row(poll)
        if poll.reacting is Reacting.QUICK
        else row(_opening(poll, say("polls.card.vote"), main=True))
    )
    return layout(text(say(f"polls.vote.{key}", moment=moment(poll.closes_at))), again)


def unsent(poll_id: str, chosen: str, told: str) -> Layout:
    """Return why a ballot wasn't taken, and the way back to it with its choices kept."""
    again = main_button(say("polls.vote.again"), "poll.again", poll_id, chosen)
    return layout(text(told), row(again))


def _chosen(poll: Poll, ballot: Ballot) -> str:
    if ballot.passed:
        return say("polls.vote.passed")
    if METHODS[poll.method].graded:
        return grades.summary(poll, ballot.marks)
    return "\n".join(f"- {shown(poll, position)}" for position in ballot.chosen)


def _opening(poll: Poll, label: str, *, main: bool = False) -> ui.Button[Any]:
    """Return what opens the ballot again: a card in this message's place, or a form."""
    style = ButtonStyle.primary if main else ButtonStyle.secondary
    if METHODS[poll.method].graded:
        return button(label, "poll.regrade", poll.poll_id, style=style)
    return button(label, "poll.change", poll.poll_id, style=style)


def _choices(poll: Poll, ballot: Ballot | None, *, many: bool) -> ui.Item[Any]:
    options: list[tuple[str, str, str | None, bool]] = [
        (option, str(position), None, ballot is not None and position in ballot.chosen)
        for position, option in enumerate(poll.options)
    ]
    passed = ballot is not None and ballot.passed
    options.append((say("polls.pass.label"), PASSING, say("polls.pass.description"), passed))
    if len(options) > GROUP_HOLDS:
        most = len(options) if many else 1
        menu = ui.Select[Any](custom_id="choice", min_values=1, max_values=most)
        for label, value, description, default in options:
            menu.add_option(label=label, value=value, description=description, default=default)
        return menu
    group = (
        ui.CheckboxGroup[Any](custom_id="choice", min_values=1)
        if many
        else ui.RadioGroup[Any](custom_id="choice")
    )
    for label, value, description, default in options:
        group.add_option(label=label, value=value, description=description, default=default)
    return group
