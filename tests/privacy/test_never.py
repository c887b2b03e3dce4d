"""Never: names and choices searched for one by one, in all that was seen, logged, sent and kept."""

import re
from collections.abc import Iterable, Iterator

from bot.domain.polls.keys import read_key
from bot.words import say
from tests.privacy.circle import (
    LATER_TEXT,
    LINK,
    NAMED,
    NAMED_TEXT,
    OF_FEW,
    OPTIONS,
    PRIVATE_TEXT,
    SECRET,
    VOTERS,
)
from tests.privacy.conftest import Told
from tests.privacy.crossed import slash
from tests.privacy.evidence import Evidence, found, leaks, mark_of, person, way_to
from tests.privacy.votes import BY_GRADES, GRADED

EVERY_OPTION = {option.encode() for option in (*OPTIONS, *OF_FEW)}
Place = tuple[str, bytes | str]
POLLS = ("open", "quick", "protected", "counts", "few", "down")


def voters(evidence: Evidence) -> set[bytes]:
    """All that stands for those who voted, but for the roles' own voter."""
    return set[bytes]().union(*(person(name, evidence.ids[name]) for name in VOTERS))


def ballots(evidence: Evidence) -> set[bytes]:
    """All that opens anybody's ballot in any poll: also the process's link, from which all is."""
    return {LINK, LINK.hex().encode()}.union(*(way_to(*each) for each in _cast(evidence)))


def marks(evidence: Evidence) -> set[bytes]:
    """The fingerprint of everybody's ballot in any poll."""
    return set[bytes]().union(*(mark_of(*each) for each in _cast(evidence)))


def _cast(evidence: Evidence) -> list[tuple[str, int]]:
    people = [evidence.ids[name] for name in (*VOTERS, "voter")]
    return [(evidence.polls[poll], user_id) for poll in POLLS for user_id in people]


def places(evidence: Evidence) -> Iterator[Place]:
    """Everything that came to light and that anybody but the voter could come by."""
    for seen in evidence.seen:
        yield f"{seen.stage} {seen.role} {seen.tried} {seen.on}", seen.sight.payload
    yield "the log", evidence.log
    for stage, asked in evidence.sent():
        yield f"requests while {stage}", asked
    for stage, files in evidence.files.items():
        yield f"a copy of the main file, {stage}", files.copy
        for name, content in files.raw.items():
            yield f"{name}, {stage}", content


def test_no_voter_is_named_anywhere(told: Told) -> None:
    for evidence in told.both:
        assert leaks(places(evidence), voters(evidence)) == []


def test_a_voter_among_the_roles_is_named_to_nobody_else(told: Told) -> None:
    for evidence in told.both:
        needles = person("the-voter", evidence.ids["voter"])
        others = [seen for seen in evidence.seen if seen.role != "voter"]
        assert [seen for seen in others if found(seen.sight.payload, needles)] == []
        assert found(evidence.log, needles) == []
        for stage, files in evidence.files.items():
            assert [n for n, each in files.raw.items() if found(each, needles)] == [], stage


def test_nothing_opens_a_ballot_but_the_key_that_its_voter_asks_for(told: Told) -> None:
    for evidence in told.both:
        secret = ballots(evidence)
        asked, elsewhere = _parted(places(evidence))
        assert leaks(elsewhere, secret) == []
        assert leaks(asked, secret - _own(evidence)) == []
        assert leaks(asked, secret) != []


def _parted(every: Iterable[Place]) -> tuple[list[Place], list[Place]]:
    """Return where the roles' own voter asked for a key to their vote, and everything else."""
    asked: list[Place] = []
    elsewhere: list[Place] = []
    for place, what in every:
        by_voter = " voter Touch(word='poll.key'" in place
        (asked if by_voter else elsewhere).append((place, what))
    return asked, elsewhere


def _own(evidence: Evidence) -> set[bytes]:
    user_id = evidence.ids["voter"]
    return set[bytes]().union(*(way_to(evidence.polls[poll], user_id) for poll in POLLS))


def test_no_mark_of_a_ballot_is_anywhere_before_closing(told: Told) -> None:
    for evidence in told.both:
        early = [s.sight.payload for s in evidence.seen if s.stage == "open"]
        files = evidence.files["open"].raw.values()
        every = [("", what) for what in (*early, *files, evidence.log)]
        assert leaks(every, marks(evidence)) == []


