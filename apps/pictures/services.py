"""Writes of pictures: the files first, then the row that names them."""

from datetime import datetime
from typing import BinaryIO
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.pictures import encoding, selectors
from apps.pictures.encoding import PictureRefused
from apps.pictures.models import Picture

__all__ = ["PictureRefused", "add_picture"]

MOST_WORDS = 300


def add_picture(*, file: BinaryIO, alt: str, actor: str, now: datetime) -> Picture:
    """Keep an uploaded picture in every size and return it; raises PictureRefused.

    `alt` says in words what the picture shows; a picture without it is refused.
    """
    words = " ".join(alt.split())
    if not 0 < len(words) <= MOST_WORDS:
        raise PictureRefused(_("Scrivi che cosa mostra l'immagine, per chi non la vede: al massimo 300 caratteri."))
    pixels = encoding.read(file.read(encoding.MOST_BYTES + 1))
    key = uuid4()
    selectors.folder().mkdir(parents=True, exist_ok=True)
    for width, extension, data in encoding.sizes(pixels):
        selectors.file_of(key, width, extension).write_bytes(data)
    with transaction.atomic():
        picture = Picture.objects.create(
            key=key, alt=words, width=pixels.width, height=pixels.height, uploaded_by=actor, created_at=now
        )
        audit.record(actor=actor, verb="upload", object_kind="picture", object_id=picture.pk, now=now)
    return picture
