"""Addresses of this area as paths: the host is always the city's own, whatever a request said."""

from urllib.parse import urlsplit


def path_of(address: str) -> str:
    """Return the path of an absolute address."""
    return urlsplit(address).path
