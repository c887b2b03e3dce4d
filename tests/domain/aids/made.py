"""An aid that is even in every respect, to bend it one way at a time."""

from bot.domain.aids.aid import Aid, AidOption, Source, Value

SOURCE = Source("What we saw in our own circle", "2026-11")


def option(name: str, *, stays: bool = False) -> AidOption:
    """An option of which as much is said as of every other."""
    return AidOption(
        name,
        what=f"What {name} is.",
        benefits="It is calm.",
        risks="It is slow.",
        daily_life="An hour a week.",
        effort="One of us opens the room.",
        unknown="How long it lasts.",
        sources=(SOURCE,),
        stays=stays,
    )


EVEN = Aid(
    question="How long do we meet?",
    why_now="Some of us are tired by nine.",
    who_decides="All of us who come.",
    not_for="It is no rule for other groups.",
    interests="None.",
    options=(option("As it is", stays=True), option("One hour")),
    values=(
        Value("I want to sleep early.", ("One hour",), ("As it is",)),
        Value("I want time to talk.", ("As it is",), ("One hour",)),
    ),
)
