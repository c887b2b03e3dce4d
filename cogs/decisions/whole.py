"""The whole of a decision, in pages: nothing that somebody wrote is cut here."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.domain.decisions.decision import Decision
from bot.domain.decisions.parts import NoteKind
from bot.domain.polls.methods import METHODS
from bot.domain.polls.moments import moment_of
from bot.domain.polls.poll import Poll
from bot.services.decisions import Shown
from bot.words import say
from bot.words.results import numbers_told, outcome_told
from cogs.decisions import cards
from cogs.decisions.cards import SIDES
from cogs.parts import button, day, link, moment, plain, row, text

# Of Discord's 4,000 characters, what the title and the page's number leave.
ROOM = 3200
WHOLE = 10_000


def whole_card(shown: Shown, page: int) -> Layout:
    """Return one page, the first is 0; a page that there isn't becomes the nearest one."""
    pages = list(pages_of(_pieces(shown)))
    page = max(0, min(page, len(pages) - 1))
    which = shown.decision.decision_id
    parts = [text(cards.head(shown.decision)), text(pages[page])]
    turns = (
        button(say("decisions.whole.before"), "decision.page", which, page - 1),
        button(say("decisions.whole.after"), "decision.page", which, page + 1),
    )
    ways = row(
        button(say("decisions.whole.history"), "decision.history", which),
        button(say("decisions.export.button"), "decision.export", which),
        button(say("decisions.list.all"), "decision.list_page"),
    )
    return layout(*parts, *turned(turns, page, len(pages)), ways)


def turned(turns: tuple[ui.Button[Any], ui.Button[Any]], page: int, pages: int) -> tuple[Item, ...]:
    """Return which page it is, with the buttons back and on; nothing where there is but one."""
    if pages < 2:
        return ()
    before, after = turns
    before.disabled, after.disabled = page == 0, page == pages - 1
    return text(say("decisions.whole.page", page=page + 1, pages=pages)), row(*turns)


def _pieces(shown: Shown) -> Iterator[str]:
    """Yield the parts of which none is torn if it fits on a page."""
    decision = shown.decision
    yield "\n".join(_stands(decision))
    if decision.outcome is not None:
        yield "\n".join(cards.outcome_lines(decision.outcome, WHOLE))
    if decision.review_on is not None:
        yield say("decisions.outcome.look_again", day=day(decision.review_on))
    yield "\n".join(cards.asked_lines(decision, WHOLE))
    for kind in NoteKind:
        if any(note.kind is kind for note in shown.notes):
            yield "\n".join(cards.note_lines(shown, kind, WHOLE))
    yield from _options(shown)
    for name, poll in (("vote", shown.vote), ("review", shown.review_poll)):
        if poll is not None:
            yield "\n".join((say(f"decisions.whole.{name}"), *_vote(poll)))


def _options(shown: Shown) -> Iterator[str]:
    for number, option in enumerate(shown.options, start=1):
        title = f"**{number}. {plain(option.text)}**"
        if number == 1:
            title = f"### {say('decisions.export.options')}\n{title}"
        sides = [
            say(
                f"decisions.options.{name}",
                text=plain(getattr(option, name)) or say("decisions.options.nothing"),
            )
            for name in SIDES
        ]
        yield "\n".join((title, *sides))


def _stands(decision: Decision) -> Iterator[str]:
    yield f"**{cards.stage(decision)}**"
    if decision.message_id is not None:
        where = (decision.group_id, decision.channel_id, decision.message_id)
        yield say("decisions.moved.to_card", link=link(*where))


def _vote(poll: Poll) -> Iterator[str]:
    """Yield the lines on a poll: what was asked, and what came of it as its own card tells it."""
    yield say("decisions.whole.vote_question", question=plain(poll.question))
    result = poll.result
    if result is None:
        yield say("decisions.whole.vote_open")
        return
    yield from outcome_told(poll, result, _option, plain)
    numbers = numbers_told(poll, result, _option)
    if numbers is not None:
        yield numbers.head
        yield from (f"{n}. {line}" for n, (line, _) in enumerate(numbers.lines, start=1))
        # After an empty line, or it would belong to the last option.
        yield from (f"\n{each}" for each in numbers.below)


def _option(poll: Poll, position: int) -> str:
    option = poll.options[position]
    return moment(moment_of(option)) if METHODS[poll.method].moments else plain(option)


def pages_of(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the pieces in pages that fit on a card."""
    page = ""
    for piece in (part for whole in pieces for part in _parts(whole)):
        # A blank line between two: else Discord takes what follows a list for a part of it.
        if page and len(page) + len(piece) + 2 > ROOM:
            yield page
            page = ""
        page = f"{page}\n\n{piece}" if page else piece
    if page:
        yield page


def _parts(piece: str) -> Iterator[str]:
    """Yield a piece in parts of a page at most: escapes can make one option longer than that."""
    while len(piece) > ROOM:
        end = piece.rfind("\n", 1, ROOM)
        end = end if end > 0 else ROOM
        yield piece[:end]
        piece = piece[end:].lstrip("\n")
    yield piece
