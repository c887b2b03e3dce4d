"""Options of a poll: read from what was typed, and held to what fits on a ballot."""

import unicodedata

from bot.domain.polls.emojis import VARIATION, split_emoji
from bot.domain.polls.poll import Reacting
from bot.domain.refusals import BadInput

MAX_OPTION = 100
STANDING = 2  # how many standing options there are
MAX_OPTIONS = 20
MAX_QUICK = 5
MAX_HANDS = 10
# Each option of a graded ballot takes a menu of its own, and a card holds ten of them.
MAX_GRADED = 10
MOST = {Reacting.FORM: MAX_OPTIONS, Reacting.QUICK: MAX_QUICK, Reacting.HANDS: MAX_HANDS}
# Shown where an option that people react to brings no emoji of its own.
NUMBERS = ("1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣", "🔟")


def read_options(typed: str, reacting: Reacting) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the options, one a line, and the emoji of each where people react to them."""
    lines = [on_one_line(line) for line in typed.splitlines() if line.strip()]
    if reacting is Reacting.FORM:
        return tuple(lines), ()
    pairs = [split_emoji(line) for line in lines]
    emojis = [emoji or NUMBERS[min(n, len(NUMBERS) - 1)] for n, (emoji, _) in enumerate(pairs)]
    apart = len({emoji_core(emoji) for emoji in emojis}) == len(emojis)
    if reacting is Reacting.HANDS and not apart:
        # Hands under one emoji couldn't be told apart.
        emojis = list(NUMBERS[: len(emojis)])
    return tuple(text for _, text in pairs), tuple(emojis)


def emoji_core(emoji: str) -> str:
    """Return an emoji without the sign that asks for its coloured form, which Discord may drop."""
    return emoji.replace(VARIATION, "")


def check_options(
    own: tuple[str, ...], reacting: Reacting, *, alone: bool, graded: bool = False
) -> None:
    """Refuse too few, too many, empty or long options. Raises BadInput.

    `alone` says that no standing options are offered besides, `graded` that each option gets a
    mark of its own.
    """
    # One option is a choice only beside the standing ones.
    if len(own) < (2 if alone else 1):
        raise BadInput("polls.refused.few_options")
    if len(own) > MOST[reacting]:
        key = "many_options" if reacting is Reacting.FORM else "many_emojis"
        raise BadInput(f"polls.refused.{key}", most=MOST[reacting], count=len(own))
    most = most_own(graded=graded, standing=not alone)
    if len(own) > most:
        key = "many_graded" if alone else "many_graded_standing"
        raise BadInput(f"polls.refused.{key}", most=most, count=len(own))
    for number, option in enumerate(own, start=1):
        if not visible(option):
            raise BadInput("polls.refused.emoji_alone", number=number)
        if len(option) > MAX_OPTION:
            raise BadInput(
                "polls.refused.long_option", number=number, most=MAX_OPTION, length=len(option)
            )


def most_own(*, graded: bool, standing: bool) -> int:
    """Return how many options of its own a group may have on a ballot in a form or on a card."""
    return MAX_GRADED - STANDING * standing if graded else MAX_OPTIONS


def check_doubles(options: tuple[str, ...]) -> None:
    """Refuse two options that look the same. Raises BadInput."""
    seen: dict[str, int] = {}
    for number, option in enumerate(options, start=1):
        first = seen.setdefault(look(option), number)
        if first != number:
            raise BadInput("polls.refused.same_option", first=first, second=number)


def check_proposed(typed: str) -> str:
    """Return an option as a member proposed it, on one line. Raises BadInput."""
    option = on_one_line(typed)
    if not visible(option):
        raise BadInput("polls.refused.empty_proposal")
    if len(option) > MAX_OPTION:
        raise BadInput("polls.refused.long_proposal", most=MAX_OPTION, length=len(option))
    return option


def on_one_line(typed: str) -> str:
    """Return a text with every stretch of white space as one space."""
    return " ".join(typed.split())


def visible(text: str) -> str:
    """Return what can be seen of a text, composed: no invisible characters (Unicode's Cf)."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(each for each in composed if unicodedata.category(each) != "Cf").strip()


def look(option: str) -> str:
    """Return what two options share if they look the same, but for capitals."""
    return visible(option).casefold()
