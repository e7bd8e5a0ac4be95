"""What happens when the shared cache does not answer: it is left alone for a while, and something else is done.

A request must not wait for it each time.
"""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from redis.exceptions import RedisError

REST_SECONDS = 5.0
_log = logging.getLogger(__name__)


class Patience:
    """Remembers, in this process, until when the cache is left alone; `what` says in the log what it keeps."""

    def __init__(self, what: str) -> None:
        self._what = what
        self.rests_until = 0.0

    def ask(self, work: Callable[[], Any], instead: Callable[[], Any]) -> Any:
        """Return what the cache answers, or what is done instead."""
        if monotonic() < self.rests_until:
            return instead()
        try:
            return work()
        except (RedisError, OSError) as error:
            self.rests_until = monotonic() + REST_SECONDS
            _log.warning("the cache of %s does not answer: %s", self._what, type(error).__name__)
            return instead()