def test_no_choice_is_in_the_log_and_none_in_the_sealed_folder(told: Told) -> None:
    for evidence in told.both:
        assert found(evidence.log, EVERY_OPTION) == []
        for files in evidence.files.values():
            sealed = [each for name, each in files.raw.items() if name.startswith("sealed/")]
            assert [each for each in sealed if found(each, EVERY_OPTION)] == []


def test_a_voter_reads_their_own_vote_and_nobody_elses(told: Told) -> None:
    for evidence in told.both:
        assert evidence.voted
        for vote in evidence.voted:
            others = {name.encode() for name in VOTERS if name != vote.name}
            assert vote.sight.private
            assert found(vote.sight.payload, others) == []
            options = OPTIONS if vote.poll == "open" else OF_FEW
            own = [options[int(vote.choice)]] if vote.choice.isdecimal() else []
            if vote.poll in GRADED and own:
                # Every option stands there with its grade; theirs with the best one.
                best = say(f"polls.grade.{BY_GRADES[vote.poll]}.{GRADED[vote.poll]}")
                assert f"- {best}: {own[0]}" in vote.sight.payload
                continue
            assert [each for each in options if each in vote.sight.payload] == own


def test_a_key_shows_that_a_ballot_was_counted_and_never_what_it_says(told: Told) -> None:
    """Also to a moderator who came by somebody else's key."""
    for evidence in told.both:
        assert len(evidence.checked) == 2
        for sight in evidence.checked:
            assert sight.private
            assert "Your ballot was counted" in sight.payload
            assert found(sight.payload, EVERY_OPTION) == []
            assert found(sight.payload, person("the-voter", evidence.ids["voter"])) == []


def test_every_answer_is_private(told: Told) -> None:
    for evidence in told.both:
        tried = [seen for seen in evidence.seen if seen.tried != "reads"]
        assert [seen for seen in tried if not seen.sight.private] == []


def test_nothing_went_wrong_on_the_way(told: Told) -> None:
    """An answer that is only an apology would look the same in both tellings, and prove nothing."""
    for evidence in told.both:
        assert " ERROR " not in evidence.log
        assert " WARNING " not in evidence.log
        nothing = '{"form": null, "messages": [], "suggestions": null}'
        assert [seen for seen in evidence.seen if seen.sight.payload == nothing] == []


def test_the_witness_is_not_blind(told: Told) -> None:
    """What may be seen was seen: else the searches above would find nothing, ever."""
    evidence = told.crowded
    exports = [s for s in evidence.by("moderator") if s.tried == str(slash("feedback export"))]
    name = person(NAMED, evidence.ids[NAMED])
    assert all(found(seen.sight.payload, name) for seen in exports)
    assert all(NAMED_TEXT in seen.sight.payload for seen in exports)
    assert all(PRIVATE_TEXT in seen.sight.payload for seen in exports)
    assert found(evidence.files["open"].raw["circlekeeper.sqlite3-wal"], name)
    assert any(SECRET in seen.sight.payload for seen in evidence.by("administrator"))
    own = mark_of(evidence.polls["protected"], evidence.ids["voter"])
    assert found(evidence.files["past"].copy, own)
    own = [s for s in evidence.by("voter") if "'poll.vote'" in s.tried and s.on == "open"]
    assert "Jackdaw" in own[0].sight.payload
    assert "Amberjack" not in own[0].sight.payload
    results = [s.sight.payload for s in evidence.by("member") if s.stage == "past"]
    assert any("**Marzipan** came out ahead" in payload for payload in results)


def test_nothing_leads_from_a_code_to_private_feedback_or_back(told: Told) -> None:
    """The code is shown to the writer alone; files hold no more than its hash."""
    for evidence in told.both:
        (code,) = set(
            re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z]", evidence.written.payload)
        )
        assert evidence.written.private
        plain = code.replace("-", "")
        ways = {code.encode(), plain.encode(), read_key(code), read_key(code).hex().encode()}
        assert leaks(places(evidence), ways) == []


def test_what_waits_for_its_batch_is_seen_by_nobody(told: Told) -> None:
    for evidence in told.both:
        assert [s for s in evidence.seen if LATER_TEXT in s.sight.payload] == []
        assert LATER_TEXT in evidence.files["past"].dump
