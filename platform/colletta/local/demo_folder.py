"""The demo's data folder: whose it is, who is using it, how it is thrown away.

Owns the marker that says "made by the demo" and the lock that says "in use". Does not own what services keep in it.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from colletta.local.errors import LocalError

_MARKER = ".colletta-demo"
_LOCK = "lock"
_NEEDED_BYTES = 500_000_000


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Make the folder when missing and hold its lock; raises LocalError when it is not ours, busy or short of space."""
    folder.mkdir(mode=0o711, parents=True, exist_ok=True)
    if not (folder / _MARKER).exists() and any(folder.iterdir()):
        raise LocalError(
            f"La cartella {folder} contiene già altro e non è stata creata dalla demo: "
            "scegline un'altra con la variabile COLLETTA_DATA."
        )
    (folder / _MARKER).touch()
    _ensure_space(folder)
    with _locked(folder):
        yield


def remove(folder: Path, end_leftovers: Callable[[Path], None]) -> bool:
    """End what still runs on the folder, remove it and say whether there was one.

    Raises LocalError when the demo runs on it or when the demo did not make it.
    """
    if not folder.exists():
        return False
    if not (folder / _MARKER).exists():
        raise LocalError(
            f"La cartella {folder} non è stata creata dalla demo: non la tocco. Cancellala a mano, se vuoi."
        )
    with _locked(folder):
        shutil.rmtree(folder)
    return True


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read().strip()
            raise LocalError(
                f"La demo è già in funzione su {folder} (processo {holder}). Fermala con Ctrl-C nel suo terminale o "
                f"con 'kill {holder}'; per averne due, cambia COLLETTA_DATA e COLLETTA_PORT."
            ) from error
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _ensure_space(folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < _NEEDED_BYTES:
        raise LocalError(
            f"Sul disco di {folder} restano {free // 1_000_000} MB, ne servono {_NEEDED_BYTES // 1_000_000}: "
            "libera spazio o scegli un altro disco con la variabile COLLETTA_DATA."
        )
