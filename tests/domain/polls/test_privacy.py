"""No result fixes anybody's vote: all profiles of small groups, looked at by outsider and voter.

What an observer knows is the published result alone (with it, the turnout band, not the turnout),
that a certain person took part, and perhaps their own ballot. Of every result all profiles that
lead to it are gathered. Ballots come out of the box in no order, so a profile is how often each
ballot occurs, and a person who took part may hold any ballot in it.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import pytest

from bot.domain.polls import drafting, publication
from bot.domain.polls.ballot import Ballot
from bot.domain.polls.drafting import Typed
from bot.domain.polls.methods import METHODS, Method, Tally, Verdict
from bot.domain.polls.methods.counting import count_marks
from bot.domain.polls.publication import publish
from bot.domain.polls.result import Kind, Result
from bot.domain.polls.rules import QUORUMS, Publication, Rules, Threshold
from bot.domain.refusals import BadInput
from bot.words import ENGLISH, sentences
from tests.domain.polls.offered import offer

Profile = tuple[int, ...]  # ballots by their number, in no order that means anything
Seen = dict[tuple[Result, int | None], set[int]]  # (result, own ballot): another's possible ones
Told = tuple[Result, ...]  # one result under each of several rules

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


def rules_of(method: str, mode: Publication = Publication.PROTECTED) -> tuple[Rules, ...]:
    """Every rule that can weigh on a result: each quorum, and for a proposal each threshold."""
    every = Threshold if METHODS[method].decides_by_threshold else (Threshold.HALF,)
    return tuple(
        Rules(threshold=threshold, quorum=quorum, publication=mode, floor=3)
        for threshold in every
        for quorum in QUORUMS
    )


@cache
def kinds(method: str, options: int) -> tuple[Ballot, ...]:
    """Every ballot that the method takes."""
    found: list[Ballot] = []
    for passed in (False, True):
        for marks in itertools.product((0, 1), repeat=options):
            try:
                METHODS[method].check(Ballot(marks, passed))
            except BadInput:
                continue
            found.append(Ballot(marks, passed))
    return tuple(found)


def profiles(
    method: str, options: int, sizes: Iterable[int], rules: Rules
) -> Iterator[tuple[Profile, Result]]:
    ballots = kinds(method, options)
    for size in sizes:
        for profile in itertools.combinations_with_replacement(range(len(ballots)), size):
            tally = count_marks([ballots[each] for each in profile], options)
            yield profile, publish(METHODS[method], tally, rules)


def look_at(found: Iterable[tuple[Profile, Result]]) -> Seen:
    seen: Seen = defaultdict(set)
    for profile, result in found:
        seen[result, None].update(profile)
        for own in set(profile):
            others = list(profile)
            others.remove(own)
            seen[result, own].update(others)
    return seen


def look_at_tallies(
    method: str, options: int, sizes: Sequence[int], rules: Sequence[Rules]
) -> list[Seen]:
    """As `look_at`, for each of the rules, by tallies: one tally has one result.

    A tally is one number whose digits, in base 32, are the passes and the counts; what a ballot
    adds to it is such a number too. `reached[n]` are the tallies that n ballots can make. Two
    ballots are together in a profile of n exactly if the rest is a tally of n - 2.
    """
    base, ballots = 32, kinds(method, options)
    adds = [
        sum(mark * base**place for place, mark in enumerate((int(ballot.passed), *ballot.marks)))
        for ballot in ballots
    ]
    reached = [{0}]
    for _ in range(max(sizes)):
        reached.append({tally + add for tally in reached[-1] for add in adds})
    known: dict[Told, int] = {}  # each with a number, which is quicker to compare

    def told(size: int, tally: int) -> int:
        digits = [tally // base**place % base for place in range(options + 1)]
        counted = Tally(size, digits[0], tuple(digits[1:]))
        results = tuple(publish(METHODS[method], counted, each) for each in rules)
        return known.setdefault(results, len(known))

    pairs: dict[int, set[tuple[int | None, int]]] = defaultdict(set)
    for size in sizes:
        results = {tally: told(size, tally) for tally in reached[size]}
        if size == 1:
            for one, add in enumerate(adds):
                pairs[results[add]].add((None, one))
        for one, other in itertools.combinations_with_replacement(range(len(adds)), 2):
            both = adds[one] + adds[other]
            rest = reached[size - 2] if size > 1 else ()
            for together in {results[tally + both] for tally in rest}:
                pairs[together] |= {(None, one), (None, other), (one, other), (other, one)}
    return [
        under_one_rule((every[at], pairs[number]) for every, number in known.items())
        for at in range(len(rules))
    ]


def under_one_rule(found: Iterable[tuple[Result, Iterable[tuple[int | None, int]]]]) -> Seen:
    """Gather whose eyes (a ballot's, or nobody's) may see which ballot, by one rule's results."""
    seen: Seen = defaultdict(set)
    for result, pairs in found:
        for own, possible in pairs:
            seen[result, own].add(possible)
    return seen


