"""Experiences to try things on: options side by side, and people who tell how they were."""

from bot.domain.decisions.decision import Stage
from bot.domain.decisions.experiences import Turned
from bot.domain.decisions.parts import Option
from bot.domain.people import Person
from bot.services.decisions.experiences import Told
from bot.services.house import House
from bot.storage.database import Connection
from tests.services.circle import HOST, Clock, member, sees
from tests.services.decisions.started import brought_to
from tests.services.feedback.told import batch

TEXT = "I tried it for a month. It was quiet."


async def with_options(house: House, clock: Clock, *texts: str) -> tuple[str, list[str]]:
    """Bring a decision to its options; return its id and theirs, in the order of `texts`."""
    one = await brought_to(house, clock, Stage.OPTIONS)
    await add_options(house, clock, one, *texts)
    return one, await ids_of(house, one, *texts)


async def add_options(house: House, clock: Clock, decision_id: str, *texts: str) -> None:
    """Let members add options, and a quarter of an hour pass until they are shown."""
    for number, text in enumerate(texts):
        await house.decisions.noting.option(member(number), decision_id, Option(text, "Short"))
    clock.advance(minutes=16)
    await house.decisions.due.do_due()


async def ids_of(house: House, decision_id: str, *texts: str) -> list[str]:
    """The ids of options by their texts."""
    options = (await look(house, decision_id)).options
    by_text = {option.text: option_id for option_id, option in options.items()}
    return [by_text[text] for text in texts]


async def look(house: House, decision_id: str, by: Person | None = None) -> Told:
    """What a member sees."""
    return await house.decisions.experiences.look(by or member(1), decision_id)


async def tell(
    house: House,
    decision_id: str,
    option_id: str,
    text: str = TEXT,
    turned: Turned = Turned.WELL,
    by: Person | None = None,
) -> str:
    """Let somebody tell how an option was for them; return the code."""
    who = by or member(1)
    receipt = await house.decisions.experiences.tell(who, decision_id, option_id, text, turned)
    return receipt.code


async def morning(house: House, clock: Clock) -> None:
    """Let the next daily batch come."""
    await batch(house, clock)
    await house.decisions.experiences.do_due()


async def let_show(house: House, decision_id: str) -> None:
    """Let a facilitator show all that waits."""
    admitting = house.decisions.admitting
    while one := (await admitting.next(HOST, decision_id)).experience:
        await admitting.show(HOST, one.experience_id)


async def texts_under(house: House, decision_id: str) -> list[list[str]]:
    """What shows, option by option."""
    shown = (await look(house, decision_id)).shown
    return [[each.text for each in told] for told in shown.values()]


async def state_of(house: House, code: str) -> str:
    """What a writer learns of theirs."""
    held = await house.decisions.experiences.held(member(1), code, sees)
    return held.experience.state.value


async def kept(house: House) -> list[dict[str, object]]:
    """Every row of an experience."""

    def work(connection: Connection) -> list[dict[str, object]]:
        rows = connection.execute("SELECT * FROM decision_experience ORDER BY experience_id")
        return [dict(row) for row in rows]

    return await house.database.read(work)


async def waiting(house: House, decision_id: str) -> int:
    """How many wait for a facilitator, as one of them reads it."""
    return (await house.decisions.admitting.next(HOST, decision_id)).waiting
