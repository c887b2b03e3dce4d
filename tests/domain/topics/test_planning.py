"""Planning: what is listed is what is posted, for a group with several schedules too."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.topics.choosing import Choice, Pool, Posted, Reason
from bot.domain.topics.missed import Progress, due, next_one, pause, skip_next
from bot.domain.topics.occurrences import Quiet, occurrences
from bot.domain.topics.planning import Plan, Planned, chance_for, choose_at, preview_next
from bot.domain.topics.schedule import Kind, Recurrence
from bot.domain.topics.topic import Topic
from tests.domain.topics.samples import a_topic, by_slug

WEEK = timedelta(weeks=1)
NOW = datetime(2026, 1, 4, tzinfo=UTC)
FIRST = datetime(2026, 1, 5, 18, tzinfo=UTC)
WEEKLY = Recurrence(Kind.WEEKS, time(18), "UTC", date(2026, 1, 5))
PLAN = Plan("a1", WEEKLY, Progress(NOW))
MORNING = Plan("b2", replace(WEEKLY, at=time(9), weekday=2), Progress(NOW))
TOPICS = by_slug(*(a_topic(f"t{number}", number % 3 + 1, [str(number % 2)]) for number in range(9)))


def posted(plans: list[Plan], topics: dict[str, Topic], until: datetime) -> list[Planned]:
    """Post as the bot would, one occurrence after the other, and return what was posted."""
    history: list[Posted] = []
    found: list[Planned] = []
    while True:
        ahead = [(next_one(plan.recurrence, plan.progress), plan) for plan in plans]
        times = [(at, plan.schedule_id) for at, plan in ahead if at is not None]
        if not times or min(times)[0] > until:
            return found
        now, schedule_id = min(times)
        (number,) = (n for n, plan in enumerate(plans) if plan.schedule_id == schedule_id)
        plan = plans[number]
        what = due(plan.recurrence, plan.progress, now + timedelta(minutes=1))
        assert what.post == now
        choice = choose_at(plan, now, topics, history)
        found.append(Planned(schedule_id, now, choice))
        if choice.slug is not None:
            history.insert(0, Posted(choice.slug, topics[choice.slug].intensity))
        plans[number] = replace(plan, progress=what.progress)


def test_the_next_five_of_a_schedule_are_listed() -> None:
    found = preview_next([PLAN], "a1", TOPICS, [])
    assert [each.at for each in found] == list(occurrences(WEEKLY, NOW, 5))
    assert {each.schedule_id for each in found} == {"a1"}
    slugs = [each.choice.slug for each in found]
    assert len(set(slugs)) == 5
    assert set(slugs) <= set(TOPICS)


def test_the_first_choice_is_what_the_rules_choose_with_the_chance_of_that_time() -> None:
    history = [Posted("t2", 3)]
    (first,) = preview_next([PLAN], "a1", TOPICS, history, most=1)
    assert first == Planned("a1", FIRST, choose_at(PLAN, FIRST, TOPICS, history))


def test_looking_ahead_changes_nothing() -> None:
    history = [Posted("t1", 2)]
    first = preview_next([PLAN], "a1", TOPICS, history)
    assert preview_next([PLAN], "a1", TOPICS, history) == first
    assert history == [Posted("t1", 2)]
    longer = preview_next([PLAN], "a1", TOPICS, history, most=9)
    assert longer[:5] == first


def test_chance_depends_on_the_schedule_and_the_time_alone() -> None:
    numbers = [
        chance_for(schedule_id, at).random()
        for schedule_id in ("a1", "b2")
        for at in (FIRST, FIRST + WEEK)
    ]
    assert len(set(numbers)) == 4
    assert chance_for("a1", FIRST).random() == numbers[0]
    elsewhere = FIRST.astimezone(timezone(timedelta(hours=5)))
    assert chance_for("a1", elsewhere).random() == numbers[0]
    # Written out, so that an update of the bot can't quietly change what was listed before.
    written_out = Random("a1/2026-01-05T18:00:00+00:00")  # noqa: S311 - chance, and no secret
    assert numbers[0] == written_out.random()


def test_what_the_other_schedules_post_counts_too() -> None:
    both = preview_next([PLAN, MORNING], "a1", TOPICS, [])
    assert [each.at for each in both] == list(occurrences(WEEKLY, NOW, 5))
    expected = posted([PLAN, MORNING], TOPICS, both[-1].at)
    assert list(both) == [each for each in expected if each.schedule_id == "a1"]
    alone = preview_next([PLAN], "a1", TOPICS, [])
    assert [each.choice for each in alone] != [each.choice for each in both]


def test_at_one_time_the_smaller_id_goes_first() -> None:
    twin = replace(PLAN, schedule_id="a0")
    topics = by_slug(a_topic("x"), a_topic("y"))
    for plans in ([PLAN, twin], [twin, PLAN]):
        (early,) = preview_next(plans, "a0", topics, [], most=1)
        (late,) = preview_next(plans, "a1", topics, [], most=1)
        assert early.choice == choose_at(twin, FIRST, topics, [])
        assert early.choice.slug is not None
        assert late.choice == choose_at(PLAN, FIRST, topics, [Posted(early.choice.slug, 1)])


def test_paused_schedules_post_nothing() -> None:
    paused = replace(MORNING, progress=pause(MORNING.progress))
    assert preview_next([PLAN, paused], "a1", TOPICS, []) == preview_next([PLAN], "a1", TOPICS, [])
    assert preview_next([PLAN, paused], "b2", TOPICS, []) == ()


def test_skipped_ones_and_quiet_days_are_left_out() -> None:
    progress, _ = skip_next(WEEKLY, PLAN.progress, NOW)
    skipping = replace(PLAN, progress=progress)
    quiet = [Quiet(FIRST.date() + 2 * WEEK, FIRST.date() + 2 * WEEK)]
    found = preview_next([skipping], "a1", TOPICS, [], quiet, most=3)
    assert [each.at for each in found] == [FIRST + WEEK, FIRST + 3 * WEEK, FIRST + 4 * WEEK]


def test_where_no_topic_may_come_it_says_why_and_the_history_stays() -> None:
    nothing = replace(PLAN, pool=Pool(frozenset({"sea"})))
    found = preview_next([nothing], "a1", TOPICS, [], most=2)
    reasons = (Reason("topics.why.nothing_fits"),)
    assert found == tuple(Planned("a1", at, Choice(None, reasons)) for at in (FIRST, FIRST + WEEK))
    heavy = by_slug(a_topic("x", 3), a_topic("y", 3))
    slugs = [each.choice.slug for each in preview_next([PLAN], "a1", heavy, [])]
    assert slugs[0] in heavy
    assert slugs[1:] == [None] * 4


def test_no_topic_comes_twice_and_no_two_heavy_ones_follow_each_other() -> None:
    found = preview_next([PLAN], "a1", TOPICS, [], most=9)
    slugs = [each.choice.slug for each in found]
    heavy = [slug is not None and TOPICS[slug].intensity == 3 for slug in slugs]
    assert (True, True) not in set(pairwise(heavy))


def test_an_unknown_schedule_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="not enough"):
        preview_next([PLAN], "zz", TOPICS, [])


def a_plan(number: int, every: int, weekday: int, hour: int, tag: str | None, paused: bool) -> Plan:
    recurrence = replace(WEEKLY, every=every, weekday=weekday, at=time(hour))
    pool = Pool(frozenset() if tag is None else frozenset({tag}), no_repeat=4)
    return Plan(f"s{number}", recurrence, Progress(NOW, paused), pool)


PLANS = st.lists(
    st.builds(
        a_plan,
        st.integers(0, 9),
        every=st.integers(1, 3),
        weekday=st.integers(0, 1),
        hour=st.integers(8, 9),
        tag=st.sampled_from([None, "0", "1"]),
        paused=st.booleans(),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda plan: plan.schedule_id,
)


@given(PLANS)
def test_what_is_listed_is_what_is_posted(plans: list[Plan]) -> None:
    for plan in plans:
        listed = preview_next(plans, plan.schedule_id, TOPICS, [])
        assert len(listed) == (0 if plan.progress.paused else 5)
        if listed:
            done = posted(list(plans), TOPICS, listed[-1].at)
            own = [each for each in done if each.schedule_id == plan.schedule_id]
            assert own == list(listed)
