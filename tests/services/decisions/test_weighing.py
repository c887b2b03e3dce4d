"""Worksheets in memory: bounded in number, and each its person's own."""

from datetime import timedelta

from bot.domain.decisions.weighing import OFFERED, Matter, Sheet
from bot.services.decisions.weighing import MOST, REST, Weighing
from tests.services.circle import Clock, member

ONE, OTHER = "1" * 16, "2" * 16
FILLED = Sheet().choosing(OFFERED[:2], Matter(ONE, "", ()))


def test_a_sheet_is_its_persons_and_its_decisions_own(clock: Clock) -> None:
    weighing = Weighing(clock)
    weighing.keep(member(1), ONE, FILLED)
    assert weighing.find(member(1), ONE) == FILLED
    assert weighing.find(member(2), ONE) is None
    assert weighing.find(member(1), OTHER) is None


def test_of_too_many_the_one_that_rested_longest_goes(clock: Clock) -> None:
    weighing = Weighing(clock)
    for number in range(MOST):
        weighing.keep(member(number), ONE, Sheet())
    weighing.keep(member(0), ONE, FILLED)
    weighing.keep(member(MOST), ONE, Sheet())
    assert weighing.find(member(1), ONE) is None
    assert weighing.find(member(0), ONE) == FILLED
    assert weighing.find(member(MOST), ONE) == Sheet()


def test_an_hour_counts_from_the_last_touch(clock: Clock) -> None:
    weighing = Weighing(clock)
    weighing.keep(member(1), ONE, FILLED)
    clock.advance(minutes=59)
    weighing.keep(member(1), ONE, FILLED)
    clock.advance(minutes=59)
    assert weighing.find(member(1), ONE) == FILLED
    clock.advance(seconds=(REST - timedelta(minutes=59)).total_seconds())
    assert weighing.find(member(1), ONE) is None


def test_what_is_kept_is_not_shown_where_a_program_prints_it(clock: Clock) -> None:
    weighing = Weighing(clock)
    weighing.keep(member(1), ONE, Sheet().adding("Rosenwasser"))
    assert "Rosenwasser" not in repr(weighing)
