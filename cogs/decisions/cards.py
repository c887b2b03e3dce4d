"""Cards of shared decisions: what a group sees of one, stage by stage."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout
from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.outcome import Became, Outcome
from bot.domain.decisions.parts import How, Move, NoteKind
from bot.services.decisions import Shown
from bot.words import say
from cogs.decisions.coming import coming
from cogs.fitting import fitted, lines
from cogs.parts import (
    CALM,
    QUIET,
    button,
    card,
    feedback_button,
    help_lines_button,
    link,
    main_button,
    plain,
    row,
    text,
)

# Discord counts all texts of a message together, up to 4,000. What people wrote shares these.
ASKED_ROOM, FIELD_ROOM, NOTES_ROOM, OPTIONS_ROOM, OUTCOME_ROOM = 500, 250, 1400, 2400, 500
FIELDS = ("why", "whom", "by_when", "not_for")
SIDES = ("benefits", "drawbacks", "daily_life", "unknown")
STATED = ("decided", "next_steps", "offered", "concerns")


def decision_card(shown: Shown, mark: int, *, thread: bool) -> Layout:
    """Return a decision's card as it stands now; `thread` says that one is on it, or comes."""
    decision = shown.decision
    return card(
        text(head(decision)),
        *(text(block) for block in _told(shown, thread=thread) if block),
        ui.Separator(),
        text(f"-# **{stage(decision)}.** {coming(shown)}"),
        *_ways(shown),
        mark=mark,
        colour=QUIET if decision.stage is Stage.ENDED else CALM,
    )


def moved_card(shown: Shown, step: Move, mark: int, *, newest: bool) -> Layout:
    """Return what is told in the channel when a decision comes to another stage.

    Once it is no longer the newest step it keeps the link and offers nothing else.
    """
    decision = shown.decision
    back = "back_" if step.how is How.BACK else ""
    key = "withdrawn" if step.how is How.WITHDRAWN else f"{back}{step.stage}"
    told = say(f"decisions.moved.{key}", reason=plain(step.reason))
    if decision.message_id is not None:
        where = (decision.group_id, decision.channel_id, decision.message_id)
        told += f"\n{say('decisions.moved.to_card', link=link(*where))}"
    more = button(say("decisions.more.button"), "decision.more", decision.decision_id)
    ways = (*((*_doing(shown), more) if newest else ()), help_lines_button())
    return card(
        text(f"## {plain(decision.asked.what)}\n{told}"),
        row(*ways),
        mark=mark,
        colour=CALM if newest else QUIET,
    )


def head(decision: Decision) -> str:
    """Return a decision's title, and whose wish it was where that was said."""
    begun = "by" if decision.needed and decision.starter_name else "someone"
    told = say(f"decisions.asked.{begun}", name=plain(decision.starter_name))
    return f"## {plain(decision.asked.what)}\n-# {told}"


def stage(decision: Decision) -> str:
    """Return where a decision is, in words."""
    if decision.stage is Stage.TRIED and not _adopted(decision):
        return say("decisions.stage.rests")
    return say(f"decisions.stage.{decision.stage}")


def _adopted(decision: Decision) -> bool:
    return decision.outcome is not None and decision.outcome.became is Became.ADOPTED


def asked_lines(decision: Decision, room: int) -> Iterator[str]:
    """Yield what was asked, field by field; each gets up to `room` characters."""
    for name in FIELDS:
        typed = getattr(decision.asked, name)
        if typed:
            yield say(f"decisions.asked.{name}", text=fitted(typed, room))


def outcome_lines(outcome: Outcome, room: int) -> Iterator[str]:
    """Yield what was stated, field by field; each gets up to `room` characters."""
    yield say(f"decisions.outcome.{outcome.became}")
    for name in STATED:
        typed = getattr(outcome, name)
        if typed:
            yield say(f"decisions.outcome.{name}", text=fitted(typed, room))


