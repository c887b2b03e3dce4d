"""Never: names and choices searched for one by one, in all that was seen, logged, sent and kept."""

from collections.abc import Iterator

from tests.privacy.circle import NAMED, NAMED_TEXT, OF_FEW, OPTIONS, PRIVATE_TEXT, SECRET, VOTERS
from tests.privacy.conftest import Told
from tests.privacy.evidence import Evidence, ballot, found, person

EVERY_OPTION = {option.encode() for option in (*OPTIONS, *OF_FEW)}
POLLS = ("open", "quick", "protected", "counts", "few", "down")


def voters(evidence: Evidence) -> set[bytes]:
    """All that stands for those who voted, but for the roles' own voter."""
    return set[bytes]().union(*(person(name, evidence.ids[name]) for name in VOTERS))


def ballots(evidence: Evidence) -> set[bytes]:
    """All that leads to anybody's ballot in any poll."""
    return {
        each
        for poll in POLLS
        for name in (*VOTERS, "voter")
        for each in ballot(evidence.polls[poll], evidence.ids[name])
    }


def places(evidence: Evidence) -> Iterator[tuple[str, bytes | str]]:
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
        needles = voters(evidence)
        for place, what in places(evidence):
            assert found(what, needles) == [], place


def test_a_voter_among_the_roles_is_named_to_nobody_else(told: Told) -> None:
    for evidence in told.both:
        needles = person("the-voter", evidence.ids["voter"])
        others = [seen for seen in evidence.seen if seen.role != "voter"]
        assert [seen for seen in others if found(seen.sight.payload, needles)] == []
        assert found(evidence.log, needles) == []
        for stage, files in evidence.files.items():
            assert [n for n, each in files.raw.items() if found(each, needles)] == [], stage


def test_nothing_leads_to_a_ballot_but_the_voters_own_key_and_the_published_marks(
    told: Told,
) -> None:
    for evidence in told.both:
        secret = {each for each in ballots(evidence) if not is_mark(each)}
        own = {key for poll in POLLS for key in ballot(evidence.polls[poll], evidence.ids["voter"])}
        for place, what in places(evidence):
            allowed = own if " voter Touch(word='poll.key'" in place else set[bytes]()
            assert found(what, secret - allowed) == [], place


def test_no_mark_of_a_ballot_is_anywhere_before_closing(told: Told) -> None:
    for evidence in told.both:
        marks = {each for each in ballots(evidence) if is_mark(each)}
        assert [
            s for s in evidence.seen if s.stage == "open" and found(s.sight.payload, marks)
        ] == []
        assert [n for n, raw in evidence.files["open"].raw.items() if found(raw, marks)] == []
        assert found(evidence.log, marks) == []


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
    exports = [s for s in evidence.by("moderator") if "feedback export" in s.tried]
    name = person(NAMED, evidence.ids[NAMED])
    assert all(found(seen.sight.payload, name) for seen in exports)
    assert all(NAMED_TEXT in seen.sight.payload for seen in exports)
    assert all(PRIVATE_TEXT in seen.sight.payload for seen in exports)
    assert found(evidence.files["open"].raw["circlekeeper.sqlite3-wal"], name)
    assert any(SECRET in seen.sight.payload for seen in evidence.by("administrator"))
    key = ballot(evidence.polls["open"], evidence.ids["voter"])
    assert any(found(seen.sight.payload, key) for seen in evidence.by("voter"))
    own = [s for s in evidence.by("voter") if "'poll.vote'" in s.tried and s.on == "open"]
    assert "Jackdaw" in own[0].sight.payload
    assert "Amberjack" not in own[0].sight.payload
    results = [s.sight.payload for s in evidence.by("member") if s.stage == "past"]
    assert any("**Marzipan** is ahead" in payload for payload in results)


def is_mark(needle: bytes) -> bool:
    """Say whether this is a fingerprint, which is published of each ballot that was counted."""
    return len(needle) in (16, 32)
