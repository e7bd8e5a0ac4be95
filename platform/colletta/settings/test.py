"""Tests: as the demo, with cheap passwords and quick ticks."""

from colletta.observability import logs
from colletta.settings.demo import *  # noqa: F403

LOGGING = logs.readable("INFO")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AGENDA_TICK_SECONDS = 1
AGENDA_LEASE_SECONDS = 20
STATIC_ROOT = BUILD_ROOT / "static-of-tests"  # noqa: F405 - other names than the demo's: neither clears the other's files
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405
GIFTS_CHALLENGE_FROM_ADDRESS = GIFTS_REFUSE_FROM_ADDRESS = GIFTS_CHALLENGE_UNPAID_OF_CAMPAIGN = 1_000_000
DONATION_START_RATE = "1000000/hour"
