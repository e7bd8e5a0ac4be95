"""How long the processor remembers an idempotency key, with a margin."""

from datetime import timedelta

KEY_LIFETIME = timedelta(hours=23)
