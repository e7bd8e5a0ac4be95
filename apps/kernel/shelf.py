"""The shared cache, for what can be made again at any moment: out of reach, it is as if it were empty.

Keys carry the city by themselves (`KEY_FUNCTION`).
"""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches

from apps.kernel.patience import Patience


class Shelf:
    """What was put there a moment ago, or nothing."""

    def __init__(self) -> None:
        self.patience = Patience("answers")

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
        return self.patience.ask(work, lambda: None)


shelf = Shelf()
