"""What a receipt will say, gathered from the gift, its campaign and the office's settings, before it is frozen."""

from datetime import datetime
from typing import TYPE_CHECKING

from apps.receipts.models import DonationReceipt
from apps.receipts.payments import list_paid
from apps.receipts.rules import eligibility
from apps.receipts.rules.calendar import day_of
from apps.receipts.rules.snapshot import Contents, Donor, Issuer, Payment, Wording, label
from apps.receipts.selectors.due import Standing
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.donations.models import Donation


def of(donation: "Donation", standing: Standing, replaced: DonationReceipt | None, now: datetime) -> Contents:
    """Return the contents of the receipt of a locked gift that may have one."""
    campaign, regime, text = standing.campaign, standing.regime, standing.text
    if regime is None or text is None:
        raise ValueError("a receipt needs a regime and a text")
    return Contents(
        issuer=_issuer(standing),
        donor=Donor(donation.donor_kind, donation.donor_name, donation.donor_tax_code, donation.donor_address),
        payment=_payment(donation, standing),
        campaign=campaign.title,
        city=registry.current_tenant().name,
        regime=regime,
        wording=Wording(text.version, text.text),
        issued_on=day_of(now),
        is_demo=donation.is_demo or campaign.is_demo or campaign.beneficiary.is_demo,
        replaces=label(replaced.number, replaced.year) if replaced else "",
    )


def _issuer(standing: Standing) -> Issuer:
    body, details = standing.campaign.beneficiary, standing.details
    return Issuer(
        name=body.name,
        tax_code=body.tax_code,
        runts=details.runts if details else "",
        address=details.address if details else "",
        is_demo=body.is_demo,
    )


def _payment(donation: "Donation", standing: Standing) -> Payment:
    if standing.regime is None:
        raise ValueError("a receipt needs a regime")
    paid = list_paid([donation])[donation.pk]
    return Payment(
        amount_cents=donation.amount_cents,
        reward_value_cents=donation.reward_value_cents,
        deductible_cents=eligibility.deductible_cents(
            amount_cents=donation.amount_cents,
            reward_value_cents=donation.reward_value_cents,
            regime=standing.regime,
        ),
        paid_on=paid.paid_on,
        means=paid.means,
        reference=paid.reference,
    )
