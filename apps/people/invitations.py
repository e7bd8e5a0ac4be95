"""The link with which a person of the office chooses a password: for one use, valid for PASSWORD_RESET_TIMEOUT."""

from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


def path_for(user: Any) -> str:
    """Return the path of the page on the city's host; it stops working once the password was chosen."""
    parts = {"uidb64": urlsafe_base64_encode(force_bytes(user.pk)), "token": default_token_generator.make_token(user)}
    return reverse("invitation:choose", urlconf=settings.ROOT_URLCONF, kwargs=parts)
