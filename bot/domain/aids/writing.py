"""Writing an aid: what was typed into its forms, held to what fits on a page."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from urllib.parse import urlsplit

from bot.domain.aids.aid import ABOUT, OPTIONS, SIDES, Aid, AidOption, Source, Story, Turned, Value
from bot.domain.aids.evenness import Finding, Flaw, uneven
from bot.domain.polls.options import look, on_one_line, visible
from bot.domain.refusals import BadInput, Gone

MAX_QUESTION, MAX_NAME, MAX_TEXT, MAX_STATEMENT, MAX_STORY = 150, 80, 400, 100, 600
MAX_OPTIONS, MAX_VALUES, MAX_STORIES, MAX_SOURCES = OPTIONS.stop - 1, 10, 2, 5
# Without these nobody could be shown it; all else is for the second person to weigh.
NEEDED = frozenset({Flaw.MISSING, Flaw.FEW_OPTIONS, Flaw.NOTHING_STAYS})
_DATED = re.compile(r"(?P<year>[12]\d{3})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


class State(StrEnum):
    """How far one version of a group's own aid has come."""

    DRAFT = "draft"  # its author writes; nobody else sees it
    WAITING = "waiting"  # a second person is to read it
    SHOWN = "shown"
    PAST = "past"  # a later version took its place, or it was taken down


@dataclass(frozen=True, slots=True)
class Written:
    """A version of a group's own aid while it is made.

    `author_id` is Discord's; `word` is what the second person wrote when they gave it back, empty
    while they haven't.
    """

    aid_id: str
    version: int
    group_id: int
    author_id: int
    author_name: str
    state: State
    aid: Aid
    word: str = ""

    @property
    def mark(self) -> str:
        """What it says, in twelve hexadecimal digits: another text has another mark."""
        said = json.dumps(self.aid.to_plain(), sort_keys=True)
        return sha256(said.encode()).hexdigest()[:12]

    @property
    def lacking(self) -> tuple[Finding, ...]:
        """What has to be there before a second person can read it."""
        return tuple(each for each in uneven(self.aid) if each.flaw in NEEDED)


def about(aid: Aid, **typed: str) -> Aid:
    """Return an aid with what was typed about the whole, by the names in ABOUT. Raises BadInput."""
    texts = {name: _text(typed[name]) for name in ABOUT if name in typed}
    if "question" in texts:
        texts["question"] = _line(texts["question"], "question", MAX_QUESTION)
    return replace(aid, **texts)


def with_option(aid: Aid, typed: AidOption, before: str = "") -> Aid:
    """Return an aid with an option: a new one, or in place of the one of the name `before`.

    What speaks for or against it follows a new name. Raises BadInput, and Gone where the option
    isn't there any more.
    """
    named = replace(
        typed,
        name=_line(typed.name, "name", MAX_NAME),
        **{side: _text(getattr(typed, side)) for side in SIDES},
    )
    others = [each for each in aid.options if each.name != before]
    if any(look(each.name) == look(named.name) for each in others):
        raise BadInput("aids.refused.same_name", name=named.name)
    if not before:
        if len(aid.options) >= MAX_OPTIONS:
            raise BadInput("aids.refused.many_options", most=MAX_OPTIONS)
        return replace(aid, options=(*aid.options, named))
    options = tuple(named if each.name == before else each for each in aid.options)
    if named not in options:
        raise Gone("aids.refused.option_gone")
    values = tuple(_renamed(each, before, named.name) for each in aid.values)
    return replace(aid, options=options, values=values)


def without_option(aid: Aid, name: str) -> Aid:
    """Return an aid without an option; no value speaks of it any more. Repeatable."""
    options = tuple(each for each in aid.options if each.name != name)
    values = tuple(
        replace(
            each,
            speaks_for=tuple(n for n in each.speaks_for if n != name),
            speaks_against=tuple(n for n in each.speaks_against if n != name),
        )
        for each in aid.values
    )
    return replace(aid, options=options, values=values)


