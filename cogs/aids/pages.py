"""The pages of an aid: what it is about, options one by one and side by side, and what it is from.

Each option comes in the same layout with the same headings, and none is marked. Stories stand after
all facts, equally many for each option.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.domain.aids.aid import SIDES, AidOption, Edition, Source, Story
from bot.domain.aids.writing import Written
from bot.services.aids import Read
from bot.services.decisions.weighing import AID
from bot.words import say
from cogs.fitting import fitted
from cogs.parts import button, day, help_lines_button, main_button, plain, row, text

BEGIN, STORIES, ABOUT_IT = "begin", "stories", "about"
_BESIDE = {f"side.{side}": side for side in SIDES}
# What is good about each comes first; what each is was just read.
SIDE_BY_SIDE = "side.benefits"
# Of Discord's 4,000 characters, what headings and buttons leave; escapes count as well.
PAGE_ROOM = 3300


# Where an aid is read; the buttons of its pages lead on in the same place.
ALONE, BESIDE, DRAFT, SECOND = "aid.page", "aid.beside", "aid.draft_turn", "aid.second_turn"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an aid is read: one of the words above, and the id of the aid or of the decision."""

    word: str
    which: str

    def step(self, label: str, step: str, *, main: bool = False) -> ui.Button[Any]:
        """Return the button that leads to a page."""
        return (main_button if main else button)(label, self.word, self.which, step)


def read_of(written: Written, today: date) -> Read:
    """Return an aid in work as it would be read, before anybody has."""
    about = (written.aid_id, written.version, written.aid, written.author_name)
    edition = Edition(*about, reader="", reviewed_on=today, review_by=date.max, own=True)
    return Read(edition, today, unread=True)


def page_of(read: Read, place: Place, step: str) -> Layout:
    """Return the page of a step; one that there isn't becomes the first."""
    steps = steps_of(read)
    # All sides are one step: whoever has seen one of them can go on.
    known = SIDE_BY_SIDE if step in _BESIDE else step
    at = steps.index(known) if known in steps else 0
    found = step if known != step else steps[at]
    parts = list(_PAGES.get(found, _numbered)(read, found))
    ways: list[ui.Button[Any]] = []
    if at:
        ways.append(place.step(say("aids.before"), steps[at - 1]))
    if at + 1 < len(steps):
        ways.append(place.step(say("aids.next"), steps[at + 1], main=True))
    if found.isdecimal() and int(found) < len(read.edition.aid.options):
        ways.append(place.step(say("aids.side.button"), SIDE_BY_SIDE))
    if found in _BESIDE:
        parts += _sides(place, found)
    if found == ABOUT_IT:
        ways += _onward(read, place)
    return layout(*parts, row(*ways, help_lines_button()))


def steps_of(read: Read) -> list[str]:
    """Return the steps through an aid in their order; stories only where every option has some."""
    aid = read.edition.aid
    options = [str(number) for number in range(1, len(aid.options) + 1)]
    stories = [STORIES] if _told(read) else []
    return [BEGIN, *options, SIDE_BY_SIDE, *stories, ABOUT_IT]


def _begin(read: Read, _: str) -> Iterator[Item]:
    aid = read.edition.aid
    yield text(f"## {plain(aid.question)}\n-# {say('aids.private')}")
    lines = [
        say(f"aids.about.{name}", text=fitted(getattr(aid, name), 700))
        for name in ("why_now", "who_decides", "not_for")
        if getattr(aid, name)
    ]
    yield text("\n".join(lines))
    names = (f"{n}. {fitted(each.name, 120)}" for n, each in enumerate(aid.options, start=1))
    yield text(f"{say('aids.options')}\n" + "\n".join(names))
    if read.edition.is_due(read.today):
        yield text(f"-# {say('aids.due', day=day(read.edition.review_by))}")


def _numbered(read: Read, step: str) -> Iterator[Item]:
    options = read.edition.aid.options
    number = int(step)
    option = options[number - 1]
    head = say("aids.option", number=number, count=len(options))
    yield text(f"## {plain(option.name)}\n-# {head}")
    room = PAGE_ROOM // len(SIDES)
    yield text("\n".join(_side(option, side, room) for side in SIDES))


def _side(option: AidOption, side: str, room: int) -> str:
    typed = getattr(option, side)
    told = fitted(typed, room) if typed else say("aids.nothing")
    return say(f"aids.sides.{side}", text=told)


