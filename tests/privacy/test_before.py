"""Before closing: however people vote, or if nobody does, nothing looks different to anybody.

The story is told twice with other votes and other voters. Whatever would tell a choice, a tally or
a turnout, in whatever words or numbers, would differ somewhere; so would a private item of
feedback that leads to its writer.
"""

from tests.privacy.circle import ROLES
from tests.privacy.conftest import Told
from tests.privacy.evidence import Evidence, differences, plain


def test_every_role_sees_the_same_however_people_voted(told: Told) -> None:
    crowded, quiet = ([s for s in each.seen if s.stage == "open"] for each in told.both)
    assert differences(crowded, quiet) == []


def test_the_first_ballot_that_somebody_opens_has_nothing_marked(told: Told) -> None:
    """Not even with the choice of the roles' own voter, which is the same in both tellings."""
    for evidence in told.both:
        for role in ROLES:
            tried = [seen for seen in evidence.by(role) if seen.stage == "open"]
            first = next(s for s in tried if s.on == "open" and "'poll.vote'" in s.tried)
            has_voted = role == "voter"
            assert ("poll.ballot:" in first.sight.payload) is not has_voted
            assert '"default": true' not in first.sight.payload


def test_voting_asks_nothing_of_discord_but_private_answers(told: Told) -> None:
    assert [each.requests["voting"] for each in told.both] == [[], []]


def test_the_bot_asks_the_same_of_discord_however_people_voted(told: Told) -> None:
    crowded, quiet = (list(map(plain, each.requests["open"])) for each in told.both)
    assert crowded == quiet


def test_a_copy_of_the_main_file_is_the_same_byte_for_byte(told: Told) -> None:
    crowded, quiet = (each.files["open"] for each in told.both)
    assert crowded.dump == quiet.dump
    assert crowded.copy == quiet.copy


def test_every_file_has_the_same_name_and_size(told: Told) -> None:
    """Also the write-ahead log, which would grow with each vote that touched the main file."""
    crowded, quiet = (_sizes(each, "open") for each in told.both)
    assert crowded == quiet


def test_without_keys_the_sealed_file_is_the_same(told: Told) -> None:
    crowded, quiet = (each.files["open"] for each in told.both)
    assert len(crowded.boxes) == 12
    assert crowded.boxes == quiet.boxes
    # SQLite's own head of the file counts changes, pages and free pages.
    heads = [each.raw["sealed/ballots.sqlite3"][:100] for each in (crowded, quiet)]
    assert heads[0] == heads[1]


def test_the_log_is_the_same_line_by_line(told: Told) -> None:
    """Over the whole story, closing too; the time of day is cut off."""
    crowded, quiet = (_lines(each) for each in told.both)
    assert crowded == quiet
    assert any("Circlekeeper is ready" in line for line in crowded)


def _sizes(evidence: Evidence, stage: str) -> dict[str, int]:
    return {name: len(content) for name, content in evidence.files[stage].raw.items()}


def _lines(evidence: Evidence) -> list[str]:
    lines = [line.partition(" ")[2] for line in evidence.log.splitlines()]
    return [line for line in lines if line.split()[1:2] and _ours(line.split()[1])]


def _ours(logger: str) -> bool:
    return logger.startswith(("circlekeeper", "bot", "cogs", "discord", "asyncio"))
