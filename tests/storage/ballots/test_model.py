"""Whatever people do, in whatever order: the boxes do what a plain dictionary would."""

import asyncio
import tempfile
from pathlib import Path
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage.ballots import BallotBoxes, StandsUnopened, held_link

Model: TypeAlias = dict[tuple[str, int], bytes]

polls = st.sampled_from(["tea", "walk"])
users = st.sampled_from([0, 1, 2, 3, 255, 256, 10**18, 2**64 - 1])
choices = st.binary(min_size=2, max_size=2)
votes = st.tuples(polls, users, choices | st.none())  # None takes back
steps = st.one_of(
    st.lists(votes, min_size=1, max_size=8),  # together, in this order
    st.just("restart"),
    st.just("restart without the link"),
)


class Group:
    """The boxes, the plain dictionary, and who voted under an earlier link."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.link = held_link(None)
        self.model: Model = {}
        self.unopened: set[tuple[str, int]] = set()

    async def open(self) -> None:
        self.boxes = await BallotBoxes.open(self.folder, self.link, rest=0)

    async def restart(self, *, keep_link: bool) -> None:
        await self.boxes.close()
        if not keep_link:
            self.link = held_link(None)
            self.unopened = set(self.model)
        await self.open()

    async def cast(self, together: list[tuple[str, int, bytes | None]]) -> None:
        answers = await asyncio.gather(
            *(
                self.boxes.take_back(poll, user)
                if choice is None
                else self.boxes.put(poll, user, choice)
                for poll, user, choice in together
            ),
            return_exceptions=True,
        )
        for (poll, user, choice), answer in zip(together, answers, strict=True):
            who = poll, user
            if who in self.unopened:
                assert isinstance(answer, StandsUnopened)
            elif choice is None:
                assert answer is (self.model.pop(who, None) is not None)
            else:
                assert answer is (who not in self.model)
                self.model[who] = choice

    async def compare(self, everybody: set[tuple[str, int]]) -> None:
        for who in everybody:
            try:
                seen = await self.boxes.look(*who)
            except StandsUnopened:
                assert who in self.unopened
            else:
                assert who not in self.unopened
                assert seen == self.model.get(who)

    async def count(self) -> None:
        for poll in ("tea", "walk"):
            await self.boxes.lock(poll)
            expected = sorted(choice for (of, _), choice in self.model.items() if of == poll)
            assert list((await self.boxes.unseal(poll)).choices) == expected


async def live(folder: Path, story: list[str | list[tuple[str, int, bytes | None]]]) -> None:
    group = Group(folder)
    await group.open()
    everybody: set[tuple[str, int]] = set()
    try:
        for poll in ("tea", "walk"):
            await group.boxes.create(poll, 2)
        for step in story:
            if isinstance(step, str):
                await group.restart(keep_link=step == "restart")
            else:
                everybody |= {(poll, user) for poll, user, _ in step}
                await group.cast(step)
        await group.compare(everybody)
        await group.count()
    finally:
        await group.boxes.close()


@settings(max_examples=40, deadline=None)
@given(st.lists(steps, max_size=12))
def test_the_boxes_do_what_a_dictionary_would(
    story: list[str | list[tuple[str, int, bytes | None]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(live(Path(folder), story))
