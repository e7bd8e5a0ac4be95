"""Secrets generated once on this machine and kept beside the data they open.

Owns the file (JSON, mode 0600). Does not own production secrets: those come from the environment.
"""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def kept_secrets(path: Path, names: Iterable[str]) -> dict[str, str]:
    """Return one secret per name, generating and saving those that the file does not hold yet."""
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    missing = {name: secrets.token_hex(24) for name in names if name not in kept}
    if missing:
        kept |= missing
        write_private(path, json.dumps(kept, indent=1))
    return kept


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, making its folder; a crash leaves the old one whole."""
    path.parent.mkdir(mode=0o711, parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
