"""Reads of what the office decides for receipts, and the lock of a year's numbers."""

from apps.receipts.models import CampaignRegime, IssuerDetails, ReceiptCounter, ReceiptText
from apps.receipts.states import Regime


def list_regimes(campaign_ids: list[int]) -> dict[int, Regime]:
    """Return the regime of each campaign that has one, in one query."""
    rows = CampaignRegime.objects.filter(campaign_id__in=campaign_ids).values_list("campaign_id", "regime")
    return {campaign_id: Regime(regime) for campaign_id, regime in rows}


def list_campaigns_of(regime: Regime) -> list[int]:
    """Return the campaigns that have a regime."""
    return list(
        CampaignRegime.objects.filter(regime=regime).order_by("campaign_id").values_list("campaign_id", flat=True)
    )


def get_text(regime: Regime) -> ReceiptText | None:
    """Return the text in force for a regime, or None before the first is saved."""
    return ReceiptText.objects.filter(regime=regime).order_by("-version").first()


def list_texts() -> dict[Regime, ReceiptText]:
    """Return the text in force of each regime that has one, in one query."""
    rows = ReceiptText.objects.order_by("regime", "-version").distinct("regime")
    return {Regime(row.regime): row for row in rows}


def list_versions(regime: Regime) -> list[ReceiptText]:
    """Return every version of a regime's text, latest first."""
    return list(ReceiptText.objects.filter(regime=regime).order_by("-version"))


def get_details(organisation_id: int) -> IssuerDetails | None:
    """Return what receipts add to a body's name and tax code, or None."""
    return IssuerDetails.objects.filter(organisation_id=organisation_id).first()


def lock_counter(issuer_id: int, year: int) -> ReceiptCounter:
    """Lock the numbers of an issuer's year until the end of the transaction; the first time they start from zero."""
    ReceiptCounter.objects.bulk_create([ReceiptCounter(issuer_id=issuer_id, year=year)], ignore_conflicts=True)
    return ReceiptCounter.objects.select_for_update(no_key=True).get(issuer_id=issuer_id, year=year)
