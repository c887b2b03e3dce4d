"""Decisions to try the steps on: one at each stage, and a look at where it stands."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.decisions.asked import Asked
from bot.domain.decisions.decision import Decision, Stage
from bot.domain.decisions.outcome import Became, Outcome
from bot.domain.decisions.parts import Option
from bot.domain.people import Person
from bot.domain.polls.drafting import Typed
from bot.services.decisions import Shown
from bot.services.house import House
from bot.storage.database import Connection
from tests.services.circle import GROUP, HOST, OTHER_GROUP, ROOM, Clock, member, sees

ASKED = Asked("Shorter meetings", "They tire us", "Everybody", "Summer", "Fewer meetings")
OTHER_HOST = Person(GROUP, ROOM, 101, manages_events=True)
ANNA = member(1)
ELSEWHERE = Person(OTHER_GROUP, ROOM, 100, manages_events=True, manages_group=True)
NEXT_ROOM = Person(GROUP, ROOM + 1, 101, manages_events=True, manages_group=True)
CARD = 902348571230987000
REVIEW_ON = date(2026, 4, 15)
ADOPTED = Outcome(Became.ADOPTED, "Ninety minutes", "From May on", "Ben brings a bell", "None")


async def shown(house: House, decision_id: str) -> Shown:
    """All that stands about a decision."""
    return await house.decisions.reading.posted(decision_id)


async def at(house: House, decision_id: str) -> Decision:
    """A decision as it stands."""
    return (await shown(house, decision_id)).decision


async def way(house: House, decision_id: str) -> list[str]:
    """How a decision came to where it is."""
    return [move.how.value for move in (await shown(house, decision_id)).moves]


async def post_card(house: House, decision_id: str) -> None:
    """Let a decision's card arrive in its channel."""
    row = await house.outbox.find("decision.card", decision_id)
    assert row is not None
    await house.outbox.sent(row, CARD)
    await house.outbox.done(row)


async def worry(house: House, name: str | None = "Anna", by: Person = ANNA) -> str:
    """Put something before the group, its card posted; return its id."""
    row = await house.decisions.starting.propose(by, ASKED, name)
    if name is not None:
        await post_card(house, row.subject)
    return row.subject


async def support(house: House, decision_id: str, *people: int) -> None:
    """Let people say that they want to talk about it."""
    for user_id in people:
        assert await house.polls.supporting.support(member(user_id), decision_id)


async def full_hour(house: House, clock: Clock) -> None:
    """Let time pass until the next full hour, and do what is due then."""
    now = clock()
    clock.advance(hours=1, minutes=-now.minute, seconds=-now.second)
    await house.decisions.due.do_due()


async def ask_vote(house: House, decision_id: str, minutes: int = 60) -> str:
    """Ask the vote that a decision offers; return the poll's id."""
    deciding = house.decisions.deciding
    stage = (await at(house, decision_id)).stage
    typed = await (deciding.review_typed if stage is Stage.REVIEW else deciding.typed_vote)(
        HOST, decision_id
    )
    return await post_vote(house, typed, minutes)


async def post_vote(house: House, typed: Typed, minutes: int = 60) -> str:
    """Keep a draft and open it as a poll; return its id."""
    proposal = await house.polls.asking.propose(HOST, replace(typed, minutes=minutes))
    assert proposal.trouble is None
    await house.polls.asking.open(HOST, proposal.poll_id)
    return proposal.poll_id


async def add_option(house: House, clock: Clock, decision_id: str, text: str = "Ninety") -> None:
    """Let a member add an option, and a quarter of an hour pass until it is shown."""
    await house.decisions.noting.option(member(7), decision_id, Option(text, "Short"))
    clock.advance(minutes=16)
    await house.decisions.due.do_due()


async def close_vote(house: House, poll_id: str) -> None:
    """Close a poll early, and do what follows."""
    await house.polls.closing.close(HOST, poll_id, sees)
    await house.decisions.due.do_due()


async def brought_to(house: House, clock: Clock, stage: Stage) -> str:
    """Start something by name and bring it to a stage in the usual way; return its id."""
    if stage is Stage.WORRY:
        return await worry(house)
    row = await house.decisions.starting.start(HOST, ASKED, 0, "Hanna")
    decision_id = row.subject
    await post_card(house, decision_id)
    if stage is Stage.TALK:
        return decision_id
    await house.decisions.moving.go_on(OTHER_HOST, decision_id)
    if stage is Stage.OPTIONS:
        return decision_id
    await add_option(house, clock, decision_id)
    poll_id = await ask_vote(house, decision_id)
    if stage is Stage.VOTE:
        return decision_id
    await close_vote(house, poll_id)
    if stage is Stage.OUTCOME:
        return decision_id
    review_on = max(REVIEW_ON, clock().date() + timedelta(days=42))
    await house.decisions.deciding.outcome(HOST, decision_id, ADOPTED, review_on)
    if stage is Stage.TRIED:
        return decision_id
    if stage is Stage.ENDED:
        await house.decisions.moving.withdraw(HOST, decision_id, "It is settled")
        return decision_id
    clock.advance(days=60)
    await house.decisions.due.do_due()
    return decision_id


async def redrawn(house: House, decision_id: str) -> int:
    """How often a card was to be drawn anew."""

    def work(connection: Connection) -> int:
        rows = connection.execute(
            "SELECT count(*) FROM outbox WHERE kind = 'decision.redrawn' AND step = 'sent'"
            " AND message_id = ? AND subject LIKE ? || '/%'",
            (CARD, decision_id),
        )
        return rows.fetchone()[0]

    return await house.database.read(work)
