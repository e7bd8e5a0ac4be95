"""Keeping the pictures of a look: made again, then never changed; which look shows them is the draft's."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.branding import images
from apps.branding.models import BrandFile


def keep_arms(*, data: bytes, actor: str, now: datetime) -> str:
    """Keep a coat of arms, SVG or bitmap, and return its SHA-256, the value of `Look.arms`; raises PictureRefused."""
    return _keep(images.arms(data), actor, now).sha256


def keep_photograph(*, data: bytes, alt: str, actor: str, now: datetime) -> dict[str, Any]:
    """Keep a photograph in its widths and return the value of `Look.photograph`; raises PictureRefused."""
    made = images.photograph(data)
    with transaction.atomic():
        sources = [[_keep(each, actor, now).sha256, each.width] for each in made]
    return {"sources": sources, "alt": alt.strip(), "width": made[0].width, "height": made[0].height}


def keep_logo(*, data: bytes, alt: str, actor: str, now: datetime) -> dict[str, Any]:
    """Keep a logo and return one of `Look.cofunding["logos"]`; raises PictureRefused."""
    kept = _keep(images.logo(data), actor, now)
    return {"sha256": kept.sha256, "alt": alt.strip(), "width": kept.width, "height": kept.height}


def _keep(made: images.Made, actor: str, now: datetime) -> BrandFile:
    return BrandFile.objects.get_or_create(
        sha256=hashlib.sha256(made.data).hexdigest(),
        defaults={
            "media_type": made.media_type,
            "data": made.data,
            "width": made.width,
            "height": made.height,
            "added_by": actor,
            "added_at": now,
        },
    )[0]
