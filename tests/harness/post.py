"""A mail server on loopback that the product really talks to."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.harness.smtp import MailServer, serving

__all__ = ["post"]


@pytest.fixture
def post(settings: Any) -> Iterator[MailServer]:
    """The server, with Django's own SMTP backend pointed at it."""
    with serving() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = False
        yield server
