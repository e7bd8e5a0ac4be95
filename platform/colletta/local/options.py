"""How one stack differs from another: ports, what runs elsewhere, sizes.

Owns the choices. Does not read the environment: the demo and the tests fill these in.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self


@dataclass(frozen=True, kw_only=True)
class Ports:
    """The loopback ports of one stack."""

    web: int
    stripe: int
    postgres: int
    valkey: int

    @classmethod
    def starting_at(cls, port: int) -> Self:
        """Return four ports in a row."""
        return cls(web=port, stripe=port + 1, postgres=port + 2, valkey=port + 3)


@dataclass(frozen=True, kw_only=True)
class Outside:
    """Addresses of services that run elsewhere, so that the stack does not start its own."""

    database_url: str | None = None
    database_owner_url: str | None = None
    redis_url: str | None = None
    stripe_api_base: str | None = None


@dataclass(frozen=True, kw_only=True)
class Options:
    """Choices that have a good default; `env` is added to what every program receives, and wins."""

    outside: Outside = Outside()
    database: str = "colletta"
    postgres_settings: Mapping[str, str] = field(default_factory=dict)
    base_host: str = "localhost"
    web_threads: int = 4
    env: Mapping[str, str] = field(default_factory=dict)
