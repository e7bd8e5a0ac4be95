"""Reads of pictures, and of the files that hold them."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from apps.pictures.models import Picture
from apps.pictures.rules import PictureView
from tenants.registry.schema import current_schema


def view(picture: Picture) -> PictureView:
    """Return a picture for a page."""
    return PictureView(key=str(picture.key), alt=picture.alt, width=picture.width, height=picture.height)


def views(keys: Iterable[str]) -> dict[str, PictureView]:
    """Return the pictures of this city among some keys, by key, in one query."""
    known = [key for key in keys if _is_key(key)]
    found = Picture.objects.filter(key__in=known) if known else []
    return {str(picture.key): view(picture) for picture in found}


def file_of(key: UUID, width: int, extension: str) -> Path:
    """Return where the current city keeps one size of a picture; the file may not be there."""
    return folder() / f"{key}-{width}.{extension}"


def folder() -> Path:
    """Return the folder of the current city's pictures."""
    return Path(settings.MEDIA_ROOT) / current_schema() / "pictures"


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
