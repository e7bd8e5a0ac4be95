"""Reading the editions' files: strict about the keys, silent about what the sources do not say."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from apps.calls.rules.terms import MatchTerms

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition: its match rules, what else its call said, and what was reported afterwards."""

    key: str
    rules: dict[str, Any]
    source: list[str]
    municipality: str = ""
    operator: str = ""
    title: str = ""
    note: str = ""
    call: dict[str, Any] = field(default_factory=dict)
    outcome: dict[str, Any] = field(default_factory=dict)

    def terms(self) -> MatchTerms:
        """Return the match terms; raises RulesRefused."""
        return MatchTerms.from_document(self.rules)


def list_keys() -> list[str]:
    """Return the keys of the editions, in alphabetical order."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


def get_edition(key: str) -> Edition:
    """Return one edition; raises FileNotFoundError, and TypeError on a key that no edition has."""
    return Edition(**yaml.safe_load((_FOLDER / f"{key}.yaml").read_text(encoding="utf-8")))
