"""Contributions for the tests of the match's rules."""

from typing import Any

from apps.calls.rules.vocabulary import Channel, DonorKind, Relation
from apps.matching.rules.eligibility import Contribution


def contribution(donation_id: int, gross_cents: int, **changed: Any) -> Contribution:
    """Return a collected online gift of a stranger of his own, changed as told."""
    values: dict[str, Any] = {
        "donation_id": donation_id,
        "gross_cents": gross_cents,
        "channel": Channel.ONLINE,
        "donor_kind": DonorKind.NATURAL_PERSON,
        "relation": Relation.NONE,
        "fee_cents": 0,
        "refunded_cents": 0,
        "collected": True,
        "donor_key": f"donor-{donation_id}",
    }
    return Contribution(**{**values, **changed})
