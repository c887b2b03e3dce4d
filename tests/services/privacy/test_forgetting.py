"""People who left and groups that took the bot out are erased after their days, and not before."""

from bot.domain.polls.drafting import Typed
from bot.services.house import House
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    Clock,
    Home,
    Person,
    everything_in,
    member,
)
from tests.services.feedback.told import give

ANNA, BEN = member(311528470125871999), member(311528470125872888)
ELSEWHERE = Person(OTHER_GROUP, 7, ANNA.user_id)


async def test_everybody_whose_id_is_kept_is_asked_after_once_a_day(
    house: House, clock: Clock
) -> None:
    await give(house, "With my name", "Anna", by=ANNA)
    await give(house, "In private", by=BEN)
    await house.groups.set(MODERATOR, zone="Europe/Berlin")
    everybody = [(GROUP, MODERATOR.user_id), (GROUP, ANNA.user_id)]
    assert await house.forgetting.to_ask_after() == everybody
    assert await house.forgetting.to_ask_after() == []
    clock.advance(hours=25)
    assert await house.forgetting.to_ask_after() == everybody


async def test_who_left_is_erased_after_the_groups_days_and_who_came_back_is_not(
    house: House, home: Home, clock: Clock
) -> None:
    await house.groups.set(MODERATOR, feedback_days=30)
    await give(house, "Words of Anna", "Anna", by=ANNA)
    await give(house, "Words of Ben", "Ben", by=BEN)
    await give(house, "Words elsewhere", "Anna", by=ELSEWHERE)
    for who in (ANNA, BEN):
        await house.forgetting.found(GROUP, who.user_id, here=False)
    clock.advance(days=20)
    # Asked after again: the first time counts.
    await house.forgetting.found(GROUP, ANNA.user_id, here=False)
    await house.forgetting.found(GROUP, BEN.user_id, here=True)
    clock.advance(days=9)
    await house.forgetting.sweep()
    assert b"Words of Anna" in everything_in(home.folder)
    clock.advance(days=1)
    await house.forgetting.sweep()
    await house.erasing.do_due()
    held = everything_in(home.folder)
    assert b"Words of Anna" not in held
    assert b"Words of Ben" in held
    assert b"Words elsewhere" in held


async def test_a_group_that_took_the_bot_out_is_erased_with_its_ballots_after_its_days(
    house: House, home: Home, clock: Clock
) -> None:
    asked = Typed("Shall we stay?", "Yes\nNo", "single", 7 * 24 * 60)
    proposal = await house.polls.asking.propose(HOST, asked)
    await house.polls.asking.open(HOST, proposal.poll_id)
    await house.polls.voting.cast(BEN, proposal.poll_id, {0: 1})
    await house.groups.set(MODERATOR, feedback_days=7)
    await give(house, "Words of Ben", "Ben", by=BEN)
    await give(house, "Words elsewhere", "Anna", by=ELSEWHERE)
    await house.forgetting.removed(GROUP)
    clock.advance(days=6)
    await house.forgetting.sweep()
    assert b"Words of Ben" in everything_in(home.folder)
    clock.advance(days=1)
    await house.forgetting.sweep()
    await house.erasing.do_due()
    held = everything_in(home.folder)
    for gone in ("Words of Ben", "Shall we stay?", proposal.poll_id):
        assert gone.encode() not in held
    assert GROUP.to_bytes(8, "big") not in held
    assert b"Words elsewhere" in held
    assert list((home.sealed / "keys").iterdir()) == []


async def test_a_group_that_has_the_bot_again_keeps_everything(
    house: House, home: Home, clock: Clock
) -> None:
    await give(house, "Words of Ben", "Ben", by=BEN)
    await house.forgetting.removed(GROUP)
    clock.advance(days=80)
    await house.forgetting.added(GROUP)
    clock.advance(days=80)
    await house.forgetting.sweep()
    assert b"Words of Ben" in everything_in(home.folder)


async def test_a_removal_while_the_bot_was_away_is_noticed_at_start(
    house: House, home: Home, clock: Clock
) -> None:
    await give(house, "Words of Ben", "Ben", by=BEN)
    await give(house, "Words elsewhere", "Anna", by=ELSEWHERE)
    house = await home.restart()
    await house.forgetting.compare([OTHER_GROUP])
    clock.advance(days=50)
    await house.forgetting.compare([OTHER_GROUP])
    clock.advance(days=41)
    await house.forgetting.sweep()
    await house.erasing.do_due()
    held = everything_in(home.folder)
    assert b"Words of Ben" not in held
    assert b"Words elsewhere" in held


async def test_a_group_of_which_nothing_is_kept_leaves_no_trace(house: House, home: Home) -> None:
    await house.forgetting.removed(GROUP)
    assert GROUP.to_bytes(8, "big") not in everything_in(home.folder)
