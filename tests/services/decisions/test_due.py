"""What comes by itself: once each, in order, at its time and however long the bot was away."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.outcome import GoesOn
from bot.services.house import House
from bot.storage.database import Connection
from tests.services.circle import HOST, MODERATOR, Clock, Home, waiting_rows
from tests.services.decisions.started import (
    ADOPTED,
    ASKED,
    OTHER_HOST,
    REVIEW_ON,
    add_option,
    ask_vote,
    at,
    brought_to,
    full_hour,
    post_card,
    redrawn,
    shown,
    support,
    way,
    worry,
)
from tests.services.polls.asked import Meanwhile, boxes_of


async def test_support_is_looked_at_on_full_hours_only(house: House, clock: Clock) -> None:
    clock.advance(minutes=20)
    one = await worry(house)
    await support(house, one, 2, 3, 4)
    for _ in range(39):
        await house.decisions.due.do_due()
        assert (await at(house, one)).stage is Stage.WORRY
        clock.advance(minutes=1)
    assert await redrawn(house, one) == 0
    clock.advance(minutes=1)
    assert clock().minute == 0
    await house.decisions.due.do_due()
    there = await at(house, one)
    assert (there.stage, there.enough, there.ends_at) == (Stage.TALK, True, None)
    assert await way(house, one) == ["proposed", "enough"]
    assert await redrawn(house, one) == 1


async def test_a_look_that_comes_late_waits_for_the_next_hour(house: House, clock: Clock) -> None:
    clock.advance(minutes=20)
    one = await worry(house)
    clock.advance(minutes=47)
    # Seven past: whoever presses now would be pointed at by a look now.
    await support(house, one, 2, 3, 4)
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.WORRY
    clock.advance(minutes=53)
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.TALK


async def test_there_is_one_look_an_hour(house: House, clock: Clock) -> None:
    one = await worry(house)
    clock.advance(hours=1)
    await house.decisions.due.do_due()
    await support(house, one, 2, 3, 4)
    clock.advance(seconds=30)
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.WORRY


async def test_looks_leave_nothing_behind_while_there_is_not_enough(
    house: House, clock: Clock
) -> None:
    one = await worry(house)
    await support(house, one, 2, 3)
    before = await waiting_rows(house)
    for _ in range(5):
        await full_hour(house, clock)
    assert await waiting_rows(house) == before
    assert not (await at(house, one)).enough
    assert await way(house, one) == ["proposed"]


async def test_what_nobody_takes_up_rests_after_thirty_days(house: House, clock: Clock) -> None:
    one = await worry(house)
    await support(house, one, 2, 3)
    clock.advance(days=30, minutes=-1)
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.WORRY
    await full_hour(house, clock)
    assert (await at(house, one)).stage is Stage.ENDED
    assert await way(house, one) == ["proposed", "rested"]
    assert await boxes_of(house).standing() == ()
    assert await redrawn(house, one) == 1


async def test_who_came_together_while_the_bot_was_away_talks_about_it(
    home: Home, clock: Clock
) -> None:
    house = await home.open()
    one = await worry(house)
    await support(house, one, 2, 3, 4)
    clock.advance(days=200, minutes=13)
    house = await home.restart()
    await house.polls.recovery.recover()
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.WORRY
    await full_hour(house, clock)
    assert await way(house, one) == ["proposed", "enough"]


async def test_talk_and_options_end_at_their_time(house: House, clock: Clock) -> None:
    row = await house.decisions.starting.start(HOST, ASKED, 7, "Hanna")
    one = row.subject
    await post_card(house, one)
    clock.advance(days=7, seconds=-1)
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.TALK
    clock.advance(seconds=1)
    await house.decisions.due.do_due()
    there = await at(house, one)
    assert (there.stage, there.ends_at) == (Stage.OPTIONS, None)
    await house.decisions.moving.back(HOST, one, "We forgot something", days=1)
    await house.decisions.moving.go_on(OTHER_HOST, one, days=3)
    # What ended before its time isn't ended again.
    clock.advance(days=1)
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.OPTIONS
    clock.advance(days=2)
    for _ in range(3):
        await house.decisions.due.do_due()
    assert await way(house, one) == ["started", "time", "back", "ready", "time"]
    assert (await at(house, one)).stage is Stage.VOTE
    # The vote can still be asked, with what was gathered.
    assert (await house.decisions.deciding.typed_vote(HOST, one)).question == ASKED.what
    assert await redrawn(house, one) == 4


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/New_York"])
async def test_a_review_comes_in_the_morning_of_its_day(
    house: House, clock: Clock, zone: str
) -> None:
    one = await brought_to(house, clock, Stage.TRIED)
    # Whatever the clocks of the group become meanwhile.
    await house.groups.set(MODERATOR, zone=zone)
    nine = {"UTC": (9, 0), "Asia/Kolkata": (3, 30), "America/New_York": (13, 0)}[zone]
    due = datetime(2026, 4, 15, *nine, tzinfo=UTC)
    clock.advance(seconds=(due - clock()).total_seconds() - 1)
    await house.decisions.due.do_due()
    assert (await at(house, one)).stage is Stage.TRIED
    clock.advance(seconds=1)
    for _ in range(2):
        await house.decisions.due.do_due()
    there = await at(house, one)
    assert (there.stage, there.review_on) == (Stage.REVIEW, REVIEW_ON)
    rows = [row for row in await waiting_rows(house) if row[0] == "decision.review"]
    assert len(rows) == 1
    assert (await way(house, one))[-1] == "look_again"


async def test_months_away_everything_happens_once_and_in_order(home: Home, clock: Clock) -> None:
    house = await home.open()
    tried = await brought_to(house, clock, Stage.TRIED)
    voting = await brought_to(house, clock, Stage.OPTIONS)
    await add_option(house, clock, voting)
    await ask_vote(house, voting, 60)
    talking = (await house.decisions.starting.start(HOST, ASKED, 1, "Hanna")).subject
    gathering = (await house.decisions.starting.start(HOST, ASKED, 30, "Hanna")).subject
    await house.decisions.moving.go_on(OTHER_HOST, gathering, days=3)
    private = await worry(house, None)
    clock.advance(days=200)
    house = await home.restart()
    await house.polls.recovery.recover()
    for _ in range(3):
        await house.polls.closing.close_due()
        await house.decisions.due.do_due()
    last = {each: (await way(house, each))[-2:] for each in (tried, voting, talking, gathering)}
    assert last == {
        tried: ["stated", "look_again"],
        voting: ["vote_asked", "vote_closed"],
        talking: ["started", "time"],
        gathering: ["ready", "time"],
    }
    assert await way(house, private) == ["proposed"]
    await full_hour(house, clock)
    assert await way(house, private) == ["proposed", "rested"]
    assert len([row for row in await waiting_rows(house) if row[0] == "decision.review"]) == 1
    due = await house.next_due()
    assert due is not None  # cards that wait for their channel


async def test_a_step_that_fails_holds_up_no_other(
    house: House, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    one = (await house.decisions.starting.start(HOST, ASKED, 1, "Hanna")).subject
    other = (await house.decisions.starting.start(HOST, ASKED, 1, "Hanna")).subject

    def spoil(connection: Connection) -> None:
        connection.execute("UPDATE decision SET asked = 'broken' WHERE decision_id = ?", (one,))

    await house.database.write(spoil)
    clock.advance(days=1)
    await house.decisions.due.do_due()
    assert (await at(house, other)).stage is Stage.OPTIONS
    assert one in caplog.text
    assert "broken" not in caplog.text


async def test_the_house_knows_when_the_next_step_is_due(house: House, clock: Clock) -> None:
    row = await house.decisions.starting.propose(HOST, ASKED, None)
    assert await house.next_due() == row.due_at.replace(microsecond=0)
    for hours in (1, 2):
        clock.advance(hours=1)
        await house.decisions.due.do_due()
        await house.outbox.done(row)
        assert await house.next_due() == datetime(2026, 3, 4, 19 + hours, tzinfo=UTC)
    assert clock() + timedelta(hours=1) == await house.next_due()


async def test_after_a_kept_review_the_next_one_comes(house: House, clock: Clock) -> None:
    one = await brought_to(house, clock, Stage.REVIEW)
    again = date(2026, 8, 1)
    await house.decisions.deciding.goes_on(HOST, one, GoesOn.KEEP, again, "It helps")
    clock.advance(days=100)
    await house.decisions.due.do_due()
    assert (await shown(house, one)).decision.stage is Stage.REVIEW
    outcome = (await at(house, one)).outcome
    assert outcome is not None
    assert outcome.decided == ADOPTED.decided
    rows = [row for row in await waiting_rows(house) if row[0] == "decision.review"]
    assert len(rows) == 2


async def test_a_step_that_was_taken_meanwhile_isnt_taken_again(house: House, clock: Clock) -> None:
    one = (await house.decisions.starting.start(HOST, ASKED, 1, "Hanna")).subject
    clock.advance(days=1)
    # The look at what is due is the first wait.
    await Meanwhile(1, house.decisions.due.do_due(), house.decisions.due.do_due())
    assert await way(house, one) == ["started", "time"]
    two = (await house.decisions.starting.start(HOST, ASKED, 1, "Hanna")).subject
    clock.advance(days=1)
    on = house.decisions.moving.go_on(OTHER_HOST, two, days=3)
    await Meanwhile(1, house.decisions.due.do_due(), on)
    assert await way(house, two) == ["started", "ready"]
    assert (await at(house, two)).ends_at == clock() + timedelta(days=3)
