"""Django of this process under the role that owns the schemas, for what only `manage.py` of the owner does."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit


@contextmanager
def as_owner() -> Iterator[None]:
    """Connect Django's default connection as the owner until the end of the block."""
    from django.conf import settings
    from django.db import connections

    address = urlsplit(settings.FLEET_OWNER_URL)
    place = connections["default"].settings_dict
    before = {"USER": place["USER"], "PASSWORD": place["PASSWORD"]}
    connections.close_all()
    place.update(USER=unquote(address.username or ""), PASSWORD=unquote(address.password or ""))
    try:
        yield
    finally:
        connections.close_all()
        place.update(before)
