"""Whether work done from source files must be done again.

Owns digests of files and the stamps that remember them. Does not do the work.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path]) -> str:
    """Return one digest of the files' places and contents, in whatever order they come."""
    total = hashlib.sha256()
    for file in sorted(files):
        total.update(f"{file}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_fresh(stamp: Path, current: str) -> bool:
    """Say whether the stamp was made for this digest."""
    return stamp.exists() and stamp.read_text(encoding="ascii") == current


def make_stamp(stamp: Path, current: str) -> None:
    """Remember that the work was done for this digest."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(current, encoding="ascii")
