"""What this version does not compute yet, parameter by parameter. A call with one of these cannot be published."""

from collections.abc import Mapping
from enum import StrEnum

from apps.calls.rules.vocabulary import MatchKind

NOT_YET: Mapping[str, frozenset[StrEnum]] = {
    "kind": frozenset({MatchKind.QUADRATIC}),
}
