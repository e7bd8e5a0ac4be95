"""Files of statements as the bank gave them, kept apart per city and never served."""

import hashlib
import re
from pathlib import Path

from django.conf import settings

from apps.kernel.errors import DomainError
from tenants.registry.schema import current_schema

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class FileForgotten(DomainError):
    """A file that was uploaded is not kept any more."""

    code = "file_forgotten"
    status = 410


def keep_statement(data: bytes) -> str:
    """Keep a file and return its SHA-256, which names it; keeping it again changes nothing."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return sha256


def statement(sha256: str) -> bytes:
    """Return a kept file; raises FileForgotten, also when it is not what its name says."""
    path = _path(sha256)
    if not path.is_file():
        raise FileForgotten("Il file non è più disponibile: caricalo di nuovo.")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise FileForgotten("Il file conservato non è quello caricato: caricalo di nuovo.")
    return data


def remove_statement(sha256: str) -> None:
    """Remove a kept file, if it is there."""
    _path(sha256).unlink(missing_ok=True)


def _path(sha256: str) -> Path:
    if not _SHA256.fullmatch(sha256):
        raise FileForgotten("Il file indicato non esiste.")
    return Path(settings.MEDIA_ROOT) / current_schema() / "statements" / sha256
