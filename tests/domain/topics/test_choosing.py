"""Choosing: nothing again too soon, never two heavy ones in a row, and an honest reason why."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.topics.choosing import HEAVY, USUAL_NO_REPEAT, Choice, Pool, Posted, Reason, choose
from bot.domain.topics.topic import Topic
from tests.domain.topics.samples import a_topic, by_slug

TEA = a_topic("tea", 1, ["home"])
WALKS = a_topic("walks", 1, ["outside"])
WORK = a_topic("work", 2, ["home", "outside"])
GRIEF = a_topic("grief", 3, ["home"])
FEAR = a_topic("fear", 3, ["Night"])
ALL = by_slug(TEA, WALKS, WORK, GRIEF, FEAR)
ANY = Pool()


def had(*topics: Topic) -> list[Posted]:
    """Return a history, newest first."""
    return [Posted(topic.slug, topic.intensity) for topic in topics]


def draw(topics: dict[str, Topic], pool: Pool, history: list[Posted], seed: int = 1) -> Choice:
    return choose(topics, pool, history, Random(seed))  # noqa: S311 - chance, and no secret


def chosen(topics: dict[str, Topic], pool: Pool, history: list[Posted]) -> set[str | None]:
    """Return what comes in sixty tries."""
    return {draw(topics, pool, history, seed).slug for seed in range(60)}


def why(topics: dict[str, Topic], pool: Pool, history: list[Posted]) -> list[tuple[str, object]]:
    found = draw(topics, pool, history)
    return [(reason.key.removeprefix("topics.why."), reason.blanks) for reason in found.reasons]


def test_by_default_every_topic_can_come_and_none_within_twelve_posts() -> None:
    assert Pool() == Pool(frozenset(), frozenset(), 12)
    assert USUAL_NO_REPEAT == 12
    assert chosen(ALL, ANY, []) == set(ALL)
    assert why(ALL, ANY, []) == [("pool", {"count": 5}), ("by_chance", {"count": 5})]


@pytest.mark.parametrize(
    ("pool", "fitting"),
    [
        (Pool(frozenset({"home"})), {"tea", "work", "grief"}),
        (Pool(frozenset({"outside", "night"})), {"walks", "work", "fear"}),
        (Pool(frozenset({"HOME"}), frozenset({1})), {"tea"}),
        (Pool(intensities=frozenset({1, 2})), {"tea", "walks", "work"}),
        (Pool(intensities=frozenset({3})), {"grief", "fear"}),
        (Pool(frozenset({"home"}), frozenset({2, 3})), {"work", "grief"}),
    ],
)
def test_a_topic_fits_with_any_of_the_tags_and_one_of_the_intensities(
    pool: Pool, fitting: set[str]
) -> None:
    assert chosen(ALL, pool, []) == fitting
    assert why(ALL, pool, [])[0] == ("pool", {"count": len(fitting)})


@pytest.mark.parametrize(
    ("topics", "pool"),
    [({}, ANY), (ALL, Pool(frozenset({"sea"}))), (by_slug(TEA), Pool(intensities=frozenset({2})))],
)
def test_where_nothing_fits_nothing_is_chosen(topics: dict[str, Topic], pool: Pool) -> None:
    for history in ([], had(GRIEF), had(TEA)):
        expected = Choice(None, (Reason("topics.why.nothing_fits"),))
        assert draw(topics, pool, history) == expected


def test_what_was_posted_lately_is_left_out() -> None:
    assert chosen(ALL, ANY, had(TEA, WORK)) == {"walks", "grief", "fear"}
    assert why(ALL, ANY, had(TEA, WORK)) == [
        ("pool", {"count": 5}),
        ("posted_lately", {"count": 2, "posts": 2}),
        ("by_chance", {"count": 3}),
    ]


def test_lately_means_the_last_posts_of_the_group_whatever_they_were() -> None:
    pool = Pool(no_repeat=2)
    other = a_topic("other")
    assert chosen(by_slug(TEA, WALKS), pool, had(other, TEA, WALKS)) == {"walks"}
    assert chosen(by_slug(TEA, WALKS), pool, had(other, other, TEA, WALKS)) == {"tea", "walks"}
    twelve = [Posted(f"other-{number}", 1) for number in range(11)]
    assert chosen(by_slug(TEA, WALKS), ANY, [*twelve, *had(TEA)]) == {"walks"}
    assert chosen(by_slug(TEA, WALKS), ANY, [*twelve, *twelve[:1], *had(TEA)]) == {"tea", "walks"}


def test_with_no_rule_against_it_the_same_may_come_at_once() -> None:
    assert chosen(by_slug(TEA, WALKS), Pool(no_repeat=0), had(TEA, WALKS)) == {"tea", "walks"}


def test_in_a_small_pool_the_one_from_longest_ago_comes_and_is_said_to() -> None:
    small = by_slug(TEA, WALKS, WORK)
    history = had(WALKS, TEA, WORK, WALKS, TEA, WORK)
    assert chosen(small, ANY, history) == {"work"}
    assert why(small, ANY, history) == [("pool", {"count": 3}), ("longest_ago", {"posts": 6})]


def test_a_topic_that_never_came_goes_before_all_others() -> None:
    assert chosen(by_slug(TEA, WALKS, WORK), ANY, had(WALKS, TEA)) == {"work"}
    assert why(by_slug(TEA, WALKS, WORK), ANY, had(WALKS, TEA))[-1] == ("only_one", {})


def test_after_a_heavy_one_no_heavy_one_comes() -> None:
    assert chosen(ALL, ANY, had(GRIEF, TEA)) == {"walks", "work"}
    assert why(ALL, ANY, had(GRIEF, TEA)) == [
        ("pool", {"count": 5}),
        ("after_heavy", {"count": 2}),
        ("posted_lately", {"count": 1, "posts": 2}),
        ("by_chance", {"count": 2}),
    ]


@pytest.mark.parametrize("last", [TEA, WORK])
def test_after_a_lighter_one_a_heavy_one_may_come(last: Topic) -> None:
    assert "fear" in chosen(ALL, ANY, had(last, GRIEF))
    assert chosen(by_slug(GRIEF, FEAR), ANY, had(last)) == {"grief", "fear"}


def test_where_no_heavy_one_fits_nothing_is_said_about_heavy_ones() -> None:
    pool = Pool(intensities=frozenset({1}))
    assert why(ALL, pool, had(GRIEF)) == [("pool", {"count": 2}), ("by_chance", {"count": 2})]


def test_not_repeating_gives_way_before_two_heavy_ones_follow_each_other() -> None:
    topics = by_slug(TEA, GRIEF, FEAR)
    assert chosen(topics, ANY, had(GRIEF, TEA)) == {"tea"}
    assert why(topics, ANY, had(GRIEF, TEA)) == [
        ("pool", {"count": 3}),
        ("after_heavy", {"count": 2}),
        ("longest_ago", {"posts": 2}),
    ]


def test_a_pool_of_heavy_topics_alone_lets_a_lighter_one_with_the_same_tags_in() -> None:
    pool = Pool(frozenset({"home"}), frozenset({3}))
    assert chosen(ALL, pool, had(FEAR)) == {"tea", "work"}
    assert why(ALL, pool, had(FEAR)) == [
        ("pool", {"count": 1}),
        ("after_heavy", {"count": 1}),
        ("beyond_intensity", {}),
        ("by_chance", {"count": 2}),
    ]
    assert chosen(ALL, pool, had(TEA)) == {"grief"}


def test_where_even_the_tags_are_heavy_any_lighter_topic_may_come() -> None:
    pool = Pool(frozenset({"night"}))
    assert chosen(ALL, pool, had(GRIEF)) == {"tea", "walks", "work"}
    assert why(ALL, pool, had(GRIEF))[2] == ("beyond_tags", {})


def test_where_everything_is_heavy_nothing_follows_a_heavy_one() -> None:
    heavy = by_slug(GRIEF, FEAR)
    assert chosen(heavy, ANY, had(GRIEF)) == {None}
    assert why(heavy, ANY, had(GRIEF)) == [
        ("pool", {"count": 2}),
        ("after_heavy", {"count": 2}),
        ("all_heavy", {}),
    ]


def test_how_heavy_a_topic_was_when_it_was_posted_counts() -> None:
    rewritten = [Posted("tea", 3)]
    assert chosen(ALL, Pool(no_repeat=0), rewritten) == {"tea", "walks", "work"}
    gone = [Posted("gone", 3)]
    assert chosen(ALL, ANY, gone) == {"tea", "walks", "work"}


def test_each_of_the_topics_is_as_likely_as_the_others() -> None:
    counts = Counter(draw(ALL, ANY, [], seed).slug for seed in range(5000))
    assert set(counts) == set(ALL)
    assert all(900 < count < 1100 for count in counts.values())


def test_the_order_in_which_topics_are_kept_makes_no_difference() -> None:
    backwards = dict(reversed(ALL.items()))
    for seed in range(20):
        assert draw(ALL, ANY, [], seed) == draw(backwards, ANY, [], seed)


TAGS = st.sets(st.sampled_from(["a", "b", "c"]))
TOPICS = st.dictionaries(
    st.sampled_from([f"t{number}" for number in range(12)]), st.tuples(st.integers(1, 3), TAGS)
).map(lambda plain: {slug: a_topic(slug, *rest) for slug, rest in plain.items()})
POOLS = st.builds(
    Pool, TAGS.map(frozenset), st.frozensets(st.integers(1, 3)), no_repeat=st.integers(0, 14)
)
HISTORIES = st.lists(
    st.builds(Posted, st.sampled_from([f"t{number}" for number in range(15)]), st.integers(1, 3)),
    max_size=20,
)


@given(TOPICS, POOLS, HISTORIES, st.integers())
def test_the_rules_hold_whatever_there_is(
    topics: dict[str, Topic], pool: Pool, history: list[Posted], seed: int
) -> None:
    choice = draw(topics, pool, history, seed)
    assert choice == draw(topics, pool, history, seed)
    fitting = {slug for slug, topic in topics.items() if pool.fits(topic)}
    after_heavy = bool(history) and history[0].intensity == HEAVY
    allowed = {s for s in fitting if not (after_heavy and topics[s].intensity == HEAVY)}
    lately = [post.slug for post in history[: pool.no_repeat]]
    if choice.slug is None:
        lighter = any(topic.intensity < HEAVY for topic in topics.values())
        assert not fitting or (after_heavy and not lighter)
        return
    assert not (after_heavy and topics[choice.slug].intensity == HEAVY)
    if allowed:
        assert choice.slug in allowed
        if allowed - set(lately):
            assert choice.slug not in lately
        else:
            assert lately.index(choice.slug) == max(map(lately.index, allowed))
    else:
        assert fitting
        tagged = [t for t in topics.values() if t.intensity < HEAVY and pool.has_tag(t)]
        assert pool.has_tag(topics[choice.slug]) or not tagged
