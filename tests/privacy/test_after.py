"""After closing: where the published result is the same, nothing else differs, for ever.

In both tellings the same is published: under `protected` the same outcome, band and words per
option from other numbers, under `counts` the same numbers from other people; a poll with too few,
one that was taken down. So whatever differs would say more than the result, and join somebody to a
choice or to having voted.
"""

import re

from tests.privacy.conftest import Told
from tests.privacy.evidence import Evidence, Files, differences, plain

CLOSED = ("protected", "counts", "few", "down", "hidden past", "hidden down")


def test_every_role_sees_the_same_while_polls_end_and_after(told: Told) -> None:
    crowded, quiet = ([s for s in each.seen if s.stage != "open"] for each in told.both)
    assert differences(crowded, quiet) == []


def test_the_bot_asks_the_same_of_discord(told: Told) -> None:
    for stage in ("end", "past"):
        crowded, quiet = (list(map(plain, each.requests[stage])) for each in told.both)
        assert crowded == quiet


def test_all_that_is_kept_is_the_same_but_for_random_marks(told: Told) -> None:
    for stage in ("past", "stopped"):
        crowded, quiet = (each.files[stage] for each in told.both)
        assert plain(crowded.dump) == plain(quiet.dump)
        assert len(crowded.copy) == len(quiet.copy)
        assert crowded.boxes == quiet.boxes
        assert _sizes(crowded) == _sizes(quiet)


def test_the_marks_of_counted_ballots_are_sorted_and_as_many_as_the_result_allows(
    told: Told,
) -> None:
    for evidence in told.both:
        numbers = {name: _marks(evidence, name) for name in CLOSED}
        for name, marks in numbers.items():
            assert marks == sorted(marks), name
        lengths = {name: len(marks) for name, marks in numbers.items()}
        # The top of the band, the exact number, one below the floor; none where none was counted.
        assert lengths == {
            "protected": 19,
            "counts": 9,
            "few": 2,
            "down": 0,
            "hidden past": 2,
            "hidden down": 0,
        }


def test_nothing_is_left_of_a_closed_polls_box_and_key(told: Told) -> None:
    for evidence in told.both:
        boxes = {poll_id for poll_id, _, _ in evidence.files["past"].boxes}
        keys = {name for name in evidence.files["past"].raw if name.endswith(".key")}
        for name in CLOSED:
            poll_id = evidence.polls[name]
            assert poll_id not in boxes
            assert f"sealed/keys/{poll_id}.key" not in keys
            assert poll_id.encode() not in evidence.files["past"].raw["sealed/ballots.sqlite3"]


def _sizes(files: Files) -> dict[str, int]:
    return {name: len(content) for name, content in files.raw.items()}


def _marks(evidence: Evidence, name: str) -> list[str]:
    """Return the marks of counted ballots as they stand in a copy of the main file."""
    rows = evidence.files["past"].dump.split("INSERT INTO ")
    (row,) = [row for row in rows if row.startswith(f"\"poll\" VALUES('{evidence.polls[name]}'")]
    return re.findall(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", row)
