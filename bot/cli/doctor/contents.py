"""The doctor's look at contents: the main file, and how old the library's facts are."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.cli.doctor.finding import Finding, broken, look, well
from bot.client.faults import kind_of
from bot.domain.support import OLD_AFTER, is_old
from bot.storage import library as shelves
from bot.storage.database import FILE_NAME, Unusable
from bot.storage.examining import examine


def main_file(data: Path) -> Iterator[Finding]:
    """Look at schema, settings and soundness, beside a bot that may be running."""
    path = data / FILE_NAME
    if not path.exists():
        if data.is_dir():
            boxes = any((data / "sealed" / "keys").glob("*.key"))
            yield (broken if boxes else look)(
                f"doctor.file.{'lost' if boxes else 'none'}", path=path
            )
        return
    try:
        seen = examine(data)
    except Unusable as trouble:
        yield broken(trouble.key, **trouble.blanks)
        return
    if seen.version < seen.known:
        yield look("doctor.file.older", path=path, version=seen.version, known=seen.known)
    else:
        yield well("doctor.file.ok", path=path, version=seen.version)
    if not seen.wal:
        yield look("doctor.file.journal", path=path)
    if seen.refused:
        yield broken("doctor.file.pragmas", names=", ".join(seen.refused), sqlite=seen.sqlite)
    else:
        yield well("doctor.file.pragmas_ok", sqlite=seen.sqlite)


def library(today: date) -> Iterator[Finding]:
    """Look whether topics and help lines can be read, and when their facts were checked."""
    try:
        topics, countries = shelves.topics(), shelves.countries()
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield broken("doctor.library.unread", kind=kind_of(error))
        return
    days = OLD_AFTER.days
    checked = [(r.checked_on, topic.title) for topic in topics.values() for r in topic.resources]
    old = sorted({title for on, title in checked if is_old(on, today)})
    if old:
        yield look("doctor.library.topics_old", days=days, names=", ".join(old))
    else:
        oldest = min((on for on, _ in checked), default=today)
        yield well("doctor.library.topics", count=len(topics), date=oldest)
    out = [country.name for country in countries.values() if is_old(country.oldest, today)]
    if out:
        yield look("doctor.library.lines_old", days=days, names=", ".join(out))
    else:
        oldest = min((country.oldest for country in countries.values()), default=today)
        yield well("doctor.library.lines", count=len(countries), date=oldest)
