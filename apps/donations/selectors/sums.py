"""Sums of a campaign's gifts, for what must not depend on how many there are. Cents."""

from dataclasses import dataclass

from django.db.models import Sum

from apps.donations.models import Donation


@dataclass(frozen=True, kw_only=True)
class GiftSum:
    """Collected gifts that are alike in everything the rules look at; `donor_key` is empty where donors are not."""

    channel: str
    donor_kind: str
    relation: str
    state: str
    amount_cents: int
    fee_cents: int
    donor_key: str = ""


def list_sums(campaign_id: int) -> list[GiftSum]:
    """Return the collected gifts of a campaign by channel, kind and relation of the donor, and state."""
    return _sums(campaign_id)


def list_sums_by_donor(campaign_id: int, *donor_keys: str) -> list[GiftSum]:
    """Return the same per donor: every one of them, or those that are named."""
    return _sums(campaign_id, "donor_key", donor_keys=donor_keys)


def _sums(campaign_id: int, *more: str, donor_keys: tuple[str, ...] = ()) -> list[GiftSum]:
    collected = Donation.objects.filter(campaign_id=campaign_id, collected_at__isnull=False)
    if donor_keys:
        collected = collected.filter(donor_key__in=donor_keys)
    by = ("channel", "donor_kind", "relation", "state", *more)
    rows = collected.values(*by).annotate(gross=Sum("amount_cents"), fees=Sum("attempt__fee_cents")).order_by(*by)
    return [
        GiftSum(**{name: row[name] for name in by}, amount_cents=row["gross"], fee_cents=row["fees"]) for row in rows
    ]
