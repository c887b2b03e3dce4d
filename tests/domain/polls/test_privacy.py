"""No result fixes anybody's vote: all profiles of small groups, looked at by outsider and voter.

Here are the methods in which options are chosen or not; beside it, those in which they are graded,
what ties and exact numbers tell, and how it is looked at.
"""

from functools import cache

import pytest

from bot.domain.polls import drafting, publication
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.drafting import Typed
from bot.domain.polls.methods import METHODS, Method, Verdict
from bot.domain.polls.result import Kind, Result
from bot.domain.polls.rules import Publication, Rules, Threshold
from bot.domain.refusals import BadInput
from bot.words import ENGLISH, sentences
from tests.domain.polls.offered import offer
from tests.domain.polls.privacy.looking import (
    Seen,
    given_away,
    kinds,
    look_at,
    look_at_tallies,
    profiles,
    rules_of,
)

ONE_OPTION = pytest.mark.xfail(
    strict=True,
    reason="one option alone, nobody ahead: all passed. Drafting never lets it be asked",
)
FIXED = [(name, len(method.fixed)) for name, method in METHODS.items() if method.fixed]
CHOICES = [(method, options) for method in ("single", "approval") for options in (2, 3)]
POLLS = [*CHOICES, ("single", 4), ("approval", 4), *FIXED]
ALSO_ALONE = [*POLLS, *(pytest.param(each, 1, marks=ONE_OPTION) for each in ("single", "approval"))]
# In the band 10-19 approval among four options has millions of tallies.
IN_THE_TENS = [poll for poll in POLLS if poll != ("approval", 4)]
NO, YES = Ballot((0, 1)), Ballot((1, 0))


@cache
def few_voters(method: str, options: int) -> list[Seen]:
    """Every profile of none to nine voters, under each rule: the bands 3-4 and 5-9 as a whole."""
    return look_at_tallies(method, options, range(10), rules_for_few(method, options))


def rules_for_few(method: str, options: int) -> tuple[Rules, ...]:
    """All of them, but two quorums for approval among four, which has the most tallies."""
    every = rules_of(method)
    few = (method, options) == ("approval", 4)
    return tuple(rules for rules in every if not few or rules.quorum in (0, 5))


@pytest.mark.parametrize(("method", "options"), ALSO_ALONE)
def test_no_outsider_can_be_certain_of_a_vote(method: str, options: int) -> None:
    for rules, every in zip(
        rules_for_few(method, options), few_voters(method, options), strict=True
    ):
        seen = {key: may for key, may in every.items() if key[1] is None}
        small = [] if five_needed(rules, method) else [(3, 4)]
        assert {result.turnout for result, _ in seen} == {None, (5, 9), *small}
        assert given_away(seen, kinds(method, options)) == []


@pytest.mark.parametrize(("method", "options"), ALSO_ALONE)
def test_no_voter_can_be_certain_of_another_vote(method: str, options: int) -> None:
    # A voter who was alone has no other to wonder about.
    for every in few_voters(method, options):
        seen = {key: may for key, may in every.items() if key[1] is not None}
        assert {own for _, own in seen} == set(range(len(kinds(method, options))))
        assert given_away(seen, kinds(method, options)) == []


def five_needed(rules: Rules, method: str) -> bool:
    return method == "proposal" and rules.threshold is Threshold.THREE_QUARTERS


def test_three_quarters_told_from_three_ballots_would_fix_votes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Of four, one said no and three quarters said yes: all three others did.
    def three(_: Method, __: Rules) -> int:
        return 3

    monkeypatch.setattr(publication, "protected_floor", three)
    for rules in rules_of("proposal"):
        seen = look_at(profiles("proposal", 2, range(10), rules))
        found = given_away(seen, kinds("proposal", 2))
        quorum_met = rules.quorum <= 3
        carried = Result(Kind.OUTCOME, Verdict.CARRIED, (3, 4), quorum_met)
        leak = [f"{carried}, own: {NO}, fixed: {YES}"]
        assert found == (leak if five_needed(rules, "proposal") else [])


