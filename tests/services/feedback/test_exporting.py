"""Exporting: moderators alone, what may leave and no more, in no order, and in the record."""

from datetime import date, timedelta

import pytest

from bot.domain.feedback.exporting import Form
from bot.domain.feedback.item import Kind, Message, Moderator, Said, State
from bot.domain.people import GroupRoles, Person
from bot.domain.refusals import NotAllowed
from bot.services.feedback.exporting import OPERATOR, READ_AT_ONCE, Asked
from bot.services.house import House
from bot.storage.feedback import items
from tests.domain.feedback.exporting.reading import about_sheet
from tests.services.circle import (
    GROUP,
    HOST,
    MODERATOR,
    OTHER_GROUP,
    ROOM,
    Clock,
    member,
    sees,
)
from tests.services.feedback.taking import (
    LARGEST,
    MONDAY,
    keep,
    named,
    private,
    rows,
    rows_in,
    take,
    texts,
    waiting,
)

OTHER_MODERATOR = Person(OTHER_GROUP, ROOM, 300, manages_group=True)
BY = Moderator(MODERATOR.user_id, "Mo", date(2026, 3, 11))


@pytest.mark.parametrize("form", Form)
async def test_items_come_out_with_what_was_said(house: House, form: Form) -> None:
    said = Message(1, Said.ANSWER, "We'll see to it.", "It was loud.", State.DONE, BY)
    closed = date(2026, 3, 19)
    await keep(
        house,
        named("Thank you, all.", Kind.THANKS, week=MONDAY + timedelta(weeks=1)),
        private("It was loud.", state=State.DONE, closed_on=closed, messages=(said,)),
    )
    one, other = await rows(house, Asked(form))
    assert (one["text"], one["privacy"], one["state"]) == ("It was loud.", "private", "done")
    assert one["answers"].startswith("What the moderators understood: It was loud.")
    assert one["answers"].endswith("The moderators answered: We'll see to it.")
    assert (one["closed_on"], one["kind"]) == ("2026-03-16", "other")
    assert (other["name"], other["kind"], other["week"]) == ("Anna", "thanks", "2026-03-09")


async def test_only_moderators_export_and_a_refused_one_is_in_no_record(house: House) -> None:
    await keep(house, private("It was loud."))
    for person in (HOST, member(1)):
        with pytest.raises(NotAllowed) as refused:
            await take(house, person=person)
        assert refused.value.key == "people.refused.moderator"
    assert (await house.record.page(MODERATOR, sees)).entries == ()


async def test_the_groups_own_moderators_export_it(house: House) -> None:
    await keep(house, private("It was loud."))
    await house.groups.name_roles(MODERATOR, GroupRoles(moderator=77))
    keeper = Person(GROUP, ROOM, 400, role_ids=frozenset({77}))
    assert await texts(house, person=keeper) == ["It was loud."]


async def test_a_group_exports_its_own_feedback_alone(house: House) -> None:
    theirs = [private(f"Theirs {number}", Kind.SAFETY, group_id=OTHER_GROUP) for number in range(3)]
    await keep(house, private("Ours.", Kind.SAFETY), *theirs)
    (ours,) = await rows(house)
    assert (ours["text"], ours["kind"]) == ("Ours.", "other")
    assert (await house.record.page(OTHER_MODERATOR, sees)).entries == ()


async def test_each_export_stands_in_the_record_before_its_first_file_leaves(
    house: House, clock: Clock
) -> None:
    exporting = house.feedback.exporting
    await take(house)
    assert (await house.record.page(member(1), sees)).entries == ()  # there was nothing to export
    await keep(house, *(private(f"A secret word {number}") for number in range(250)))
    for number in (1, 2):
        clock.advance(hours=1)
        parts = exporting.parts(await exporting.plan(MODERATOR, Asked()), 2000)
        assert len((await house.record.page(member(1), sees)).entries) == number - 1
        assert not (await anext(parts)).last
        newest, *_ = entries = (await house.record.page(member(1), sees)).entries
        assert (newest.by_id, newest.happened_at) == (MODERATOR.user_id, clock())
        assert (newest.kind, dict(newest.details)) == ("feedback_exported", {"items": 250})
        assert [part.last async for part in parts][-1]
        assert (await house.record.page(member(1), sees)).entries == entries


async def test_an_operators_export_is_the_same_and_bears_nobodys_id(house: House) -> None:
    await keep(house, private("It was loud."))
    exporting = house.feedback.exporting
    plan = await exporting.plan_for_operator(GROUP, Asked(Form.JSON))
    parts = [part async for part in exporting.parts(plan, LARGEST)]
    assert [row["text"] for row in rows_in(Form.JSON, parts)] == ["It was loud."]
    (entry,) = (await house.record.page(member(1), sees)).entries
    assert entry.by_id == OPERATOR == 0


async def test_what_waits_for_its_batch_stays(house: House) -> None:
    unseen = [waiting(f"Not yet {number}") for number in range(3)]
    await keep(house, *unseen, private("Seen"))
    (seen,) = await rows(house)
    assert (seen["text"], seen["kind"]) == ("Seen", "other")


