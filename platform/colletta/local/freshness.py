"""Whether work done from source files must be done again.

Owns digests of files and the stamps that remember them. Does not do the work.
"""

import hashlib
import json
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


def is_only_extended(note: Path, files: Iterable[Path], root: Path) -> bool:
    """Say whether every file below `root` that the note knows has the content that it had; new ones do not matter."""
    if not note.exists():
        return False
    now = _contents(files, root)
    return all(now.get(name) == content for name, content in json.loads(note.read_text(encoding="utf-8")).items())


def note_contents(note: Path, files: Iterable[Path], root: Path) -> None:
    """Remember what is in the files below `root`."""
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(_contents(files, root), indent=1, sort_keys=True), encoding="utf-8")


def _contents(files: Iterable[Path], root: Path) -> dict[str, str]:
    return {str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