def _beside(read: Read, step: str) -> Iterator[Item]:
    side = _BESIDE[step]
    options = read.edition.aid.options
    yield text(f"## {say('aids.side.title', side=say(f'aids.side.{side}'))}")
    room = PAGE_ROOM // len(options) - 130
    for number, option in enumerate(options, start=1):
        typed = getattr(option, side)
        told = fitted(typed, room) if typed else say("aids.nothing")
        yield text(f"**{number}. {fitted(option.name, 120)}**\n{told}")


def _sides(place: Place, step: str) -> Iterator[Item]:
    """Yield the buttons to each side, the one that shows greyed out."""
    made: list[ui.Button[Any]] = []
    for each, side in _BESIDE.items():
        way = place.step(say(f"aids.side.{side}"), each)
        way.disabled = each == step
        made.append(way)
    yield row(*made[:3])
    yield row(*made[3:])


def _told(read: Read) -> Sequence[tuple[AidOption, tuple[Story, ...]]]:
    """Return each option's stories, equally many; nothing where one of them has none."""
    options = read.edition.aid.options
    fewest = min((len(each.stories) for each in options), default=0)
    return [(each, each.stories[:fewest]) for each in options] if fewest else []


def _stories(read: Read, _: str) -> Iterator[Item]:
    yield text(f"## {say('aids.stories.title')}\n-# {say('aids.stories.note')}")
    told = _told(read)
    room = PAGE_ROOM // max(1, sum(len(stories) for _, stories in told)) - 60
    for option, stories in told:
        lines = [f"**{fitted(option.name, 120)}**"]
        for story in stories:
            turned = say(f"aids.stories.{story.turned}")
            lines.append(f"> {fitted(' '.join(story.text.split()), room)}\n-# {turned}")
        yield text("\n".join(lines))


def _about(read: Read, _: str) -> Iterator[Item]:
    edition = read.edition
    yield text(f"## {say('aids.from.title')}\n{say('aids.from.next')}")
    lines = [say("aids.from.written", name=plain(edition.author) or say("aids.from.somebody"))]
    if read.unread:
        lines.append(say("aids.from.unread"))
    elif edition.own:
        reader = plain(edition.reader) or say("aids.from.somebody")
        lines.append(say("aids.from.read", name=reader))
    if not read.unread:
        dates = {"day": day(edition.reviewed_on), "again": day(edition.review_by)}
        lines.append(say("aids.from.dates", version=edition.version, **dates))
    if edition.aid.interests:
        lines.append(say("aids.about.interests", text=fitted(edition.aid.interests, 500)))
    yield text("\n".join(lines))
    sources = [line for option in edition.aid.options for line in _sources(option)]
    if sources:
        yield text(_within([say("aids.from.sources"), *dict.fromkeys(sources)], 2200))


def _sources(option: AidOption) -> Iterator[str]:
    return (_source(each) for each in option.sources)


def _source(source: Source) -> str:
    told = f"{fitted(source.title, 200)} ({source.dated})"
    # In angle brackets Discord draws no picture of the page.
    return f"- {told} <{source.url}>" if source.url else f"- {told}"


def _within(lines: Sequence[str], room: int) -> str:
    found = ""
    for line in lines:
        if len(found) + len(line) > room:
            break
        found += f"{line}\n"
    return found


def _onward(read: Read, place: Place) -> Iterator[ui.Button[Any]]:
    alone = f"{AID}{read.edition.key}"
    if place.word == BESIDE and read.chosen_from:
        yield button(say("weighing.button"), "decision.weigh", place.which)
        yield button(say("experiences.button"), "decision.experiences", place.which)
    elif place.word in (ALONE, BESIDE):
        # While a decision has no options, or is over, the aid's own can be weighed all the same.
        yield button(say("weighing.button"), "decision.weigh", alone)
    if place.word == ALONE:
        yield button(say("aids.propose"), "decision.propose")
        yield button(say("aids.care.button"), "aid.care", place.which)
    if place.word == DRAFT:
        yield button(say("aids.draft.back"), "aid.draft", place.which)
    if place.word == SECOND:
        yield main_button(say("aids.second.show"), "aid.let_show", place.which)
        yield button(say("aids.second.give_back"), "aid.give_back", place.which)


_PAGES: dict[str, Callable[[Read, str], Iterator[Item]]] = {
    BEGIN: _begin,
    **dict.fromkeys(_BESIDE, _beside),
    STORIES: _stories,
    ABOUT_IT: _about,
}
