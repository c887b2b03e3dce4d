"""Cards of polls: what a group sees of a poll, open and closed, and what only its author sees."""

from datetime import datetime

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.drafting import Draft
from bot.domain.polls.poll import Poll
from bot.services.polls import Proposal, Receipt
from bot.words import say
from cogs.parts import (
    QUIET,
    as_code,
    button,
    card,
    help_lines_button,
    link,
    main_button,
    moment,
    plain,
    row,
    text,
    when,
)

# Discord counts all texts of a message together, up to 4,000; what isn't ours stays below this.
ROOM = 3200


def open_card(poll: Poll, mark: int) -> Layout:
    """Return the card on which a group votes."""
    return card(
        *_asked(poll.question, poll.options),
        text(f"-# {say(f'polls.card.{poll.method}')} {_closes(poll.closes_at)}"),
        row(
            main_button(say("polls.card.vote"), "poll.vote", poll.poll_id),
            button(say("polls.card.private"), "poll.private"),
            help_lines_button(),
        ),
        mark=mark,
    )


def closed_card(poll: Poll, mark: int, result_id: int | None) -> Layout:
    """Return the card after closing; `result_id` is the message that tells the result."""
    told = say("polls.card.closed")
    if result_id is not None:
        address = link(poll.group_id, poll.channel_id, result_id)
        told = say("polls.card.closed_link", link=address)
    return card(
        *_asked(poll.question, poll.options), text(told), row(help_lines_button()),
        mark=mark, colour=QUIET,
    )  # fmt: skip


def preview(proposal: Proposal, draft: Draft, channel_id: int) -> Layout:
    """Return what only the author sees before anything is posted."""
    length = say(f"polls.open_for.{draft.minutes}")
    how = say(f"polls.card.{draft.method}")
    shown = card(
        *_asked(draft.question, draft.options),
        text(f"-# {how} {say('polls.preview.open_for', length=length)}."),
    )
    return layout(
        text(say("polls.preview.intro", channel=f"<#{channel_id}>")),
        *shown.children,
        row(
            main_button(say("polls.preview.post"), "poll.post", proposal.poll_id),
            button(say("polls.preview.edit"), "poll.edit", proposal.poll_id),
            button(say("polls.preview.discard"), "poll.discard", proposal.poll_id),
        ),
    )


def trouble(proposal: Proposal, told: str) -> Layout:
    """Return what is wrong with a draft, with the way back to the text."""
    return layout(
        text(say("polls.preview.trouble", trouble=told)),
        row(
            main_button(say("polls.preview.edit"), "poll.edit", proposal.poll_id),
            button(say("polls.preview.discard"), "poll.discard", proposal.poll_id),
        ),
    )


def privacy() -> Layout:
    """Return how private a ballot is, in plain words."""
    parts = ("group", "outside", "small", "after", "result")
    title = f"### {say('polls.private.title')}"
    return layout(text("\n\n".join((title, *(say(f"polls.private.{part}") for part in parts)))))


def vote_card(receipt: Receipt, key: str) -> Layout:
    """Return a person's own vote, which only they see. `key` opens it: in, changed or stands."""
    poll, ballot = receipt.poll, receipt.ballot
    if ballot is None:
        raise ValueError("there is no ballot to show")
    return layout(
        text(f"{say(f'polls.vote.{key}')}\n{_chosen(poll, ballot)}"),
        text(say("polls.vote.only_you", when=when(poll.closes_at))),
        row(
            button(say("polls.vote.change"), "poll.change", poll.poll_id),
            button(say("polls.vote.take_back"), "poll.take_back", poll.poll_id),
        ),
    )


def taken_back(receipt: Receipt) -> Layout:
    """Return the sentence after taking a vote back."""
    key = "taken_back" if receipt.changed else "nothing_to_take_back"
    return layout(
        text(say(f"polls.vote.{key}", when=when(receipt.poll.closes_at))),
        row(main_button(say("polls.card.vote"), "poll.change", receipt.poll.poll_id)),
    )


def unsent(poll_id: str, chosen: str, told: str) -> Layout:
    """Return why a ballot wasn't taken, and the way back to it with its choices kept."""
    again = main_button(say("polls.vote.again"), "poll.again", poll_id, chosen)
    return layout(text(told), row(again))


def lost_card(poll: Poll, mark: int) -> Layout:
    """Return the notice that a poll's votes were lost with the machine."""
    told = say("polls.lost.text", when=when(poll.closes_at))
    return card(
        text(f"## {plain(poll.question)}\n{told}"),
        row(main_button(say("polls.card.vote"), "poll.vote", poll.poll_id)),
        mark=mark,
    )


def _asked(question: str, options: tuple[str, ...]) -> tuple[Item, ...]:
    shown = "\n".join(f"{n}. {plain(option)}" for n, option in enumerate(options, start=1))
    heading = f"## {plain(question)}"
    if len(heading) + len(shown) > ROOM:
        shown = as_code("\n".join(f"{n}. {option}" for n, option in enumerate(options, start=1)))
    return text(heading), text(shown), ui.Separator()


def _closes(closes_at: datetime) -> str:
    return say("polls.card.closes", when=when(closes_at), moment=moment(closes_at))


def _chosen(poll: Poll, ballot: Ballot) -> str:
    if ballot.passed:
        return say("polls.vote.passed")
    return "\n".join(f"- {plain(poll.options[position])}" for position in ballot.chosen)