def with_value(aid: Aid, statement: str, pro: Sequence[str], con: Sequence[str]) -> Aid:
    """Return an aid with something that may matter, in place of the same one. Raises BadInput."""
    words = _line(statement, "statement", MAX_STATEMENT)
    if set(pro) & set(con):
        raise BadInput("aids.refused.both_sides")
    known = {each.name for each in aid.options}
    if not (pro or con) or not {*pro, *con} <= known:
        raise BadInput("aids.refused.no_side")
    others = tuple(each for each in aid.values if look(each.statement) != look(words))
    if len(others) >= MAX_VALUES:
        raise BadInput("aids.refused.many_values", most=MAX_VALUES)
    return replace(aid, values=(*others, Value(words, tuple(pro), tuple(con))))


def without_value(aid: Aid, statement: str) -> Aid:
    """Return an aid without something that may matter. Repeatable."""
    values = tuple(each for each in aid.values if each.statement != statement)
    return replace(aid, values=values)


def with_story(aid: Aid, name: str, text: str, turned: Turned) -> Aid:
    """Return an aid with how an option was for somebody. Raises BadInput, Gone."""
    option = aid.option(name)
    if option is None:
        raise Gone("aids.refused.option_gone")
    if not visible(text):
        raise BadInput("aids.refused.empty_story")
    if len(text) > MAX_STORY:
        raise BadInput("aids.refused.long", most=MAX_STORY, length=len(text))
    if len(option.stories) >= MAX_STORIES:
        raise BadInput("aids.refused.many_stories", most=MAX_STORIES)
    stories = (*option.stories, Story(text.strip(), turned))
    return _put(aid, replace(option, stories=stories))


def without_stories(aid: Aid, name: str) -> Aid:
    """Return an aid without what was told of an option. Raises Gone."""
    option = aid.option(name)
    if option is None:
        raise Gone("aids.refused.option_gone")
    return _put(aid, replace(option, stories=()))


def read_sources(typed: str) -> tuple[Source, ...]:
    """Return sources, one a line: title | 2025-03-14 | https://..., the address may be left out.

    A date is a year, a month or a day (ISO 8601). Raises BadInput.
    """
    found = tuple(_source(number, line) for number, line in _lines(typed))
    if len(found) > MAX_SOURCES:
        raise BadInput("aids.refused.many_sources", most=MAX_SOURCES, count=len(found))
    return found


def write_sources(sources: Sequence[Source]) -> str:
    """Return sources as `read_sources` takes them."""
    told = ([each.title, each.dated, *([each.url] if each.url else [])] for each in sources)
    return "\n".join(" | ".join(parts) for parts in told)


def check_complete(aid: Aid) -> None:
    """Refuse an aid that lacks what nobody could be shown it without. Raises BadInput."""
    if any(each.flaw in NEEDED for each in uneven(aid)):
        raise BadInput("aids.refused.lacking")


def _put(aid: Aid, option: AidOption) -> Aid:
    options = tuple(option if each.name == option.name else each for each in aid.options)
    return replace(aid, options=options)


def _renamed(value: Value, before: str, name: str) -> Value:
    def new(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name if each == before else each for each in names)

    return replace(
        value, speaks_for=new(value.speaks_for), speaks_against=new(value.speaks_against)
    )


def _lines(typed: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(typed.splitlines(), 1) if line.strip())


def _source(number: int, line: str) -> Source:
    parts = [on_one_line(part) for part in line.split("|")]
    title, dated, url = (*parts, "", "")[:3]
    if len(parts) > 3 or not visible(title) or not _is_date(dated):
        raise BadInput("aids.refused.source", number=number)
    if len(title) > MAX_QUESTION:
        raise BadInput("aids.refused.long", most=MAX_QUESTION, length=len(title))
    if url and not _is_address(url):
        raise BadInput("aids.refused.address", number=number)
    return Source(title, dated, url)


def _is_date(typed: str) -> bool:
    found = _DATED.fullmatch(typed)
    if found is None:
        return False
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return True


def _is_address(typed: str) -> bool:
    try:
        parts = urlsplit(typed)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and len(typed) <= 300
    except ValueError:
        return False


def _line(typed: str, name: str, most: int) -> str:
    words = on_one_line(typed)
    if not visible(words):
        raise BadInput(f"aids.refused.empty_{name}")
    if len(words) > most:
        raise BadInput("aids.refused.long", most=most, length=len(words))
    return words


def _text(typed: str) -> str:
    """Return a text that may be empty as yet, without what can't be seen around it."""
    text = typed.strip()
    if len(text) > MAX_TEXT:
        raise BadInput("aids.refused.long", most=MAX_TEXT, length=len(text))
    return text if visible(text) else ""
