"""A poll in a room that somebody can't see is, for them, a poll that there isn't."""

from collections.abc import Iterator

from tests.privacy.circle import ROLES, SECRET, SEES_HIDDEN
from tests.privacy.conftest import Told
from tests.privacy.crossing import NONE
from tests.privacy.evidence import Evidence, of_any_poll

# A facilitator who forges the preview of a topic with the id of one that is posted reads so. Topics
# are no polls, and the id is 64 bits of chance that only the room's own messages bear.
TOLD_APART = ("topic.post",)
BLIND = [role for role in ROLES if role not in SEES_HIDDEN]


def test_nobody_reads_a_word_of_what_is_hidden(told: Told) -> None:
    for evidence in told.both:
        for role in BLIND:
            assert [s for s in evidence.by(role) if SECRET in s.sight.payload] == []


def test_what_is_hidden_is_answered_as_what_does_not_exist(told: Told) -> None:
    """Also to somebody who knows its id: the answer tells nothing, and says no more of the id."""
    for evidence in told.both:
        for role in BLIND:
            assert list(_told_apart(evidence, role)) == []


def test_nobody_is_led_to_the_hidden_room(told: Told) -> None:
    for evidence in told.both:
        hidden = str(evidence.ids["the hidden room"])
        for role in BLIND:
            assert [s for s in evidence.by(role) if hidden in s.sight.payload] == []


def test_the_hidden_room_can_be_seen_by_who_sees_it(told: Told) -> None:
    """So that the searches above would find something."""
    for evidence in told.both:
        hidden = str(evidence.ids["the hidden room"])
        seen = evidence.by("administrator")
        assert any(hidden in each.sight.payload for each in seen)
        assert any(SECRET in s.sight.payload for s in seen if "poll list" in s.tried)
        assert any(hidden in s.sight.payload for s in seen if "'record'" in s.tried)


def _told_apart(evidence: Evidence, role: str) -> Iterator[str]:
    """Yield what was answered otherwise on something hidden than on nothing."""
    answers: dict[tuple[str, str], dict[str, list[str]]] = {}
    for seen in evidence.by(role):
        tried = answers.setdefault((seen.stage, seen.tried), {})
        tried.setdefault(seen.on, []).append(of_any_poll(seen.sight.payload))
    for (stage, tried), by_target in answers.items():
        for on, told in by_target.items():
            if on.startswith("hidden") and told != by_target[NONE] and not _known(tried):
                yield f"{stage}: {tried} on {on}: {told} instead of {by_target[NONE]}"


def _known(tried: str) -> bool:
    return any(f"word='{word}'" in tried for word in TOLD_APART)
