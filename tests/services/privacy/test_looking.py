"""What is kept about a person: all of it is shown, taken along and erased."""

import json

from bot.domain.feedback.item import Said, State
from bot.domain.polls.drafting import Typed
from bot.domain.privacy import NOBODY
from bot.services.house import House
from bot.storage.database import Connection
from bot.storage.people import HELD
from tests.services.circle import GROUP, HOST, MODERATOR, Clock, Home, everything_in, member, sees
from tests.services.feedback.told import answer, batch, give, inbox

ANNA = member(311528470125871999)
# Where an id of a person stands, and whose it is in this test; none may be forgotten here.
COLUMNS = {
    ("poll", "author_id"),
    ("poll_draft", "author_id"),
    ("topic_schedule", "author_id"),
    ("feedback_request", "author_id"),
    ("feedback_item", "writer_id"),
    ("feedback_message", "by_id"),
    ("topic_suggestion", "writer_id"),
    ("record", "by_id"),
    ("person_gone", "user_id"),
    ("name_in_record", "user_id"),
    ("decision", "starter_id"),
    ("decision_move", "by_id"),
    ("aid_version", "author_id"),
    ("aid_version", "reader_id"),
}


async def test_no_table_holds_a_persons_id_that_isnt_known_here(house: House) -> None:
    def work(connection: Connection) -> set[tuple[str, str]]:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            (table["name"], column["name"])
            for table in tables.fetchall()
            for column in connection.execute(f"PRAGMA table_info({table['name']})")
            if column["name"]
            in ("author_id", "by_id", "reader_id", "starter_id", "user_id", "writer_id")
            or column["name"].endswith(("_by", "member_id", "person_id"))
        }

    assert await house.database.read(work) == COLUMNS


async def _live_through(house: House, clock: Clock) -> str:
    """Let somebody do all that leaves their id; return the code of their private feedback."""
    host = ANNA_HOST
    proposal = await house.polls.asking.propose(host, Typed("Shall we?", "Yes\nNo", "single", 60))
    await house.polls.asking.open(host, proposal.poll_id)
    await house.polls.asking.propose(host, Typed("A draft?", "Yes\nNo", "single", 60))
    await give(house, "With my name", "Anna", by=ANNA)
    code = await give(house, "In private", by=ANNA)
    await house.topics.suggesting.suggest(ANNA, "Gardens", "Anna")
    await house.groups.set(ANNA_KEEPER, zone="Europe/Berlin")
    await give(house, "Somebody else's", "Ben", by=member(2))
    (item,) = [each for each in await inbox(house) if each.text == "Somebody else's"]
    await answer(house, item, state=State.HEARD)
    await batch(house, clock)
    return code


def _held_by(held: dict[str, int]) -> set[str]:
    return {name for name, count in held.items() if count}


async def test_all_that_is_kept_is_told_and_taken_along_and_nobody_elses(
    house: House, clock: Clock
) -> None:
    await _live_through(house, clock)
    told = await house.looking.look(ANNA)
    assert _held_by(dict(told.counts)) == {"polls", "drafts", "feedback", "suggestions", "record"}
    kept = json.loads(await house.looking.download(ANNA))["kept"]
    assert {name for name, rows in kept.items() if rows} == _held_by(dict(told.counts))
    assert kept["feedback"][0]["text"] == "With my name"
    assert "In private" not in str(kept)
    assert "Somebody else's" not in str(kept)
    assert not (await house.looking.look(member(3))).anything
    assert set(told.counts) == set(HELD)


async def test_what_is_erased_is_gone_from_every_byte_and_the_rest_stays(
    house: House, home: Home, clock: Clock
) -> None:
    code = await _live_through(house, clock)
    left = await house.looking.erase(ANNA)
    assert _held_by(dict(left.counts)) == {"record"}
    clock.advance(days=91)
    await house.forgetting.sweep()
    await house.erasing.do_due()
    held = everything_in(home.folder)
    number = ANNA.user_id
    assert number.to_bytes(8, "big") not in held
    assert str(number).encode() not in held
    for gone in ("With my name", "Gardens", "A draft?"):
        assert gone.encode() not in held
    for stays in ("Shall we?", "Somebody else's", "In private"):
        assert stays.encode() in held
    # What lies behind a code is the code's.
    assert (await house.feedback.holding.look(ANNA, code)).text == "In private"
    (entry,) = (await house.record.page(member(1), sees)).entries
    assert entry.by_id == NOBODY


async def test_the_record_keeps_a_name_for_its_days(house: House, clock: Clock) -> None:
    await house.groups.set(ANNA_KEEPER, zone="Europe/Berlin")
    await house.looking.erase(ANNA)
    clock.advance(days=89)
    await house.forgetting.sweep()
    assert (await house.record.page(member(1), sees)).entries[0].by_id == ANNA.user_id
    clock.advance(days=1, hours=1)
    await house.forgetting.sweep()
    assert (await house.record.page(member(1), sees)).entries[0].by_id == NOBODY


async def test_a_moderators_answer_stays_without_their_name(house: House, clock: Clock) -> None:
    code = await give(house, "It was loud")
    await batch(house, clock)
    await answer(house, (await inbox(house))[0])
    await house.looking.erase(MODERATOR)
    item = await house.feedback.holding.look(ANNA, code)
    assert item.messages[0].said is Said.ANSWER
    assert item.messages[0].by is not None
    assert (item.messages[0].by.user_id, item.messages[0].by.name) == (NOBODY, "")


async def test_how_things_are_set_is_read_back_from_the_machine(house: House) -> None:
    proposal = await house.polls.asking.propose(HOST, Typed("Shall we?", "Yes\nNo", "single", 60))
    await house.polls.asking.open(HOST, proposal.poll_id)
    live = await house.looking.live(ANNA, sees)
    assert (live.sealed, live.days) == (1, 90)
    assert (live.pragmas["secure_delete"], live.pragmas["synchronous"]) == (1, 2)
    # A poll that somebody doesn't see isn't counted for them.
    assert (await house.looking.live(ANNA, lambda _: False)).sealed == 0


ANNA_HOST = HOST.__class__(GROUP, HOST.channel_id, ANNA.user_id, manages_events=True)
ANNA_KEEPER = HOST.__class__(GROUP, HOST.channel_id, ANNA.user_id, manages_group=True)
