"""The shared cache, for what can be made again at any moment: out of reach, it is as if it were empty.

Owns what happens when the cache does not answer: nothing fails, and it is left alone for a while, so that a request
does not wait for it each time. Keys carry the city by themselves (`KEY_FUNCTION`).
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from django.core.cache import caches
from redis.exceptions import RedisError

REST_SECONDS = 5.0
_log = logging.getLogger(__name__)


class Shelf:
    """What was put there a moment ago, or nothing."""

    def __init__(self) -> None:
        self._rests_until = 0.0

    def take(self, key: str) -> Any:
        """Return what stands under a key, or None."""
        return self._try(lambda: caches["shelf"].get(key))

    def put(self, key: str, value: object, *, seconds: int) -> None:
        """Keep a value for so long at most."""
        self._try(lambda: caches["shelf"].set(key, value, seconds))

    def take_or_make(self, key: str, make: Callable[[], Any], *, seconds: int) -> Any:
        """Return what stands under a key, made and put there when it does not."""
        found = self.take(key)
        if found is None:
            found = make()
            self.put(key, found, seconds=seconds)
        return found

    def _try(self, work: Callable[[], Any]) -> Any:
        if monotonic() < self._rests_until:
            return None
        try:
            return work()
        except (RedisError, OSError) as error:
            self._rests_until = monotonic() + REST_SECONDS
            _log.warning("the cache does not answer: %s", type(error).__name__)
            return None


shelf = Shelf()
