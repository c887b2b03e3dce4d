"""Around: what one person can do in their group at this moment."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.feedback.item import ENDED, State
from bot.domain.feedback.wanted import Wanted
from bot.domain.groups import SetUp
from bot.domain.people import Person, is_facilitator, is_moderator
from bot.domain.polls.poll import Poll, check_may_vote, check_open
from bot.domain.refusals import Refusal
from bot.storage import aids, groups, polls, schedules, suggestions
from bot.storage.database import Connection, Database
from bot.storage.feedback import items, loop

Sees = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Now:
    """What there is for a person.

    `polls` are open, in channels that they see, and take their vote or their hand; the one that
    closes first comes first. `coming` says whether topics are on their way to a channel that they
    see, `told` whether the group was told what came of feedback. `closed_until` is until when
    private feedback is closed. `suggestions` wait for an answer, for facilitators alone; `inbox`
    is feedback that isn't ended, for moderators alone. `aids` wait to be read by the person, as the
    second one; `given_back` says that one of their own came back with a word. `manages` is the
    permission to set the group up, and `untouched` says that nobody has.
    """

    polls: tuple[Poll, ...]
    coming: bool
    told: bool
    closed_until: datetime | None
    facilitates: bool
    suggestions: int
    moderates: bool
    inbox: int
    aids: int
    given_back: bool
    manages: bool
    untouched: bool


@dataclass(frozen=True)
class Around:
    """The use case of `/help`."""

    _database: Database
    _now: Callable[[], datetime]

    async def look(self, person: Person, sees: Sees) -> Now:
        """Return what the person can do now; `sees` says of a channel's id whether they see it."""
        return await self._database.read(self._look, person, sees)

    def _look(self, connection: Connection, person: Person, sees: Sees) -> Now:
        group_id, now = person.group_id, self._now()
        roles = groups.roles(connection, group_id)
        facilitates, moderates = is_facilitator(person, roles), is_moderator(person, roles)
        until = groups.private_closed_until(connection, group_id)
        found = polls.open_in_group(connection, group_id, now)
        wanted = Wanted(states=frozenset(State) - ENDED)
        runs = schedules.of_group(connection, group_id)
        return Now(
            polls=tuple(p for p in found if sees(p.channel_id) and _takes(p, person, now)),
            coming=any(sees(each.wish.channel_id) for each in runs),
            told=bool(loop.posted(connection, group_id, 0, 1)),
            closed_until=until if until is not None and until > now else None,
            facilitates=facilitates,
            suggestions=len(suggestions.shown(connection, group_id, now)) if facilitates else 0,
            moderates=moderates,
            inbox=sum(items.count(connection, group_id, wanted).values()) if moderates else 0,
            aids=_to_read(connection, person) if facilitates or moderates else 0,
            given_back=aids.given_back(connection, group_id, person.user_id),
            manages=person.manages_group,
            untouched=SetUp(roles, groups.settings(connection, group_id)).untouched,
        )


def _to_read(connection: Connection, person: Person) -> int:
    waiting = aids.waiting(connection, person.group_id)
    return sum(each.author_id != person.user_id for each in waiting)


def _takes(poll: Poll, person: Person, now: datetime) -> bool:
    """Say whether a poll takes the person's vote now, or their hand."""
    if not poll.reacting.private:
        return poll.message_id is not None
    try:
        check_open(poll, now)
        check_may_vote(poll, person)
    except Refusal:
        return False
    return True
