"""Files as people send them: their size, their letters, and which of the two forms they have."""

from collections.abc import Collection

from bot.domain.topics.exchange.as_csv import from_csv
from bot.domain.topics.exchange.as_toml import from_toml
from bot.domain.topics.exchange.fields import Parsed, Trouble, trouble

MAX_BYTES = 1_000_000


def parse(content: bytes, name: str, taken: Collection[str] = ()) -> Parsed:
    """Read the topics in a file: TOML if its name ends with `.toml`, else CSV; never raises.

    `taken` are slugs that its topics may not have: those of the library.
    """
    if len(content) > MAX_BYTES:
        most = MAX_BYTES // 1000
        return Parsed((), (Trouble(1, "topics.import.big", {"most": most}),))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return Parsed((), (trouble(line, "topics.import.letters"),))
    read = from_toml if name.casefold().endswith(".toml") else from_csv
    return read(text, taken)
