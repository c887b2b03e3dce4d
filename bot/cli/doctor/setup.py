"""The doctor's look at the settings: what a start would say of them, and who can read the token."""

from collections.abc import Iterator
from pathlib import Path

from bot.cli.doctor.finding import Finding, broken, look, well
from bot.cli.doctor.folders import open_to_others
from bot.client.faults import kind_of
from bot.settings import BadSetting, read_settings
from bot.words import say


def settings(here: Path) -> Iterator[Finding]:
    """Read the settings as a start in that folder would. The token is never told."""
    try:
        read_settings(here)
    except BadSetting as bad:
        yield broken("settings.bad", name=bad.name, why=say(bad.key))
    except (OSError, ValueError) as error:
        yield broken("doctor.settings.unread", path=here / ".env", kind=kind_of(error))
    else:
        yield well("doctor.settings.ok")


def env_file(here: Path) -> Iterator[Finding]:
    """Look whether others on the machine can read the file with the token, if there is one."""
    path = here / ".env"
    if path.is_file() and open_to_others(path):
        yield look("doctor.settings.open", path=path)