def test_with_no_floor_at_all_the_same_eyes_see_every_vote(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: Method, __: Rules) -> int:
        return 0

    def exact(ballots: int) -> tuple[int, int]:
        return (ballots, ballots)

    monkeypatch.setattr(publication, "protected_floor", none)
    monkeypatch.setattr(publication, "turnout_band", exact)
    for method, options in (("single", 2), ("proposal", 2), ("temperature", 5)):
        seen = look_at(profiles(method, options, range(4), Rules()))
        assert given_away(seen, kinds(method, options))


def test_consent_tells_that_nobody_had_a_concern_and_else_leaves_all_open() -> None:
    fine, concern, passed = (
        kinds("consent", 2).index(each) for each in (YES, NO, Ballot((0, 0), passed=True))
    )
    for every in few_voters("consent", 2):
        for (result, own), possible in every.items():
            if result.verdict is Verdict.NO_OBJECTION:
                assert own != concern
                assert possible == {fine, passed}
            else:
                assert possible == {fine, concern, passed}


@cache
def tens(method: str, options: int) -> list[Seen]:
    """All of the band 10-19; with a quorum that isn't met too, where there are few tallies.

    A quorum tells no more than the band does (see the tests of publication).
    """
    quorums = (0, 20) if options == 2 else (0,)
    rules = [each for each in rules_of(method) if each.quorum in quorums]
    return look_at_tallies(method, options, range(10, 20), rules)


@pytest.mark.parametrize(("method", "options"), IN_THE_TENS)
def test_words_for_shares_fix_nobodys_vote_either(method: str, options: int) -> None:
    words = set[str]() if method == "consent" else {"few", "many", "most"}
    for seen in tens(method, options):
        assert {result.turnout for result, _ in seen} == {(10, 19)}
        assert {share for result, _ in seen for share in result.shares} == words
        assert given_away(seen, kinds(method, options)) == []


@pytest.mark.parametrize(("method", "options"), [*CHOICES, *FIXED])
def test_who_counted_the_people_too_is_only_ever_certain_in_a_group_of_three(
    method: str, options: int
) -> None:
    # "In a tiny group people may guess": the card says it, and here is how tiny.
    ballots = kinds(method, options)
    every = rules_of(method)
    for size in range(3, 10):
        sure = [
            each
            for seen in look_at_tallies(method, options, [size], every)
            for each in given_away(seen, ballots)
        ]
        assert bool(sure) == (size == 3 and method != "consent")
        assert all("own: None" not in each for each in sure)


def test_nobody_can_ask_with_a_single_option() -> None:
    extra = ("Keep things as they are", "I'd like more conversation first")
    assert drafting.check(Typed("Tea?", "Tea"), offer(extra)).options == ("Tea", *extra)
    with pytest.raises(BadInput):
        drafting.check(Typed("Tea?", "Tea", standing=False), offer(extra))


def test_consent_fixes_nobodys_vote_even_with_an_exact_turnout() -> None:
    rules = rules_of("consent", Publication.COUNTS)
    for every in look_at_tallies("consent", 2, range(10), rules):
        assert given_away(every, kinds("consent", 2)) == []
        outcomes = [result for result, _ in every if result.kind is Kind.OUTCOME]
        assert {result.turnout for result in outcomes} == {(n, n) for n in range(3, 10)}
        assert {(result.counts, result.passes) for result in outcomes} == {((), None)}


def test_the_fixed_sentences_admit_what_was_found_here() -> None:
    words = sentences(ENGLISH)
    for method in METHODS:
        protected, counts = (words[f"polls.tells.{mode}.{method}"] for mode in Publication)
        assert "under 3 ballots" in protected
        assert ("5 for three quarters" in protected) == (method == "proposal")
        assert "under {floor} ballots nothing is told" in counts
        if method == "consent":
            admitted = "If nobody has one, everyone knows that of all who took part."
            assert admitted in protected
            assert admitted in counts
            assert "never how many" in counts
            assert "exact number who took part" in counts
        else:
            assert "can be known for certain" in protected
            assert "exact numbers" in counts
            assert "everyone knows what each one" in counts
            assert "alone" in counts
    # Of what is graded a part of a ballot can be known (see the tests of exact numbers).
    assert "Where all agree on two options" in words["polls.tells.counts.ranked"]
    assert "If all said the same of a time" in words["polls.tells.counts.times"]
    score = words["polls.tells.counts.score"]
    assert "Where all agree which of two is better, or give one 0 or 5" in score
    assert "sometimes where all agree on a score in between" in score
