"""Times as options: what is clear is read, what isn't is refused, and nothing shifts on the way."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.polls.moments import check_moments, moment_of, option_of, read_moments, written
from bot.domain.refusals import BadInput
from bot.domain.topics.local_time import zone_names

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday, 13:00 in Berlin
# From 2027 to 2190, in seconds.
INSTANTS = st.integers(1_798_761_600, 6_942_672_000).map(lambda at: datetime.fromtimestamp(at, UTC))
ZONES = st.sampled_from(zone_names()).map(ZoneInfo)


def read(line: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> str:
    (option,) = read_moments(line, zone, now)
    return written(option, zone)


def refused(typed: str, now: datetime = NOW, zone: ZoneInfo = BERLIN) -> tuple[str, object]:
    with pytest.raises(BadInput) as error:
        read_moments(typed, zone, now)
    return error.value.key.removeprefix("polls.refused."), error.value.blanks["number"]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("2026-12-03 19:30", "2026-12-03 19:30"),
        ("2027-02-01 18:00", "2027-02-01 18:00"),
        ("Tue 1 Dec 18:00", "2026-12-01 18:00"),
        ("  Tue   1 Dec\t18:00  ", "2026-12-01 18:00"),
        ("Tuesday, 1st December 2026 at 6 pm", "2026-12-01 18:00"),
        ("1 December 2026 6:30pm", "2026-12-01 18:30"),
        ("Dec 1 18:00", "2026-12-01 18:00"),
        ("1 Dec 12 am", "2026-12-01 00:00"),
        # Day and month are the same number, so both orders mean one day.
        ("12/12 18:00", "2026-12-12 18:00"),
        ("29 Feb 2028 18:00", "2028-02-29 18:00"),
    ],
)
def test_what_is_clear_is_read(line: str, moment: str) -> None:
    assert read(line) == moment


@pytest.mark.parametrize(
    "line",
    [
        *("18:00", "tomorrow 18:00", "Tue", "1 Dec", "2026-12-01", "Dec 18:00", "5 18:00"),
        *("2027 18:00", "Dec 2027 18:00", "Tue 6", "noon on Tuesday", "soon", "?"),
        *("31 Feb 18:00", "2027-02-29 18:00", "1 Dec 25:00", "Tuesday Wednesday 18:00"),
        *("1 Dec 1999 18:00", "1 Dec 2200 18:00", "99999999999999999999", "1 Dec 18:00:30"),
        # A zone would be somebody's own clocks, and not the group's.
        *("2026-12-01 18:00Z", "2026-12-01 18:00+02:00", "1 Dec 18:00 GMT", "1 Dec 18:00 XYZ"),
        "1 Dec 18:00 " + "or so " * 10,
    ],
)
def test_what_leaves_something_open_is_refused(line: str) -> None:
    assert refused(line) == ("time_unclear", 1)


@pytest.mark.parametrize(
    "line", ["2/1 18:00", "1/12/2026 18:00", "12.1.2026 18:00", "01/02/03 18:00"]
)
def test_what_can_be_read_two_ways_is_refused(line: str) -> None:
    assert refused(line) == ("time_two_ways", 1)


def test_a_refusal_says_which_line_it_is_about_and_empty_ones_do_not_count() -> None:
    assert refused("\n1 Dec 18:00\n\nsoon\n") == ("time_unclear", 2)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Mon 13:01", "2026-11-23 13:01"),
        ("Mon 13:00", "2026-11-30 13:00"),
        ("Mon 09:00", "2026-11-30 09:00"),
        ("Tuesday 18:00", "2026-11-24 18:00"),
        ("Sunday 18:00", "2026-11-29 18:00"),
        ("6 pm sat", "2026-11-28 18:00"),
    ],
)
def test_a_weekday_is_the_next_one(line: str, moment: str) -> None:
    assert read(line) == moment


@given(st.integers(0, 366 * 5), st.sampled_from(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]))
def test_a_weekday_is_the_next_one_on_whatever_day_it_is_asked(days: int, name: str) -> None:
    now = NOW + timedelta(days=days)
    (option,) = read_moments(f"{name} 18:00", BERLIN, now)
    found = moment_of(option).astimezone(BERLIN)
    assert f"{found:%a %H:%M}" == f"{name} 18:00"
    # A day more at most, as clocks may change in between.
    assert timedelta() < found - now < timedelta(days=7, hours=2)


@given(st.integers(0, 366 * 9), st.sampled_from(["2027 18:00", "Dec 18:00", "Feb 18:00", "18:00"]))
def test_a_year_a_month_or_a_time_alone_is_never_taken_for_a_weekday(days: int, line: str) -> None:
    with pytest.raises(BadInput):
        read_moments(line, BERLIN, NOW + timedelta(days=days))


def test_a_month_alone_is_not_its_last_day_at_the_end_of_a_longer_one() -> None:
    # February has neither a 30th nor a 31st, and the library would take its last day.
    for day in range(25, 32):
        now = datetime(2027, 12, day, 12, tzinfo=UTC)
        assert refused("Feb 18:00", now) == ("time_unclear", 1)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("31 Dec 23:59", "2026-12-31 23:59"),
        ("1 Jan 09:00", "2027-01-01 09:00"),
        ("23 Nov 18:00", "2026-11-23 18:00"),
        ("23 Nov 10:00", "2027-11-23 10:00"),
        ("Sat 5 June 18:00", "2027-06-05 18:00"),
    ],
)
def test_a_day_without_a_year_is_the_next_one(line: str, moment: str) -> None:
    assert read(line) == moment


@pytest.mark.parametrize("line", ["Wed 1 Dec 18:00", "Fri 5 June 18:00", "Tue 2026-12-03 18:00"])
def test_a_weekday_that_its_date_does_not_have_is_refused(line: str) -> None:
    assert refused(line) == ("time_unclear", 1)


@pytest.mark.parametrize("line", ["2026-11-23 13:00", "2026-11-01 18:00", "1 Nov 2026 18:00"])
def test_what_is_over_is_refused(line: str) -> None:
    assert refused(line) == ("time_over", 1)
    assert read("2026-11-23 13:01") == "2026-11-23 13:01"


def test_options_stand_in_order_of_time_whatever_the_order_of_lines() -> None:
    typed = "3 Dec 18:00\n1 Dec 18:00\n2 Dec 18:00"
    found = read_moments(typed, BERLIN, NOW)
    assert [written(each, BERLIN)[8:10] for each in found] == ["01", "02", "03"]


@pytest.mark.parametrize(
    ("line", "utc"),
    [
        ("2027-03-27 18:00", "2027-03-27 17:00"),
        ("2027-03-28 18:00", "2027-03-28 16:00"),
        # Clocks skip from 2 to 3: the next minute that they show.
        ("2027-03-28 02:30", "2027-03-28 01:00"),
        # They show 2:30 twice: the first one.
        ("2027-10-31 02:30", "2027-10-31 00:30"),
        ("2027-10-31 18:00", "2027-10-31 17:00"),
    ],
)
def test_summer_time_is_that_of_the_day_itself(line: str, utc: str) -> None:
    (option,) = read_moments(line, BERLIN, NOW)
    assert f"{moment_of(option):%Y-%m-%d %H:%M}" == utc


@given(INSTANTS, ZONES)
def test_what_is_written_is_read_as_the_same_option_in_any_zone(
    instant: datetime, zone: ZoneInfo
) -> None:
    shown = instant.astimezone(zone)
    typed = f"{shown:%Y-%m-%d %H:%M}"
    (option,) = read_moments(typed, zone, NOW)
    assert read_moments(written(option, zone), zone, NOW) == (option,)
    # Of an hour that clocks show twice it is the first one.
    minute = instant.replace(second=0, microsecond=0)
    if not shown.fold and not (shown.utcoffset() or timedelta()) % timedelta(minutes=1):
        assert moment_of(option) == minute
        assert written(option, zone) == typed


@given(INSTANTS)
def test_a_moment_and_its_option_are_the_same_thing(instant: datetime) -> None:
    assert moment_of(option_of(instant)) == instant.replace(microsecond=0)


def test_moments_come_after_closing_and_each_once() -> None:
    options = read_moments("1 Dec 18:00\n2 Dec 18:00", BERLIN, NOW)
    check_moments(options, moment_of(options[0]) - timedelta(seconds=1))
    with pytest.raises(BadInput) as soon:
        check_moments(options, moment_of(options[0]))
    assert soon.value.key == "polls.refused.time_too_soon"
    with pytest.raises(BadInput) as twice:
        check_moments((*options, options[0]), NOW)
    assert twice.value.key == "polls.refused.same_time"
