"""The whole of a decision, in pages: nothing that somebody wrote is cut here."""

from collections.abc import Iterator

from bot.client.layout import Layout, layout
from bot.domain.decisions.parts import NoteKind
from bot.services.decisions import Shown
from bot.words import say
from cogs.decisions import cards
from cogs.decisions.cards import SIDES
from cogs.parts import button, plain, row, text

# Of Discord's 4,000 characters, what the title and the page's number leave.
ROOM = 3200
WHOLE = 10_000


def whole_card(shown: Shown, page: int) -> Layout:
    """Return one page, the first is 0; a page that there isn't becomes the nearest one."""
    pages = list(_pages(_pieces(shown)))
    page = max(0, min(page, len(pages) - 1))
    which = shown.decision.decision_id
    parts = [text(cards.head(shown.decision)), text(pages[page])]
    if len(pages) > 1:
        told = say("decisions.whole.page", page=page + 1, pages=len(pages))
        before = button(say("decisions.whole.before"), "decision.page", which, page - 1)
        after = button(say("decisions.whole.after"), "decision.page", which, page + 1)
        before.disabled, after.disabled = page == 0, page == len(pages) - 1
        return layout(*parts, text(told), row(before, after))
    return layout(*parts)


def _pieces(shown: Shown) -> Iterator[str]:
    """Yield the parts of which none is torn if it fits on a page."""
    decision = shown.decision
    yield f"**{cards.stage(decision)}**"
    if decision.outcome is not None:
        yield from cards.outcome_lines(decision.outcome, WHOLE)
    yield from cards.asked_lines(decision, WHOLE)
    for kind in NoteKind:
        if any(note.kind is kind for note in shown.notes):
            yield from cards.note_lines(shown, kind, WHOLE)
    for number, option in enumerate(shown.options, start=1):
        title = f"### {number}. {plain(option.text)}"
        sides = [
            say(
                f"decisions.options.{name}",
                text=plain(getattr(option, name)) or say("decisions.options.nothing"),
            )
            for name in SIDES
        ]
        yield "\n".join((title, *sides))


def _pages(pieces: Iterator[str]) -> Iterator[str]:
    page = ""
    for piece in (part for whole in pieces for part in _parts(whole)):
        if page and len(page) + len(piece) + 1 > ROOM:
            yield page
            page = ""
        page = f"{page}\n{piece}" if page else piece
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