def option_lines(shown: Shown, room: int) -> Iterator[str]:
    """Yield the options, each laid out in the same way, in `room` characters together."""
    labels = sum(len(say(f"decisions.options.{name}", text="")) + 1 for name in SIDES)
    each = room // max(1, len(shown.options)) - labels
    side = max(20, each // (len(SIDES) + 1))
    for number, option in enumerate(shown.options, start=1):
        yield f"### {number}. {fitted(option.text, max(side, 60))}"
        for name in SIDES:
            typed = getattr(option, name)
            said = fitted(typed, side) if typed else say("decisions.options.nothing")
            yield say(f"decisions.options.{name}", text=said)


def note_lines(shown: Shown, kind: NoteKind, room: int) -> Iterator[str]:
    """Yield the open questions or the agreements under their heading."""
    key = "questions" if kind is NoteKind.QUESTION else "agreements"
    yield say(f"decisions.talk.{key}")
    found = [note.text for note in shown.notes if note.kind is kind]
    yield from lines(found, room) if found else [f"-# {say('decisions.talk.none')}"]


def _told(shown: Shown, *, thread: bool) -> Iterator[str]:
    """Yield the blocks of a card's body."""
    decision = shown.decision
    asked = list(asked_lines(decision, FIELD_ROOM))
    match decision.stage:
        case Stage.WORRY:
            yield "\n".join(asked_lines(decision, ASKED_ROOM))
        case Stage.TALK:
            yield "\n".join(asked)
            yield say("decisions.talk.round" if thread else "decisions.talk.no_thread")
            for kind in NoteKind:
                yield "\n".join(note_lines(shown, kind, NOTES_ROOM // len(NoteKind)))
        case Stage.OPTIONS:
            yield "\n".join(asked[:1])
            none = "" if shown.options else f" {say('decisions.options.none')}"
            yield f"{say('decisions.options.intro')}{none}"
            yield "\n".join(option_lines(shown, OPTIONS_ROOM))
        case Stage.VOTE:
            # Now they are needed most: the poll links them.
            yield "\n".join(asked[:1])
            yield "\n".join(option_lines(shown, OPTIONS_ROOM))
        case Stage.OUTCOME:
            yield "\n".join(asked[:1])
            yield "\n".join(lines((each.text for each in shown.options), OPTIONS_ROOM))
        case Stage.TRIED | Stage.REVIEW | Stage.ENDED:
            outcome = decision.outcome
            yield "\n".join(outcome_lines(outcome, OUTCOME_ROOM) if outcome else asked)


def _doing(shown: Shown) -> Iterator[ui.Button[Any]]:
    """Yield what comes next in this stage: for anybody, or for facilitators."""
    which = shown.decision.decision_id
    match shown.decision.stage:
        case Stage.WORRY:
            yield main_button(say("decisions.worry.button"), "decision.support", which)
        case Stage.TALK:
            for kind in NoteKind:
                label = say(f"decisions.talk.{kind}_button")
                yield button(label, "decision.note", which, kind)
        case Stage.OPTIONS:
            yield main_button(say("decisions.options.button"), "decision.option", which)
        case Stage.VOTE if shown.vote is None:
            yield main_button(say("decisions.vote.button"), "decision.vote", which)
        case Stage.OUTCOME:
            yield main_button(say("decisions.state.button"), "decision.state", which)
        case _:
            pass


def _looking(shown: Shown) -> Iterator[ui.Button[Any]]:
    """Yield what helps anybody to look at the options, once there are any."""
    which = shown.decision.decision_id
    if shown.decision.aid and shown.decision.stage in (Stage.TALK, Stage.OPTIONS, Stage.VOTE):
        yield button(say("aids.attach.read"), "aid.open_beside", which)
    if shown.options and shown.decision.stage in (Stage.OPTIONS, Stage.VOTE):
        yield button(say("experiences.button"), "decision.experiences", which)
        yield button(say("weighing.button"), "decision.weigh", which)


def _ways(shown: Shown) -> Iterator[Item]:
    """Yield the rows of buttons under a card."""
    which = shown.decision.decision_id
    doing = (*_doing(shown), *_looking(shown))
    if doing:
        yield row(*doing)
    yield row(
        button(say("decisions.more.button"), "decision.more", which),
        feedback_button("decision", which),
        help_lines_button(),
    )
