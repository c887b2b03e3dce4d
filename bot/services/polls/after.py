"""After a poll: asked again, a run-off among the tied, an event of the time that was chosen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.people import Person, require_facilitator
from bot.domain.polls.drafting import Typed
from bot.domain.polls.gathering import own_options
from bot.domain.polls.lot import seal
from bot.domain.polls.methods import METHODS
from bot.domain.polls.moments import moment_of, written
from bot.domain.polls.poll import Poll, State
from bot.domain.polls.rules import Tie
from bot.domain.refusals import Gone
from bot.services.polls.tying import tied_again
from bot.services.polls.usecase import UseCase
from bot.storage import groups, polls
from bot.storage.database import Connection

Sees = Callable[[int], bool]


@dataclass(frozen=True, slots=True)
class Lot:
    """What shows that a lot fell rightly: the poll, the number's seal, the number, the marks."""

    poll: Poll
    seal: str
    number: str
    marks: tuple[str, ...]


class After(UseCase):
    """What a poll's result leads to."""

    async def again(self, person: Person, poll_id: str) -> Typed:
        """Return a closed poll's text and rules, to be asked again. Raises NotAllowed, Gone.

        One that was asked for a shared decision is asked for it again, if that waits for it.
        """
        poll, zone, decision_id = await self._database.read(self._asked, person, poll_id)
        return replace(_as_typed(poll, own_options(poll), zone), decision_id=decision_id)

    async def run_off(self, person: Person, poll_id: str) -> Typed:
        """Return a poll among the options that were tied. Raises NotAllowed, Gone.

        A tie in it is talked about: one run-off follows another no further.
        """
        poll, zone, decision_id = await self._database.read(self._asked, person, poll_id)
        if poll.result is None or not poll.result.tied or poll.rules.tie is not Tie.RUN_OFF:
            raise Gone("polls.refused.no_run_off")
        tied = tuple(poll.options[position] for position in poll.result.tied)
        rules = replace(poll.rules, tie=Tie.TALK)
        typed = _as_typed(poll, tied, zone)
        return replace(typed, standing=False, rules=rules, decision_id=decision_id)

    async def lot(self, person: Person, poll_id: str, sees: Sees) -> Lot:
        """Return what shows that a lot fell rightly, to whoever sees the poll. Raises Gone."""

        def work(connection: Connection) -> Lot:
            poll = _of(connection, person, poll_id, sees)
            if poll.lot is None or poll.result is None or poll.result.drawn is None:
                raise Gone("polls.refused.no_lot")
            marks = tuple(polls.inclusion(connection, poll_id))
            return Lot(poll, seal(poll.lot), poll.lot.hex(), marks)

        return await self._database.read(work)

    async def chosen_time(self, person: Person, poll_id: str) -> tuple[Poll, datetime]:
        """Return a closed poll and the time that was chosen in it, for a facilitator.

        Raises NotAllowed; Gone when there is none, when it is over, or when it is an event already.
        """
        return await self._database.read(self._chosen, person, poll_id)

    async def begin_event(self, person: Person, poll_id: str) -> bool:
        """Note that an event is being made of the chosen time.

        Returns whether that was begun before and never ended: Discord may have it already. Raises
        as `chosen_time`.
        """

        def work(connection: Connection) -> bool:
            self._chosen(connection, person, poll_id)
            begun = polls.event(connection, poll_id) is not None
            polls.set_event(connection, poll_id, polls.IN_THE_MAKING)
            return begun

        return await self._database.write(work)

    async def end_event(self, poll_id: str, event_id: int | None) -> None:
        """Note the event that was made, or that none could be made."""
        await self._database.write(polls.set_event, poll_id, event_id)

    def _asked(
        self, connection: Connection, person: Person, poll_id: str
    ) -> tuple[Poll, ZoneInfo, str]:
        return *self._closed(connection, person, poll_id), tied_again(connection, poll_id)

    def _closed(
        self, connection: Connection, person: Person, poll_id: str
    ) -> tuple[Poll, ZoneInfo]:
        require_facilitator(person, groups.roles(connection, person.group_id))
        poll = _of(connection, person, poll_id, lambda here: here == person.channel_id)
        if poll.state is State.OPEN:
            raise Gone("polls.refused.not_over")
        return poll, ZoneInfo(groups.settings(connection, person.group_id).zone)

    def _chosen(
        self, connection: Connection, person: Person, poll_id: str
    ) -> tuple[Poll, datetime]:
        poll, _ = self._closed(connection, person, poll_id)
        chosen = poll.result.chosen if poll.result else None
        if not METHODS[poll.method].moments or chosen is None:
            raise Gone("polls.refused.no_time_chosen")
        if polls.event(connection, poll_id):
            raise Gone("polls.refused.event_there")
        moment = moment_of(poll.options[chosen])
        if moment <= self._now():
            raise Gone("polls.refused.time_gone")
        return poll, moment


def _as_typed(poll: Poll, options: tuple[str, ...], zone: ZoneInfo) -> Typed:
    if METHODS[poll.method].moments:
        options = tuple(written(option, zone) for option in options)
    emojis = poll.emojis or ("",) * len(options)
    return Typed(
        question=poll.question,
        options="\n".join(
            f"{emoji} {option}".strip() for emoji, option in zip(emojis, options, strict=True)
        ),
        method=poll.method,
        standing=poll.standing,
        reacting=poll.reacting,
        rules=poll.rules,
        voter_role=poll.voter_role,
        here_only=poll.here_only,
    )


def _of(connection: Connection, person: Person, poll_id: str, sees: Sees) -> Poll:
    poll = polls.find(connection, poll_id)
    if poll is None or poll.group_id != person.group_id or not sees(poll.channel_id):
        raise Gone("polls.refused.gone")
    return poll
