"""Cards of polls: what a group sees of a poll, open and closed, and what only its author sees."""

from typing import Any

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.domain.decisions.decision import Decision
from bot.domain.polls.drafting import Draft
from bot.domain.polls.gathering import gathering_ends
from bot.domain.polls.poll import Poll, Reacting
from bot.domain.polls.result import Kind
from bot.services.polls import Proposal
from bot.words import say
from cogs.parts import (
    QUIET,
    as_code,
    button,
    card,
    feedback_button,
    help_lines_button,
    isolated,
    link,
    main_button,
    moment,
    plain,
    row,
    shortened,
    text,
    when,
)
from cogs.polls.rules import on_card, result_tells
from cogs.polls.shown import all_shown

# Discord counts all texts of a message together, up to 4,000; what isn't ours stays below this.
ROOM = 3000
LABEL_LENGTH = 80
WHAT_LENGTH = 60


def open_card(poll: Poll, mark: int, decision: Decision | None = None) -> Layout:
    """Return the card on which a group votes; `decision` is the one for which it is asked."""
    closes = say("polls.card.closes", when=when(poll.closes_at), moment=moment(poll.closes_at))
    return card(
        *_asked(poll),
        text(f"-# {_belongs(poll, decision)}{on_card(poll)} {closes}"),
        *_ways_in(poll),
        mark=mark,
    )


def gathering_card(poll: Poll, mark: int, decision: Decision | None = None) -> Layout:
    """Return the card on which members propose options until voting begins."""
    until = gathering_ends(poll)
    told = say("polls.gathering.until", when=when(until), moment=moment(until))
    begins = say("polls.gathering.begins", when=when(poll.opened_at))
    return card(
        *_asked(poll),
        text(f"{told}\n-# {_belongs(poll, decision)}{begins} {on_card(poll)}"),
        row(
            main_button(say("polls.gathering.button"), "poll.suggest", poll.poll_id),
            *_around(poll),
        ),
        mark=mark,
    )


def begun_card(poll: Poll, mark: int) -> Layout:
    """Return that card once voting has begun, with the way to the ballot."""
    told = say("polls.gathering.begun")
    if poll.message_id is not None:
        address = link(poll.group_id, poll.channel_id, poll.message_id)
        told = say("polls.gathering.begun_link", link=address)
    return card(
        text(f"## {plain(poll.question)}\n{told}"),
        row(help_lines_button()),
        mark=mark,
        colour=QUIET,
    )


def closed_card(poll: Poll, mark: int, result_id: int | None) -> Layout:
    """Return the card after closing; `result_id` is the message that tells the result."""
    return card(
        *_asked(poll),
        text(_closed(poll, result_id)),
        row(help_lines_button()),
        mark=mark,
        colour=QUIET,
    )


def closed_notice(poll: Poll, mark: int, result_id: int | None) -> Layout:
    """Return what was said of an open poll once it is closed, with no way to vote any more."""
    head = text(f"## {plain(poll.question)}\n{_closed(poll, result_id)}")
    return card(head, row(help_lines_button()), mark=mark, colour=QUIET)


def quick_row(poll: Poll) -> ui.ActionRow[Any]:
    """Return a quick poll's emoji buttons: one press is a vote."""
    return row(
        *(
            button(
                shortened(f"{emoji} {option}", LABEL_LENGTH), "poll.quick", poll.poll_id, position
            )
            for position, (emoji, option) in enumerate(zip(poll.emojis, poll.options, strict=True))
        )
    )


def preview(proposal: Proposal, draft: Draft, channel_id: int, opens: str) -> Layout:
    """Return what only the author sees before anything is posted; `opens` says when it begins."""
    shown = card(
        *_asked(draft),
        text(f"-# {on_card(draft)} {opens}"),
    )
    return layout(
        text(say("polls.preview.intro", channel=f"<#{channel_id}>")),
        *shown.children,
        text(_tells(draft)),
        row(
            main_button(say("polls.preview.post"), "poll.post", proposal.poll_id),
            button(say("polls.preview.edit"), "poll.edit", proposal.poll_id),
            button(say("polls.preview.settings"), "poll.settings", proposal.poll_id),
            button(say("polls.preview.other_way"), "poll.other_way", proposal.poll_id),
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


def privacy(poll: Poll) -> Layout:
    """Return how private a ballot is, in plain words."""
    method, rules = poll.method, poll.rules
    if not poll.reacting.private:
        return layout(text(f"### {say('polls.private.title')}\n\n{say('polls.private.hands')}"))
    parts = [say(f"polls.private.{part}") for part in ("group", "outside", "small", "after")]
    parts.append(say("polls.private.result", rule=result_tells(method, rules)))
    mine = button(say("privacy.card.button"), "privacy.open")
    return layout(text("\n\n".join((f"### {say('polls.private.title')}", *parts))), row(mine))


def notice(poll: Poll, told: str, mark: int, *, vote: bool = True) -> Layout:
    """Return a message about a poll, with the way in if it is still open."""
    head = text(f"## {plain(poll.question)}\n{told}")
    ways = _ways_in(poll) if vote else ()
    return card(head, *ways, mark=mark)


def _around(poll: Poll) -> tuple[ui.Button[Any], ...]:
    return (
        button(say("polls.card.private"), "poll.private", poll.poll_id),
        feedback_button("poll", poll.poll_id),
        help_lines_button(),
    )


def _ways_in(poll: Poll) -> tuple[Item, ...]:
    around = _around(poll)
    if poll.reacting is Reacting.HANDS:
        return (row(*around),)
    if poll.reacting is Reacting.QUICK:
        passing = button(say("polls.pass.label"), "poll.quick", poll.poll_id, "pass")
        return quick_row(poll), row(passing, *around)
    return (row(main_button(say("polls.card.vote"), "poll.vote", poll.poll_id), *around),)


def _belongs(poll: Poll, decision: Decision | None) -> str:
    """Return the sentences that lead from a poll to the decision for which it is asked, if any."""
    if decision is None:
        return ""
    told = say("polls.card.decision")
    if decision.asked.what not in poll.question:
        what = plain(shortened(decision.asked.what, WHAT_LENGTH))
        told = say("polls.card.decision_named", what=what)
    if decision.message_id is not None:
        where = (decision.group_id, decision.channel_id, decision.message_id)
        told += f" {say('polls.card.decision_link', link=link(*where))}"
    return f"{told} "


def _closed(poll: Poll, result_id: int | None) -> str:
    if result_id is None:
        return say("polls.card.closed")
    address = link(poll.group_id, poll.channel_id, result_id)
    if poll.result is not None and poll.result.kind is Kind.TAKEN_DOWN:
        return say("polls.card.taken_down_link", link=address)
    return say("polls.card.closed_link", link=address)


def _tells(draft: Draft) -> str:
    if not draft.reacting.private:
        return say("polls.private.hands")
    return say("polls.private.result", rule=result_tells(draft.method, draft.rules))


def _asked(asked: Poll | Draft) -> tuple[Item, ...]:
    heading = f"## {plain(asked.question)}"
    signs = asked.emojis or tuple(f"{n}." for n in range(1, len(asked.options) + 1))
    options = zip(signs, all_shown(asked), strict=True)
    shown = "\n".join(f"{sign} {option}" for sign, option in options)
    if len(heading) + len(shown) > ROOM:
        lines = (f"{n}. {isolated(option)}" for n, option in enumerate(asked.options, start=1))
        shown = as_code("\n".join(lines))
    return text(heading), text(shown), ui.Separator()
