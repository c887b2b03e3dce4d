"""Telling: a decision as Markdown for a group's records, readable on its own after ten years.

It tells what members could read, and no more: no ids, no times of day, nothing of who supported,
added or voted. Only whoever began by name is named. The sentences come from outside (`say`).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.decisions.decision import Decision
from bot.domain.decisions.markdown import escaped
from bot.domain.decisions.parts import How, Move, Note, NoteKind, Option
from bot.domain.decisions.way import By, Taken, way

Say = Callable[..., str]
ASKED = ("why", "whom", "by_when", "not_for")
SIDES = ("benefits", "drawbacks", "daily_life", "unknown")
STATED = ("decided", "next_steps", "offered", "concerns")
# Steps of which the words depend on where they led.
_BRANCHING = (How.TIME, How.BACK, How.STATED, How.KEEP)


@dataclass(frozen=True, slots=True)
class Told:
    """A decision with all that is told of it.

    `vote` and `review` are the paragraphs on its vote and on the poll of its last review, in
    Markdown, empty without one.
    """

    decision: Decision
    notes: tuple[Note, ...]
    options: tuple[Option, ...]
    moves: tuple[Move, ...]
    vote: tuple[str, ...] = ()
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One finished file. `number` counts from 1; `so_far` decisions are in it and those before."""

    number: int
    content: bytes
    so_far: int
    last: bool


class Binder:
    """Takes chapters and gives back each file as soon as it is full.

    `begin` returns how the file of a number begins; a file has at most `largest` bytes. A chapter
    that is larger stands in a file of its own.
    """

    def __init__(self, begin: Callable[[int], str], largest: int) -> None:
        self._begin = begin
        self._largest = largest
        self._content = bytearray()
        self._number = self._so_far = 0

    def add(self, chapter: str) -> Part | None:
        """Take a chapter; return the file that it no longer fitted into, if it didn't."""
        added, full = f"\n{chapter}".encode(), None
        if self._content and len(self._content) + len(added) > self._largest:
            full = self._end(last=False)
        if not self._content:
            self._number += 1
            self._content += self._begin(self._number).encode()
        self._content += added
        self._so_far += 1
        return full

    def finish(self) -> Part | None:
        """Return the last file, or None if there was no chapter at all."""
        return self._end(last=True) if self._content else None

    def _end(self, *, last: bool) -> Part:
        part = Part(self._number, bytes(self._content), self._so_far, last)
        self._content.clear()
        return part


def opening(group: str, today: date, number: int, say: Say) -> str:
    """Return how a file begins: what it is, from when, what stands in it and what doesn't."""
    title = say("decisions.export.title", group=escaped(group))
    if number > 1:
        title = say("decisions.export.title_more", title=title, part=number)
    keys = ("about", "reading", "left_out")
    about = (say(f"decisions.export.{key}", day=today.isoformat()) for key in keys)
    return _paragraphs(f"# {title}", *about)


def chapter(told: Told, say: Say) -> str:
    """Return one decision, from what was asked to the way that it went."""
    decision = told.decision
    return _paragraphs(
        f"## {escaped(decision.asked.what)}",
        _stands(decision, say),
        *_asked(decision, say),
        *_outcome(decision, say),
        *_notes(told.notes, say),
        *_options(told.options, say),
        *(_section("vote", told.vote, say) if told.vote else ()),
        *(_section("review", told.review, say) if told.review else ()),
        *_section("way", ["\n".join(_steps(told, say))], say),
    )


def _stands(decision: Decision, say: Say) -> str:
    stage = say(f"decisions.stage.{decision.stage}")
    if decision.review_on is None:
        return say("decisions.export.stands", stage=stage)
    day = decision.review_on.isoformat()
    return say("decisions.export.stands_until", stage=stage, day=day)


def _asked(decision: Decision, say: Say) -> Iterator[str]:
    lines = [(name, getattr(decision.asked, name)) for name in ASKED]
    yield from _section("asked", _fields("asked", lines, say), say)


def _outcome(decision: Decision, say: Say) -> Iterator[str]:
    outcome = decision.outcome
    if outcome is not None:
        lines = [(name, getattr(outcome, name)) for name in STATED]
        became = say(f"decisions.outcome.{outcome.became}")
        yield from _section("outcome", [became, *_fields("outcome", lines, say)], say)


def _notes(notes: tuple[Note, ...], say: Say) -> Iterator[str]:
    for kind in NoteKind:
        found = [f"- {escaped(note.text)}" for note in notes if note.kind is kind]
        if found:
            yield from _section(kind, ["\n".join(found)], say)


def _options(options: tuple[Option, ...], say: Say) -> Iterator[str]:
    if not options:
        return
    yield from _section("options", [], say)
    for number, option in enumerate(options, start=1):
        yield f"#### {number}. {escaped(option.text)}"
        nothing = say("decisions.options.nothing")
        sides = [(name, getattr(option, name) or nothing) for name in SIDES]
        yield from _fields("options", sides, say)


def _steps(told: Told, say: Say) -> Iterator[str]:
    for number, step in enumerate(way(told.decision, told.moves), start=1):
        name = escaped(told.decision.starter_name)
        lines = [f"{step.on_day.isoformat()}: {step_told(step, name, '', say)}"]
        if step.reason:
            lines.append(say("decisions.way.reason", reason=escaped(step.reason)))
        lines += rule_told(step, say)
        # What belongs to a number stands as far in as its text.
        yield f"{number}. " + f"  \n{' ' * len(f'{number}. ')}".join(lines)


def step_told(step: Taken, starter: str, facilitator: str, say: Say) -> str:
    """Return a step in words. `starter` is whoever began by name, `facilitator` who took it.

    Where a facilitator's name isn't known (it is empty) they are told as one.
    """
    key = f"decisions.way.{step.how}"
    match step.by:
        case By.STARTER:
            return say(f"{key}_by", name=starter)
        case By.PRIVATE:
            return say(f"{key}_private")
        case By.FACILITATOR:
            name = facilitator or say("decisions.way.a_facilitator")
            return say(f"{key}{_to(step)}_who", name=name)
        case By.NONE:
            return say(f"{key}{_to(step)}")


def rule_told(step: Taken, say: Say) -> list[str]:
    """Return by which rule it was decided, for the step that states it; else nothing."""
    if step.method is None:
        return []
    return [say(f"decisions.rule.{step.method or 'none'}")]


def _to(step: Taken) -> str:
    """Return what the key of a step ends in, where one step can lead to several stages."""
    return f"_{step.to}" if step.how in _BRANCHING else ""


def _section(name: str, inside: Iterable[str], say: Say) -> Iterator[str]:
    yield f"### {say(f'decisions.export.{name}')}"
    yield from inside


def _fields(area: str, fields: Iterable[tuple[str, str]], say: Say) -> Iterator[str]:
    for name, typed in fields:
        if typed:
            yield say(f"decisions.{area}.{name}", text=escaped(typed))


def _paragraphs(*texts: str) -> str:
    return "\n\n".join(texts) + "\n"
