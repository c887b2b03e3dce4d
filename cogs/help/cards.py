"""What somebody can do now, as a card: first what everyone can, then what their roles carry."""

from collections.abc import Iterator
from typing import Any

from discord import ui

from bot.client.layout import Item, Layout, layout
from bot.domain.polls.poll import Poll
from bot.services.around import Now
from bot.words import say
from cogs.parts import (
    button,
    help_lines_button,
    link,
    main_button,
    moment,
    plain,
    row,
    shortened,
    text,
    when,
)

POLLS_SHOWN = 3
QUESTION = 100
ALWAYS = ("idea", "wish", "lines", "privacy")


def help_card(now: Now) -> Layout:
    """Return the card for one person."""
    manager = _manager(now) if now.manages else []
    # Whoever adds the bot to a group is met by how to begin.
    first, last = (manager, []) if now.untouched else ([], manager)
    return layout(
        text(say("help.title")),
        *first,
        *_everyone(now),
        *(_facilitator(now) if now.facilitates else []),
        *(_moderator(now) if now.moderates else []),
        *(_second(now) if now.aids else []),
        *last,
    )


def _everyone(now: Now) -> list[Item]:
    shown = [text(say("help.everyone.title"))] if now.manages and now.untouched else []
    if now.polls:
        shown.append(text("\n".join(_polls(now.polls))))
    told = [say("help.everyone.always")] if now.polls else []
    told += [
        _give(now),
        *(say(f"help.everyone.{key}") for key in ("idea", "wish", "lines", "privacy")),
        *([say("help.everyone.given_back")] if now.given_back else []),
    ]
    ways = (_first_things(now), _own_things(now), _group_things())
    return [*shown, text("\n".join(told)), *(row(*each) for each in ways)]


def _polls(polls: tuple[Poll, ...]) -> Iterator[str]:
    yield say("help.everyone.polls")
    for poll in polls[:POLLS_SHOWN]:
        shown = plain(shortened(poll.question, QUESTION))
        if poll.message_id is not None:
            shown = f"{shown} {link(poll.group_id, poll.channel_id, poll.message_id)}"
        yield say("help.everyone.poll", question=shown, when=when(poll.closes_at))
    if len(polls) > POLLS_SHOWN:
        yield say("help.everyone.more_polls", count=len(polls) - POLLS_SHOWN)


def _give(now: Now) -> str:
    if now.closed_until is None:
        return say("help.everyone.give")
    return say("help.everyone.give_closed", when=moment(now.closed_until))


def _first_things(now: Now) -> Iterator[ui.Button[Any]]:
    if now.polls:
        yield main_button(say("help.everyone.polls_button"), "poll.list_open")
    if now.coming:
        yield button(say("group.door.coming"), "topic.coming")
    yield button(say("group.door.give"), "feedback.open")
    yield button(say("group.door.idea"), "topic.idea")
    yield button(say("decisions.propose.button"), "decision.propose")


def _own_things(now: Now) -> Iterator[ui.Button[Any]]:
    yield button(say("group.door.mine"), "feedback.mine")
    if now.told:
        yield button(say("group.door.loop"), "feedback.loop_open")
    yield help_lines_button()
    yield button(say("group.door.privacy"), "privacy.open")


def _group_things() -> Iterator[ui.Button[Any]]:
    yield button(say("help.everyone.decisions_button"), "decision.list")
    yield button(say("help.everyone.aids_button"), "aid.list")
    yield button(say("help.everyone.summary_button"), "feedback.summary")
    yield button(say("help.everyone.record_button"), "record.open")


def _facilitator(now: Now) -> list[Item]:
    lines = [say(f"help.facilitator.{key}") for key in ("title", "topic", "ask")]
    ways = [
        button(say("help.facilitator.ask_button"), "poll.new"),
        button(say("help.facilitator.feedback_button"), "feedback.ask_new"),
    ]
    if now.suggestions:
        lines.append(say("help.facilitator.ideas", count=now.suggestions))
        ways.append(button(say("help.facilitator.ideas_button"), "topic.ideas"))
    return [text("\n".join(lines)), row(*ways)]


def _moderator(now: Now) -> list[Item]:
    key = "inbox" if now.inbox else "empty"
    told = say(f"help.moderator.{key}", count=now.inbox)
    way = button(say("help.moderator.inbox_button"), "feedback.new")
    return [text(f"{say('help.moderator.title')}\n{told}"), row(way)]


def _second(now: Now) -> list[Item]:
    way = button(say("aids.second.button"), "aid.waiting")
    return [text(say("help.second.waiting", count=now.aids)), row(way)]


def _manager(now: Now) -> list[Item]:
    title, label = say("help.manager.title"), say("help.manager.setup_button")
    door = button(say("help.manager.door_button"), "group.door_open")
    if now.untouched:
        told = say("help.manager.untouched")
        return [text(f"{title}\n{told}"), row(main_button(label, "group.setup"), door)]
    told = say("help.manager.setup")
    return [text(f"{title}\n{told}"), row(button(label, "group.setup"), door)]
