"""The folder of keys: one small file for each open poll, destroyed when the poll closes."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from bot.storage.ballots.errors import BallotsUnusable, BoxDamaged, BoxMissing, NotStored
from bot.storage.ballots.private_files import UNFINISHED, erase, sync_folder, write_private
from bot.storage.ballots.sealing import KEY_BYTES

_KEY = ".key"


class KeyFolder:
    """The keys of all open polls: `<poll>.key`, 32 random bytes, mode 0600."""

    def __init__(self, folder: Path, random_bytes: Callable[[int], bytes]) -> None:
        self.folder = folder
        self._random_bytes = random_bytes

    def make(self, poll_id: str) -> bytes:
        """A fresh key, on disk before it is returned. Replaces one of a try that didn't finish.

        Raises `NotStored`.
        """
        key = self._random_bytes(KEY_BYTES)
        try:
            write_private(self._path(poll_id), key)
        except OSError as error:
            raise NotStored(f"the key folder refused: {error.strerror}") from error
        return key

    def read(self, poll_id: str) -> bytes:
        """The poll's key. Raises `BoxMissing` without one, `BoxDamaged` if it isn't 32 bytes."""
        with _reasons():
            try:
                key = self._path(poll_id).read_bytes()
            except FileNotFoundError:
                raise BoxMissing(poll_id) from None
        if len(key) != KEY_BYTES:
            raise BoxDamaged(poll_id)
        return key

    def has(self, poll_id: str) -> bool:
        """Whether the poll's key file is there, whatever is in it."""
        return self._path(poll_id).exists()

    def poll_ids(self) -> set[str]:
        """The polls of all key files, unfinished ones too."""
        with _reasons():
            names = [path.name.removesuffix(UNFINISHED) for path in self.folder.iterdir()]
        return {name.removesuffix(_KEY) for name in names if name.endswith(_KEY)}

    def destroy(self, poll_id: str) -> None:
        """Overwrite, sync and unlink the poll's key and any unfinished one, then sync the folder.

        Repeatable: the folder is synced even if the files are gone, in case a crash came between.
        Raises `BallotsUnusable`.
        """
        path = self._path(poll_id)
        with _reasons():
            erase(path.with_name(path.name + UNFINISHED))
            erase(path)
            sync_folder(self.folder)

    def _path(self, poll_id: str) -> Path:
        return self.folder / f"{poll_id}{_KEY}"


@contextmanager
def _reasons() -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise BallotsUnusable(f"the key folder refused: {error.strerror}") from error
