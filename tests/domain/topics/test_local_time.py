"""Local times: what can be typed, and which instants it means when clocks are changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import instant, read_date, read_time, read_zone, zone_names
from tests.domain.topics.samples import (
    DATES,
    MINUTE,
    TIMES,
    ZONES,
    clock_changes,
    first_shown,
)

TYPED_TIMES = {
    "18:00": time(18),
    "18.00": time(18),
    "6 pm": time(18),
    "6pm": time(18),
    "6 PM": time(18),
    "6 p.m.": time(18),
    "6 p. m.": time(18),
    "6:30pm": time(18, 30),
    "6.30 pm": time(18, 30),
    " 06:05 am ": time(6, 5),
    "12 am": time(0),
    "12:59 am": time(0, 59),
    "12 pm": time(12),
    "12:01pm": time(12, 1),
    "11:59 pm": time(23, 59),
    "0:00": time(0),
    "00:00": time(0),
    "9:05": time(9, 5),
    "23:59": time(23, 59),
}


def key_of(refused: pytest.ExceptionInfo[BadInput]) -> tuple[str, dict[str, object]]:
    return refused.value.key, dict(refused.value.blanks)


@pytest.mark.parametrize("typed", TYPED_TIMES)
def test_a_time_is_read_as_people_write_it(typed: str) -> None:
    assert read_time(typed) == TYPED_TIMES[typed]


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "6", "18", "soon", "noon", "24:00", "25:00", "18:60", "18:6", "18:000", "-6:00"),
        *("13 pm", "0 am", "0:30 pm", "18:00 pm", "6 xm", "6 p", "18:00:00", "18-00", "6::30"),
        *("٦:٣٠", "１８:００", "18:00 Uhr", "6 pm pm", "118:00"),
    ],
)
def test_a_time_that_could_mean_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_time(typed)
    assert key_of(refused) == ("topics.refused.time", {})


NUMBERED = st.builds(
    "{}:{:02}{}".format, st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", "am", " pm"])
)


@given(st.one_of(st.text(), NUMBERED))
def test_any_text_is_a_time_or_refused(typed: str) -> None:
    try:
        read = read_time(typed)
    except BadInput:
        return
    assert (read.second, read.microsecond, read.tzinfo) == (0, 0, None)


@given(TIMES)
def test_every_minute_of_the_day_can_be_typed_in_four_ways(at: time) -> None:
    hour, half = at.hour % 12 or 12, "pm" if at.hour >= 12 else "am"
    for typed in (f"{at:%H:%M}", f"{at:%H.%M}", f"{hour}:{at:%M} {half}", f"{hour}.{at:%M}{half}"):
        assert read_time(typed) == at


@pytest.mark.parametrize("typed", ["2026-03-01", " 2026-03-01 ", "2026-3-1"])
def test_a_date_is_read_as_year_month_day(typed: str) -> None:
    assert read_date(typed) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "typed",
    [
        *("", "tomorrow", "01.03.2026", "3/1/2026", "2026-02-29", "2026-13-01", "2026-00-10"),
        *("2026-04-31", "2026-03-00", "20260301", "2026-W10-1", "26-03-01", "2026-03-01T10:00"),
        *("٢٠٢٦-٠٣-٠١", "2026-03-011", "-2026-03-01"),
    ],
)
def test_a_date_that_isnt_one_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_date(typed)
    assert key_of(refused) == ("topics.refused.date", {})


def test_a_date_centuries_away_is_refused_and_the_edges_are_taken() -> None:
    assert read_date("2000-01-01") == date(2000, 1, 1)
    assert read_date("2199-12-31") == date(2199, 12, 31)
    for typed in ("1999-12-31", "2200-01-01", "0000-01-01", "9999-12-31"):
        with pytest.raises(BadInput) as refused:
            read_date(typed)
        assert key_of(refused) == ("topics.refused.far_date", {"first": 2000, "last": 2199})


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/BERLIN\n", "Europe/Berlin"),
        ("America/New York", "America/New_York"),
        ("america/argentina/buenos aires", "America/Argentina/Buenos_Aires"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_known_by_its_name_whatever_its_capitals(typed: str, name: str) -> None:
    assert read_zone(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "Europe", "Europe/", "/Europe/Berlin", "Berlin", "Mars/Olympus", "+01:00"),
        *("../../etc/passwd", "/etc/localtime", "localtime", "Factory", "posixrules", "\0"),
        *("Europe/Berlin\0", "Europe//Berlin", "tzdata.zi", "zone.tab"),
    ],
)
def test_what_is_no_place_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_zone(typed)
    assert key_of(refused) == ("topics.refused.zone", {})


def test_every_zone_of_the_list_is_taken_as_it_is_and_can_be_opened() -> None:
    names = zone_names()
    assert list(names) == sorted(names)
    assert len(names) > 400
    for name in names:
        assert read_zone(name) == name
        ZoneInfo(name)


# Clocks that are changed at midnight, by half an hour or two, around Ramadan, or by a whole day.
RESTLESS = (
    *("Africa/Cairo", "Africa/Casablanca", "America/New_York", "America/Nuuk", "America/Santiago"),
    *("Antarctica/Troll", "Asia/Gaza", "Asia/Tehran", "Australia/Lord_Howe", "Australia/Sydney"),
    *("Europe/Berlin", "Europe/Dublin", "Pacific/Apia"),
)
# Years gone by, whose clock changes no government will move any more.
GAPS = [
    ("Europe/Berlin", "2025-03-30", "02:00", "2025-03-30T01:00"),
    ("Europe/Berlin", "2025-03-30", "02:30", "2025-03-30T01:00"),
    ("Europe/Berlin", "2025-03-30", "02:59", "2025-03-30T01:00"),
    ("America/New_York", "2025-03-09", "02:30", "2025-03-09T07:00"),
    ("Australia/Sydney", "2025-10-05", "02:30", "2025-10-04T16:00"),
    ("America/Santiago", "2025-09-07", "00:00", "2025-09-07T04:00"),
    ("America/Santiago", "2025-09-07", "00:30", "2025-09-07T04:00"),
    ("Africa/Casablanca", "2025-04-06", "02:30", "2025-04-06T02:00"),
    ("Australia/Lord_Howe", "2025-10-05", "02:00", "2025-10-04T15:30"),
    ("Australia/Lord_Howe", "2025-10-05", "02:15", "2025-10-04T15:30"),
    # Samoa went to bed on Thursday and got up on Saturday: the first minute of the 31st.
    ("Pacific/Apia", "2011-12-30", "00:00", "2011-12-30T10:00"),
    ("Pacific/Apia", "2011-12-30", "18:00", "2011-12-30T10:00"),
    ("Pacific/Apia", "2011-12-30", "23:59", "2011-12-30T10:00"),
]
OVERLAPS = [
    ("Europe/Berlin", "2025-10-26", "02:00", "2025-10-26T00:00"),
    ("Europe/Berlin", "2025-10-26", "02:30", "2025-10-26T00:30"),
    ("America/New_York", "2025-11-02", "01:30", "2025-11-02T05:30"),
    ("Australia/Sydney", "2025-04-06", "02:30", "2025-04-05T15:30"),
    ("America/Santiago", "2025-04-05", "23:30", "2025-04-06T02:30"),
    ("Africa/Casablanca", "2025-02-23", "02:30", "2025-02-23T01:30"),
    ("Australia/Lord_Howe", "2025-04-06", "01:45", "2025-04-05T14:45"),
]
ORDINARY = [
    ("Europe/Berlin", "2025-03-30", "01:59", "2025-03-30T00:59"),
    ("Europe/Berlin", "2025-03-30", "03:00", "2025-03-30T01:00"),
    ("Europe/Berlin", "2025-03-30", "03:01", "2025-03-30T01:01"),
    ("Europe/Berlin", "2025-10-26", "01:59", "2025-10-25T23:59"),
    ("Europe/Berlin", "2025-10-26", "03:00", "2025-10-26T02:00"),
    ("Australia/Lord_Howe", "2025-10-05", "02:30", "2025-10-04T15:30"),
    ("Asia/Kathmandu", "2025-07-01", "18:00", "2025-07-01T12:15"),
    ("Pacific/Apia", "2011-12-29", "23:59", "2011-12-30T09:59"),
    ("Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00"),
    ("UTC", "2025-07-01", "18:00", "2025-07-01T18:00"),
]


@pytest.mark.parametrize(("zone", "day", "at", "utc"), [*GAPS, *OVERLAPS, *ORDINARY])
def test_a_local_time_means_this_instant(zone: str, day: str, at: str, utc: str) -> None:
    found = instant(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert found.tzinfo is UTC


@pytest.mark.parametrize(("zone", "day", "at", "utc"), GAPS)
def test_a_gap_leads_to_the_minute_at_which_clocks_go_on(
    zone: str, day: str, at: str, utc: str
) -> None:
    jump = instant(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    wanted = datetime.combine(date.fromisoformat(day), time.fromisoformat(at))
    before = (jump - timedelta(minutes=1)).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    shown = jump.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    assert before < wanted < shown


@given(DATES, TIMES, ZONES)
@example(date(2011, 12, 30), time(12), "Pacific/Apia")
@example(date(2026, 10, 4), time(2, 15), "Australia/Lord_Howe")
@example(date(2025, 10, 26), time(2, 30, fold=1), "Europe/Berlin")
def test_any_local_time_means_the_first_minute_that_shows_it_or_goes_beyond(
    day: date, at: time, zone: str
) -> None:
    assert instant(day, at, ZoneInfo(zone)) == first_shown(day, at, ZoneInfo(zone))


@settings(max_examples=40)
@given(st.data(), st.sampled_from(RESTLESS), st.integers(0, 29))
def test_around_every_change_of_a_clock_it_is_the_first_minute_too(
    data: st.DataObject, zone: str, minute: int
) -> None:
    there = ZoneInfo(zone)
    noon = data.draw(st.sampled_from(clock_changes(zone))).astimezone(there)
    for half_hours in range(-24, 72):
        shown = noon.replace(tzinfo=None) + (30 * half_hours + minute) * MINUTE
        day, at = shown.date(), shown.time()
        assert instant(day, at, there) == first_shown(day, at, there)
