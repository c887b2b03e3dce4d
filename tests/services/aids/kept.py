"""Aids to try the use cases on: one in work, one that waits, one that shows."""

from datetime import date

from bot.domain.aids.aid import Aid, Edition
from bot.domain.aids.writing import Written
from bot.domain.people import Person
from bot.services.house import House
from tests.domain.aids.made import EVEN
from tests.services.circle import HOST, Clock, member
from tests.services.decisions.started import REVIEW_ON

AUTHOR = member(7)


async def begun(house: House, by: Person = AUTHOR, question: str = EVEN.question) -> Written:
    """Let somebody begin one."""
    return await house.aids.writing.begin(by, "Ada", question=question)


async def filled(house: House, by: Person = AUTHOR, aid: Aid = EVEN) -> Written:
    """Let somebody write one to its end."""
    written = await begun(house, by)
    return await house.aids.writing.change(by, written.aid_id, lambda _: aid)


async def waiting(house: House, by: Person = AUTHOR, aid: Aid = EVEN) -> Written:
    """Let somebody hand one in."""
    written = await filled(house, by, aid)
    return await house.aids.writing.hand_in(by, written.aid_id)


async def let_show(
    house: House, written: Written, reader: Person = HOST, review_by: date = REVIEW_ON
) -> Edition:
    """Let a second person let it show."""
    read = (reader, written.aid_id, written.mark, "Fay", review_by)
    return await house.aids.second.let_show(*read)


async def shown(house: House, by: Person = AUTHOR, aid: Aid = EVEN) -> Edition:
    """Bring one so far that everybody can read it."""
    return await let_show(house, await waiting(house, by, aid))


async def later(house: House, clock: Clock, **parts: float) -> None:
    """Let time pass, and do what is due then."""
    clock.advance(**parts)
    await house.aids.second.do_due()