@pytest.mark.parametrize("form", Form)
async def test_who_wished_so_leaves_no_word_and_is_only_counted(house: House, form: Form) -> None:
    secret = [private("My secret", Kind.WORRY, exportable=False) for _ in range(3)]
    await keep(house, *secret, named("Mine too", exportable=False), private("It was loud."))
    plan, parts = await take(house, Asked(form))
    (row,) = rows_in(form, parts)
    assert row["text"] == "It was loud."
    assert "4 pieces, of all that the group has, stay there" in plan.about.decode()
    if form is Form.XLSX:
        assert about_sheet(parts[0].content) == list(plan.texts.about)
    assert "secret" not in plan.about.decode()


async def test_how_many_stay_is_the_same_whatever_is_chosen_and_a_few_arent_counted(
    house: House,
) -> None:
    await keep(house, private("Mine", Kind.WORRY, exportable=False), private("It was loud."))
    every = (
        Asked(),
        Asked(kind=Kind.WORRY),
        Asked(kind=Kind.IDEA),
        Asked(state=State.DONE),
        Asked(since=MONDAY + timedelta(weeks=1)),
    )
    told = {
        line
        for asked in every
        for line in (await take(house, asked))[0].texts.about
        if "wished" in line
    }
    assert len(told) == 1
    assert told.pop().startswith("Fewer than 3 pieces, of all that the group has")


async def test_a_rare_kind_is_told_as_other_and_no_choice_undoes_it(house: House) -> None:
    ideas = [private(f"Idea {number}") for number in range(3)]
    worries = [private(f"Worry {number}", Kind.WORRY, state=State.DONE) for number in range(4)]
    rare = private("Unsafe", Kind.SAFETY, state=State.DONE)
    hidden = [private("Mine", Kind.SAFETY, exportable=False) for _ in range(3)]
    await keep(house, *ideas, *worries, rare, *hidden, named("My name", Kind.SAFETY))
    kinds = {row["text"]: row["kind"] for row in await rows(house)}
    assert kinds["Unsafe"] == kinds["Idea 0"] == "other"  # the smallest of the larger ones joined
    assert (kinds["Worry 0"], kinds["My name"]) == ("worry", "safety")
    done = {row["text"]: row["kind"] for row in await rows(house, Asked(state=State.DONE))}
    assert done == {text: kind for text, kind in kinds.items() if text in done}
    assert len(done) == 5
    # By kind: what is told as other is in none of them, and a kind that nobody chose looks alike.
    for kind, found in (
        (Kind.SAFETY, ["My name"]),
        (Kind.IDEA, []),
        (Kind.ACCESS, []),
        (Kind.WORRY, [f"Worry {number}" for number in range(4)]),
    ):
        plan, parts = await take(house, Asked(kind=kind))
        assert sorted(row["text"] for row in rows_in(Form.CSV, parts)) == found
        assert plan.merged == (kind is not Kind.WORRY)
        assert plan.items == len(found)


async def test_a_period_takes_whole_weeks(house: House, clock: Clock) -> None:
    await keep(house, *(private(f"{n:02}", week=MONDAY - timedelta(weeks=n)) for n in range(14)))
    assert clock().date() == date(2026, 3, 4)  # a Wednesday
    assert await texts(house, Asked(weeks=4)) == ["00", "01", "02", "03", "04"]
    day = MONDAY - timedelta(weeks=2) + timedelta(days=6)  # a Sunday
    assert await texts(house, Asked(since=day)) == ["00", "01", "02"]
    assert await texts(house, Asked(since=day, until=day)) == ["02"]
    assert len(await texts(house, Asked(until=day))) == 12
    assert len(await texts(house)) == 14
    # The merging looks at the same weeks: three of a kind in all are no three in one of them.
    assert {row["kind"] for row in await rows(house, Asked(since=day, until=day))} == {"other"}
    assert {row["kind"] for row in await rows(house)} == {"idea"}


async def test_within_a_week_no_order_tells_which_item_came_first(house: House) -> None:
    kept = [private(f"Item {number}") for number in range(150)]
    await keep(house, *kept)
    given_order = [item.text for item in kept]
    in_the_file = [item.text for item in sorted(kept, key=lambda item: item.item_id)]
    orders = [[row["text"] for row in await rows(house)] for _ in range(3)]
    assert len({tuple(order) for order in orders}) == 3
    for order in orders:
        assert sorted(order) == sorted(given_order)
        assert order not in (given_order, given_order[::-1], in_the_file)
        # What is read at once doesn't lie together in the file.
        assert set(order[:READ_AT_ONCE]) != set(in_the_file[:READ_AT_ONCE])
    await keep(house, private("Earlier", week=MONDAY - timedelta(weeks=1)))
    assert (await rows(house))[0]["text"] == "Earlier"


async def test_what_is_erased_meanwhile_is_left_out(house: House) -> None:
    gone = private("Gone")
    await keep(house, gone, private("Stays"))
    exporting = house.feedback.exporting
    plan = await exporting.plan(MODERATOR, Asked())
    await house.database.write(items.remove, gone.item_id)
    parts = [part async for part in exporting.parts(plan, LARGEST)]
    assert [row["text"] for row in rows_in(Form.CSV, parts)] == ["Stays"]
