"""Two tellings of the same story: who votes what in each, made so that nothing may look different.

While a poll is open, any votes must look like any others, or like none. After closing, what is
published is the same in both tellings: under `protected` the outcome, the bands and the words per
option, under `counts` the numbers too; who took part, and who chose what, is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from simcord.actors import MemberActor

from tests.privacy.circle import (
    EXPERIENCED,
    LATER_TEXT,
    PRIVATE_TEXT,
    PROPOSED,
    SUGGESTED,
    VOTERS,
    WISHED,
    Circle,
)
from tests.privacy.hands import Hands, Sight

FIRST, SECOND, THIRD, PASS = "0", "1", "2", "pass"
BACK = "takes it back"
# The best grade, which whoever votes gives to the one option that they choose.
GRADED = {"ranked": "1", "counts": "5"}
BY_GRADES = {"ranked": "ranked", "counts": "score"}
# What the voter among the roles chooses, in every telling.
OF_THE_ROLES = {"open": "9", "protected": THIRD, "counts": FIRST}


@dataclass(frozen=True)
class Telling:
    """One way in which the story goes: each poll's votes in the order of casting.

    A vote is a voter's place in VOTERS and what they chose. `writer` gives the private feedback,
    and asks for the keys to their votes in `keys`. `check_outs` are the steps of those who check
    out, the first voter first; `supporters` would like to talk about a wish, as do the roles.
    """

    name: str
    votes: dict[str, Sequence[tuple[int, str]]]
    in_hidden: tuple[str, ...]
    keys: tuple[str, ...]
    writer: int
    voter_first: bool
    check_outs: tuple[str, ...]
    supporters: tuple[int, ...]


def _each(*chosen: str, first: int = 0, step: int = 1) -> list[tuple[int, str]]:
    """Return votes of so many voters, from `first` on."""
    return [((first + step * number) % 12, choice) for number, choice in enumerate(chosen)]


CROWDED = Telling(
    name="crowded",
    votes={
        "open": _each(*map(str, range(12))),
        "quick": _each(*(FIRST for _ in range(12))),
        "ranked": _each(*(SECOND for _ in range(12))),
        # With the one voter of the roles, who chooses the third: 8, 4 and 1 of 13.
        "protected": _each(*(8 * [FIRST]), *(4 * [SECOND])),
        "counts": _each(*(4 * [FIRST]), *(3 * [SECOND]), PASS),
        "few": [],
        "down": _each(*(12 * [THIRD])),
    },
    in_hidden=("hidden", "hidden past"),
    keys=("open", "protected"),
    writer=1,
    voter_first=True,
    # Nine people: 9, 4, 2 and 7 on the upper side; all, many, few, most.
    check_outs=("5515", "5515", "5414", "4414", "5214", "5144", "5343", "4125", "4221"),
    supporters=(1, 5, 6, 7, 8),
)
QUIET = Telling(
    name="quiet",
    votes={
        "open": [(7, "3"), (3, "3"), (7, "5"), (2, "2"), (2, BACK)],
        "quick": [],
        "ranked": [(4, FIRST), (9, PASS)],
        # 6, 3 and 1 of 10, and other people: the same band, the same words.
        "protected": _each(SECOND, *(6 * [FIRST]), *(2 * [SECOND]), first=11, step=-1),
        "counts": _each(PASS, *(3 * [SECOND]), *(4 * [FIRST]), first=9, step=-1),
        "few": [(5, FIRST), (8, SECOND)],
        "down": [],
    },
    in_hidden=(),
    keys=(),
    writer=8,
    voter_first=False,
    # Seven others, and other steps: the same bands.
    check_outs=("4424", "5535", "4111", "4244", "4324", "5425", "4215"),
    supporters=(3,),
)


@dataclass(frozen=True)
class Voted:
    """One vote of one voter, and the answer that they got to it."""

    name: str
    poll: str
    choice: str
    sight: Sight


async def take_part(circle: Circle, telling: Telling) -> list[Voted]:
    """Let everybody vote, and the writer write; return what each voter saw.

    The roles' own voter does the same in every telling, but comes first in one and last in the
    other, so that neither the first vote nor the latest may look like anybody's.
    """
    told: list[Voted] = []
    if telling.voter_first:
        await _of_the_roles(circle)
    for poll, votes in telling.votes.items():
        for voter, choice in votes:
            name = VOTERS[voter]
            sight = await vote(circle, circle.people[name], poll, choice)
            told.append(Voted(name, poll, choice, sight))
    for poll in telling.in_hidden:
        await vote(circle, circle.people["second administrator"], poll, FIRST)
    for poll in telling.keys:
        name = VOTERS[telling.writer]
        hands = Hands(circle.world, circle.people[name])
        await hands.press(circle.world.channel, f"poll.key:{circle.polls[poll]}")
    for voter in telling.supporters:
        hands = Hands(circle.world, circle.people[VOTERS[voter]])
        await hands.press(circle.world.channel, f"decision.support:{circle.decisions['wish']}")
    await _write(circle, circle.people[VOTERS[telling.writer]])
    if not telling.voter_first:
        await _of_the_roles(circle)
    return told


async def _of_the_roles(circle: Circle) -> None:
    for poll, choice in OF_THE_ROLES.items():
        await vote(circle, circle.people["voter"], poll, choice)


async def vote(circle: Circle, who: MemberActor, poll: str, choice: str) -> Sight:
    """Let somebody look at the ballot and vote, or take their vote back; return the answer."""
    hands, room, poll_id = Hands(circle.world, who), circle.room(poll), circle.polls[poll]
    if choice == BACK:
        return await hands.press(room, f"poll.take_back:{poll_id}")
    if poll == "quick":
        return await hands.press(room, f"poll.quick:{poll_id}:{choice}")
    await hands.press(room, f"poll.vote:{poll_id}")
    if poll in GRADED:
        marks = [GRADED[poll] if choice == str(n) else "-" for n in range(5)]
        ballot = PASS if choice == PASS else ".".join(marks)
        return await hands.press(room, f"poll.send:{poll_id}:{ballot}")
    return await hands.send(room, f"poll.ballot:{poll_id}:0123456789ab", {"choice": [choice]})


async def _write(circle: Circle, who: MemberActor) -> None:
    await give_private(circle, who, LATER_TEXT)
    hands = Hands(circle.world, who)
    circle.chance.seed("proposal")
    gathering = circle.polls["gathering"]
    await hands.send(
        circle.world.channel, f"poll.suggested:{gathering}:0123456789ab", {"option": PROPOSED}
    )
    circle.chance.seed("wish in private")
    wish = {"what": WISHED, "why": "It matters.", "whom": "", "by_when": "", "not_for": ""}
    await hands.send(circle.world.channel, "decision.sent:private:0123456789ab", wish)
    circle.chance.seed("suggestion")
    suggested = {"text": SUGGESTED, "name": "private"}
    await hands.send(circle.world.channel, "topic.suggest:0123456789ab", suggested)


async def give_private(circle: Circle, who: MemberActor, words: str) -> Sight:
    """Let somebody give feedback in private; return what they read, with the code."""
    circle.chance.seed(words)
    given = {"text": words, "name": ["private"], "exportable": ["yes"]}
    hands = Hands(circle.world, who)
    return await hands.send(circle.world.channel, "feedback.give:worry::0123456789ab", given)


async def begin(circle: Circle, telling: Telling) -> Sight:
    """Let the writer write and the group check out, a day before anything else.

    Returns what the writer read. When it is over, moderators have been told, and the check-out is
    closed.
    """
    told = await give_private(circle, circle.people[VOTERS[telling.writer]], PRIVATE_TEXT)
    first = telling.writer
    for number, steps in enumerate(telling.check_outs):
        who = circle.people[VOTERS[(first + number) % len(VOTERS)]]
        heard, mattered, way, overall = map(list, steps)
        chosen = {"heard": heard, "mattered": mattered, "way": way, "overall": overall}
        word = f"feedback.checked_out:{circle.requests['check-out']}:0123456789ab"
        await Hands(circle.world, who).send(circle.world.channel, word, chosen)
    circle.chance.seed("experience")
    word = f"decision.told:{circle.decisions['options']}:{circle.option}:0123456789ab"
    typed = {"text": EXPERIENCED, "turned": ["well"]}
    writer = Hands(circle.world, circle.people[VOTERS[telling.writer]])
    await writer.send(circle.world.channel, word, typed)
    await circle.world.wait(26 * 3600)
    return told
