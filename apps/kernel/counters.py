"""The cache in which limits are counted: sign-in's (allauth) and the interface's; decision 19.

Shared by all processes, so that a limit holds for the whole platform. While the shared cache does not answer, each
process counts in its own memory: a limit is then at most as many times as loose as there are processes, never gone, and
nobody is refused because a cache is away. What locks an account for good (django-axes) is counted in PostgreSQL, and so
is what guards gifts against card testing: neither needs this. Owns nothing that must last.
"""

from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

from apps.kernel.patience import Patience

MOST_KEYS = 100_000
patience = Patience("limits")


class CountersCache(BaseCache):
    """The shared cache, or this process's memory while that does not answer."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._shared = RedisCache(server, params)
        self._own = LocMemCache("counters", {**params, "OPTIONS": {"MAX_ENTRIES": MOST_KEYS}})

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Put a value under a key where none stands; tell whether it was put."""
        return bool(self._do(lambda cache: cache.add(key, value, timeout, version)))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what stands under a key."""
        return self._do(lambda cache: cache.get(key, default, version))

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Put a value under a key, for so many seconds at most."""
        self._do(lambda cache: cache.set(key, value, timeout, version))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keep what stands under a key for so many seconds more; tell whether anything does."""
        return bool(self._do(lambda cache: cache.touch(key, timeout, version)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Take away what stands under a key; tell whether anything did."""
        return bool(self._do(lambda cache: cache.delete(key, version)))

    def clear(self) -> None:
        """Forget every count."""
        self._own.clear()
        self._do(lambda cache: cache.clear())

    def close(self, **kwargs: Any) -> None:
        """Give back what a request has used."""
        self._shared.close(**kwargs)

    def _do(self, work: Callable[[BaseCache], Any]) -> Any:
        return patience.ask(lambda: work(self._shared), lambda: work(self._own))
