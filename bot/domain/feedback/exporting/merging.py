"""Merging: a private item's kind is told only where enough others have the same."""

from collections.abc import Mapping

from bot.domain.feedback.item import Kind

FEWEST = 3


def told_alone(private: Mapping[Kind, int]) -> frozenset[Kind]:
    """Return the kinds that private items are told to be; every other kind is told as "other".

    `private` is how many private items of each kind could leave in the whole period, of whatever
    state, so that no choice of kind or state undoes the merging. A kind of fewer than 3 isn't told.
    If all of those together are fewer than 3, the smallest of the larger ones joins them: "other"
    is then never one kind alone. Only fewer than 3 private items in all stay fewer than 3.

    Items with names keep their kind. No count of named and private ones together is told, so that
    nothing can be worked out from them.
    """
    order = list(Kind)
    large = [kind for kind in order if private.get(kind, 0) >= FEWEST]
    others = sum(private.values()) - sum(private[kind] for kind in large)
    if large and 0 < others < FEWEST:
        large.remove(min(large, key=lambda kind: private[kind]))
    return frozenset(large)
