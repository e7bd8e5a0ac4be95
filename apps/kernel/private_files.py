"""Files of one city that are never served by their address: each is named by its SHA-256, in a folder per purpose."""

import hashlib
import re
from pathlib import Path

from django.conf import settings

from apps.kernel.errors import DomainError
from tenants.registry.schema import current_schema

_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


class FileForgotten(DomainError):
    """The file is not kept, or is not any more what it was."""

    code = "file_forgotten"
    status = 410


def keep(folder: str, data: bytes) -> str:
    """Keep a file in the current city and return its SHA-256; keeping it again changes nothing."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _path(folder, sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return sha256


def read(folder: str, sha256: str) -> bytes:
    """Return a kept file of the current city; raises FileForgotten, also when it is not what its name says."""
    path = _path(folder, sha256)
    data = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise FileForgotten("Il file non è più disponibile: caricalo di nuovo.")
    return data


def remove(folder: str, sha256: str) -> None:
    """Remove a file of the current city, if it is there."""
    _path(folder, sha256).unlink(missing_ok=True)


def _path(folder: str, sha256: str) -> Path:
    if not _SHA256.fullmatch(sha256):
        raise FileForgotten("Il file indicato non esiste.")
    return Path(settings.MEDIA_ROOT) / current_schema() / folder / sha256