def given_away(seen: Seen, ballots: Sequence[Ballot]) -> list[str]:
    """Each result that leaves one ballot possible, with the observer's own and that one."""
    return [
        f"{result}, own: {None if own is None else ballots[own]}, fixed: {ballots[min(possible)]}"
        for (result, own), possible in seen.items()
        if len(possible) == 1
    ]


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


@pytest.mark.parametrize(
    ("method", "options"), [*CHOICES[:3], ("proposal", 2), ("consent", 2), ("temperature", 5)]
)
def test_looking_by_tallies_sees_what_looking_at_every_profile_does(
    method: str, options: int
) -> None:
    rules = rules_of(method)
    sizes = range(7 if method == "temperature" else 10)
    by_tallies = look_at_tallies(method, options, sizes, rules)
    for number in range(0, len(rules), 3):
        by_profiles = look_at(profiles(method, options, sizes, rules[number]))
        assert by_tallies[number] == {key: may for key, may in by_profiles.items() if may}


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


def alike(tally: Tally) -> bool:
    """Say whether everybody said the same, by the numbers alone."""
    return tally.passes == tally.ballots or (
        tally.passes == 0 and all(count in (0, tally.ballots) for count in tally.counts)
    )


def without(result: Result, own: Ballot | None) -> Tally:
    """The exact numbers, less one's own ballot: what a voter knows of the others."""
    assert result.turnout is not None
    assert result.passes is not None
    marks = own.marks if own else (0,) * len(result.counts)
    return Tally(
        result.turnout[0] - (own is not None),
        result.passes - (own is not None and own.passed),
        tuple(count - mark for count, mark in zip(result.counts, marks, strict=True)),
    )


EXACT = [poll for poll in POLLS if poll[0] != "consent"]


@pytest.mark.parametrize(("method", "options"), EXACT)
def test_exact_numbers_fix_votes_only_where_all_or_all_others_are_alike(
    method: str, options: int
) -> None:
    # The sentence: "If all chose the same, everyone knows what each one chose; and whoever
    # alone chose something can see that they were alone."
    ballots = kinds(method, options)
    rules = rules_of(method, Publication.COUNTS)[:1]
    (seen,) = look_at_tallies(method, options, range(7), rules)
    certain = {key for key, possible in seen.items() if len(possible) == 1}
    told = [key for key in seen if key[0].kind is Kind.OUTCOME]
    assert certain == {
        (result, own)
        for result, own in told
        if alike(without(result, None if own is None else ballots[own]))
    }
    assert certain
    assert all(result.turnout in {(n, n) for n in range(3, 7)} for result, _ in told)


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
            admitted = "If nobody has one, then nobody who took part raised one."
            assert admitted in protected
            assert admitted in counts
            assert "never how many" in counts
            assert "exact number who took part" in counts
        else:
            assert "can be known for certain" in protected
            assert "exact numbers" in counts
            assert "everyone knows what each one" in counts
            assert "alone" in counts
