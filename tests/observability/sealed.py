"""Personal data to be looked for where it must not be, and a Sentry that keeps what it is sent."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from colletta.observability import sentry

PERSON = {
    "donor_name": "Ermenegilda Quaglia",
    "donor_email": "ermenegilda@example.org",
    "donor_tax_code": "QGLRNG80A41F205U",
    "donor_address": "Via dei Glicini 14",
    "iban": "IT60X0542811101000000123456",
    "secret": "whsec_verysecretvalue",
}
TOKEN = "12.0123456789012345678901234567890123456789012"
ADDRESS = "203.0.113.77"


def assert_sealed(text: str) -> None:
    """Fail when anything of the person, or the token, stands in a text."""
    for value in (*PERSON.values(), TOKEN, ADDRESS, "Ermenegilda", "Glicini"):
        assert value not in text, value


class Kept(Transport):
    """Keeps the envelopes instead of sending them."""

    def __init__(self, options: dict[str, Any] | None = None) -> None:
        super().__init__(options)
        self.envelopes: list[Envelope] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        """Keep one."""
        self.envelopes.append(envelope)

    def events(self) -> list[dict[str, Any]]:
        """Return the events, as they would be sent."""
        found = [envelope.get_event() for envelope in self.envelopes]
        return [json.loads(json.dumps(event)) for event in found if event]

    def everything(self) -> str:
        """Return every byte that would be sent."""
        return b"\n".join(envelope.serialize() for envelope in self.envelopes).decode()


@contextmanager
def listening() -> Iterator[Kept]:
    """Run a block with the product's Sentry, sending nowhere."""
    kept = Kept()
    before = sentry_sdk.get_client()
    sentry.start("https://key@sentry.invalid/1", environment="test", transport=kept)
    try:
        yield kept
    finally:
        sentry_sdk.get_client().close()
        sentry_sdk.get_global_scope().set_client(before if before.is_active() else None)
