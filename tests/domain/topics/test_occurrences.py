"""Occurrences: the right instants in every zone, through clock changes, around quiet days."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.refusals import BadInput
from bot.domain.topics.occurrences import Quiet, between, occurrences, read_quiet, upcoming
from bot.domain.topics.schedule import LAST, Kind, Recurrence
from tests.domain.topics.samples import DATES, DAY, RECURRENCES, almanac

INSTANT = timedelta(microseconds=1)
WEEKLY = Recurrence(Kind.WEEKS, time(18), "Europe/Berlin", date(2026, 1, 5))  # a Monday
MONTHLY = replace(WEEKLY, kind=Kind.MONTH_DAY)
NTH = replace(WEEKLY, kind=Kind.MONTH_WEEKDAY)
BEFORE = datetime(2025, 12, 1, tzinfo=UTC)
# With the times of day at which their clocks jump, and an ordinary evening.
CHANGING = {
    "Europe/Berlin": (2026, time(2), time(2, 30), time(18)),
    "America/New_York": (2026, time(1, 30), time(2, 30), time(18)),
    "Australia/Sydney": (2026, time(2), time(2, 30), time(18)),
    "America/Santiago": (2026, time(0), time(0, 30), time(23, 30)),
    "Africa/Casablanca": (2026, time(2), time(2, 59), time(18)),
    "Asia/Kathmandu": (2026, time(0), time(23, 59), time(18)),
    "Australia/Lord_Howe": (2026, time(1, 45), time(2, 15), time(18)),
    "Pacific/Apia": (2011, time(0), time(3, 30), time(18)),
}


def local_days(recurrence: Recurrence, most: int, after: datetime = BEFORE) -> list[str]:
    zone = ZoneInfo(recurrence.zone)
    found = occurrences(recurrence, after, most)
    return [at.astimezone(zone).date().isoformat() for at in found]


@pytest.mark.parametrize("zone", CHANGING)
def test_a_year_of_every_day_of_the_week_is_what_the_almanac_says(zone: str) -> None:
    year, *times = CHANGING[zone]
    start = date(year, 1, 1)
    after, until = datetime(year - 1, 12, 30, tzinfo=UTC), datetime(year + 1, 1, 3, tzinfo=UTC)
    for at in times:
        for weekday in range(7):
            weekly = Recurrence(Kind.WEEKS, at, zone, start, weekday=weekday)
            expected = list(almanac(weekly, start, date(year + 1, 1, 4)))
            found = list(between(weekly, after, until))
            assert len(found) >= 52
            assert found == [each for each in expected if each <= until]


@pytest.mark.parametrize("zone", CHANGING)
def test_a_year_of_months_is_what_the_almanac_says(zone: str) -> None:
    year, *times = CHANGING[zone]
    start, end = date(year, 1, 1), date(year, 12, 31)
    by_day = [replace(MONTHLY, day=day) for day in (1, 5, 28, 29, 30, 31)]
    by_weekday = [
        replace(NTH, weekday=weekday, nth=nth) for weekday in (0, 6) for nth in (1, 2, 3, 4, LAST)
    ]
    for each in (*by_day, *by_weekday):
        monthly = replace(each, zone=zone, start=start, at=times[1])
        expected = list(almanac(monthly, start, end))
        assert len(expected) == 12
        assert list(occurrences(monthly, expected[0] - INSTANT, 12)) == expected


@pytest.mark.parametrize("every", range(1, 13))
def test_two_years_of_every_few_weeks_are_what_the_almanac_says(every: int) -> None:
    schedule = replace(WEEKLY, every=every, weekday=6, at=time(2, 30))
    expected = list(almanac(schedule, date(2025, 12, 1), date(2027, 12, 31)))
    assert list(occurrences(schedule, BEFORE, len(expected))) == expected


@given(RECURRENCES, DATES)
@example(
    Recurrence(Kind.WEEKS, time(18), "Pacific/Apia", date(2011, 12, 1), weekday=4),
    date(2011, 12, 29),
)
def test_any_schedule_after_any_day_is_what_the_almanac_says(
    recurrence: Recurrence, day: date
) -> None:
    after = datetime(day.year, day.month, day.day, tzinfo=UTC)
    found = occurrences(recurrence, after, 3)
    first = max(day - 3 * DAY, recurrence.start)
    # Three times the longest wait, of twelve weeks, and a little more.
    planned = almanac(recurrence, first, first + 260 * DAY)
    assert list(found) == [at for at in planned if at > after][:3]


@given(RECURRENCES, DATES, st.integers(0, 6))
def test_going_on_from_an_occurrence_gives_the_next_ones(
    recurrence: Recurrence, day: date, most: int
) -> None:
    after = datetime(day.year, day.month, day.day, tzinfo=UTC)
    found = occurrences(recurrence, after, most)
    assert len(found) == most
    assert all(at.tzinfo is UTC for at in found)
    for number, at in enumerate(found):
        assert occurrences(recurrence, at, most - number - 1) == found[number + 1 :]
        assert occurrences(recurrence, at - INSTANT, 1) == (at,)


def test_a_time_in_a_gap_comes_when_clocks_go_on_and_the_next_one_as_usual() -> None:
    night = replace(WEEKLY, at=time(2, 30), weekday=6)
    found = occurrences(night, datetime(2026, 3, 20, tzinfo=UTC), 3)
    assert [at.isoformat() for at in found] == [
        "2026-03-22T01:30:00+00:00",
        "2026-03-29T01:00:00+00:00",
        "2026-04-05T00:30:00+00:00",
    ]


def test_a_time_that_comes_twice_counts_once() -> None:
    night = replace(WEEKLY, at=time(2, 30), weekday=6)
    found = occurrences(night, datetime(2026, 10, 20, tzinfo=UTC), 2)
    assert [at.isoformat() for at in found] == [
        "2026-10-25T00:30:00+00:00",
        "2026-11-01T01:30:00+00:00",
    ]


def test_the_evening_stays_the_evening_all_year() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    year = occurrences(WEEKLY, BEFORE, 52)
    assert {at.astimezone(berlin).time() for at in year} == {time(18)}
    assert {at.time() for at in year} == {time(16), time(17)}


def test_weeks_are_counted_from_the_first_such_day_on_or_after_the_start() -> None:
    every_two = replace(WEEKLY, every=2, start=date(2026, 1, 7), weekday=0)  # from a Wednesday
    assert local_days(every_two, 3) == ["2026-01-12", "2026-01-26", "2026-02-09"]
    same_day = replace(every_two, weekday=2)
    assert local_days(same_day, 3) == ["2026-01-07", "2026-01-21", "2026-02-04"]
    long_after = datetime(2026, 2, 1, tzinfo=UTC)
    assert local_days(every_two, 2, long_after) == ["2026-02-09", "2026-02-23"]


def test_a_short_month_has_its_last_day() -> None:
    assert local_days(replace(MONTHLY, day=31), 4) == [
        "2026-01-31",
        "2026-02-28",
        "2026-03-31",
        "2026-04-30",
    ]
    leap = replace(MONTHLY, start=date(2028, 2, 1))
    assert local_days(replace(leap, day=30), 2) == ["2028-02-29", "2028-03-30"]
    assert local_days(replace(leap, day=29), 2) == ["2028-02-29", "2028-03-29"]
    assert local_days(replace(leap, day=28), 2) == ["2028-02-28", "2028-03-28"]


def test_the_nth_weekday_and_the_last_one() -> None:
    thursdays = replace(NTH, weekday=3)
    assert local_days(replace(thursdays, nth=1), 2) == ["2026-02-05", "2026-03-05"]
    assert local_days(replace(thursdays, nth=4), 2) == ["2026-01-22", "2026-02-26"]
    assert local_days(replace(thursdays, nth=LAST), 2) == ["2026-01-29", "2026-02-26"]


def test_nothing_comes_before_the_start() -> None:
    assert local_days(replace(MONTHLY, day=4), 1) == ["2026-02-04"]
    assert local_days(replace(MONTHLY, day=5), 1) == ["2026-01-05"]
    assert local_days(WEEKLY, 1) == ["2026-01-05"]


def test_an_occurrence_is_strictly_after() -> None:
    (first,) = occurrences(WEEKLY, BEFORE, 1)
    assert occurrences(WEEKLY, first, 1)[0] == first + 7 * DAY
    assert occurrences(WEEKLY, first - INSTANT, 1)[0] == first


def test_between_ends_with_its_last_instant_included() -> None:
    first, second = occurrences(WEEKLY, BEFORE, 2)
    assert between(WEEKLY, BEFORE, second) == (first, second)
    assert between(WEEKLY, BEFORE, second - INSTANT) == (first,)
    assert between(WEEKLY, first, first) == ()


def test_quiet_days_are_left_out_and_the_days_beside_them_are_not() -> None:
    mondays = occurrences(WEEKLY, BEFORE, 5)
    days = [at.date() for at in mondays]
    for quiet, left in [
        (Quiet(days[1], days[1]), [0, 2, 3, 4]),
        (Quiet(days[1], days[2]), [0, 3, 4]),
        (Quiet(days[1] + DAY, days[2] - DAY), [0, 1, 2, 3, 4]),
        (Quiet(days[1] - DAY, days[1] + DAY), [0, 2, 3, 4]),
        (Quiet(date(2020, 1, 1), days[0]), [1, 2, 3, 4]),
    ]:
        found = occurrences(WEEKLY, BEFORE, len(left), [quiet])
        assert list(found) == [mondays[number] for number in left]


def test_several_quiet_ranges_may_overlap() -> None:
    quiet = [
        Quiet(date(2026, 1, 5), date(2026, 1, 20)),
        Quiet(date(2026, 1, 12), date(2026, 1, 13)),
        Quiet(date(2026, 1, 26), date(2026, 1, 26)),
    ]
    assert occurrences(WEEKLY, BEFORE, 1, quiet)[0].date() == date(2026, 2, 2)


def test_quiet_days_are_those_of_the_groups_own_calendar() -> None:
    # A Monday evening in New York, when it is Tuesday already in UTC.
    late = replace(WEEKLY, zone="America/New_York", at=time(22))
    monday, tuesday = date(2026, 1, 5), date(2026, 1, 6)
    first = datetime(2026, 1, 6, 3, tzinfo=UTC)
    assert occurrences(late, BEFORE, 1)[0] == first
    assert occurrences(late, BEFORE, 1, [Quiet(tuesday, tuesday)])[0] == first
    assert occurrences(late, BEFORE, 1, [Quiet(monday, monday)])[0] == first + 7 * DAY


def test_what_a_clock_change_moves_counts_for_the_day_to_which_it_moves() -> None:
    friday = Recurrence(Kind.WEEKS, time(18), "Pacific/Apia", date(2011, 12, 30), weekday=4)
    there, gone = date(2011, 12, 31), date(2011, 12, 30)
    moved = datetime(2011, 12, 30, 10, tzinfo=UTC)
    after = datetime(2011, 12, 1, tzinfo=UTC)
    assert occurrences(friday, after, 1, [Quiet(gone, gone)])[0] == moved
    assert occurrences(friday, after, 1, [Quiet(there, there)])[0] > moved


def test_a_quiet_century_ends_the_search_after_ten_years() -> None:
    century = [Quiet(date(2000, 1, 1), date(2199, 12, 31))]
    assert occurrences(WEEKLY, BEFORE, 1, century) == ()
    ten_years = list(upcoming(WEEKLY, BEFORE))
    assert 520 <= len(ten_years) <= 523
    assert len(list(upcoming(replace(WEEKLY, start=date(2040, 1, 2)), BEFORE))) >= 520


@given(RECURRENCES, DATES, st.lists(st.tuples(DATES, st.integers(0, 400)), max_size=3))
def test_quiet_days_take_away_what_falls_on_them_and_nothing_else(
    recurrence: Recurrence, day: date, ranges: list[tuple[date, int]]
) -> None:
    quiet = [Quiet(first, first + days * DAY) for first, days in ranges]
    after = datetime(day.year, day.month, day.day, tzinfo=UTC)
    zone = ZoneInfo(recurrence.zone)
    loud = occurrences(recurrence, after, 30)
    silent = {first + n * DAY for first, days in ranges for n in range(days + 1)}
    left = [at for at in loud if at.astimezone(zone).date() not in silent]
    assert list(between(recurrence, after, loud[-1], quiet)) == left


def test_quiet_days_are_read_from_two_dates() -> None:
    assert read_quiet("2026-12-21", "2027-01-03") == Quiet(date(2026, 12, 21), date(2027, 1, 3))
    one_day = read_quiet("2026-12-24", "2026-12-24")
    assert one_day == Quiet(date(2026, 12, 24), date(2026, 12, 24))


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        ("2026-12-22", "2026-12-21", "topics.refused.quiet_reversed"),
        ("soon", "2026-12-21", "topics.refused.date"),
        ("2026-12-22", "later", "topics.refused.date"),
    ],
)
def test_quiet_days_that_are_none_are_refused(first: str, last: str, key: str) -> None:
    for make in (
        lambda: read_quiet(first, last),
        lambda: Quiet.from_plain({"first": first, "last": last}),
    ):
        with pytest.raises(BadInput) as refused:
            make()
        assert refused.value.key == key


@given(DATES, st.integers(0, 100))
def test_quiet_days_come_back_from_json_as_they_were(first: date, days: int) -> None:
    quiet = Quiet(first, first + days * DAY)
    assert Quiet.from_plain(json.loads(json.dumps(quiet.to_plain()))) == quiet


@pytest.mark.parametrize("plain", [{}, {"first": "2026-01-01"}, {"first": 1, "last": 2}], ids=str)
def test_values_that_are_no_quiet_days_are_refused(plain: dict[str, object]) -> None:
    with pytest.raises(BadInput) as refused:
        Quiet.from_plain(plain)
    assert refused.value.key == "topics.refused.form_changed"
