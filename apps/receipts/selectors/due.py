"""Which gifts get a receipt now, and why the others do not."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.calls.rules.vocabulary import OnFailure
from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.receipts.models import IssuerDetails, ReceiptText
from apps.receipts.payments import Paid, list_paid
from apps.receipts.rules import eligibility
from apps.receipts.selectors import gifts, settings
from apps.receipts.states import Refusal, Regime

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation


@dataclass(frozen=True)
class Standing:
    """What decides for every gift of a campaign alike."""

    campaign: "Campaign"
    regime: Regime | None
    text: ReceiptText | None
    details: IssuerDetails | None

    @property
    def has_issuer_data(self) -> bool:
        """Whether the issuer can be named; a body invented for the demo has no tax code."""
        return bool(self.campaign.beneficiary.tax_code) or self.campaign.beneficiary.is_demo

    @property
    def is_kept_on_failure(self) -> bool:
        """Whether the gifts stay where the threshold was not reached."""
        if self.campaign.rules_version is None:
            return False
        return campaigns.terms_of(self.campaign).on_failure is OnFailure.KEEP


@dataclass(frozen=True)
class Due:
    """The gifts of a campaign that get a receipt now, and how many that asked wait, by reason."""

    campaign: "Campaign"
    gifts: list[int]
    waiting: dict[Refusal, int]
    amount_cents: int


def standing_of(campaign: "Campaign") -> Standing:
    """Return what decides for the gifts of a campaign."""
    regime = settings.list_regimes([campaign.pk]).get(campaign.pk)
    text = settings.get_text(regime) if regime else None
    return Standing(campaign, regime, text, settings.get_details(campaign.beneficiary_id))


def why_no_receipt(donation: "Donation", standing: Standing) -> Refusal | None:
    """Return why a gift has no receipt now, or None when one is due."""
    is_cancelled = donation.pk in gifts.list_cancelled_for_error([donation.pk])
    is_issued = donation.pk in gifts.list_with_valid([donation.pk])
    paid = list_paid([donation]).get(donation.pk)
    return _refusal(donation, standing, paid, is_issued=is_issued, is_cancelled=is_cancelled)


def list_due(campaign_ids: list[int]) -> list[Due]:
    """Return, for each campaign, the gifts that get a receipt now in order of id, and what the others wait for."""
    found = []
    for campaign_id in campaign_ids:
        standing = standing_of(campaigns.get_campaign(campaign_id))
        asking = donations.list_asking_for_receipt(campaign_id)
        issued = gifts.list_with_valid([gift.pk for gift in asking])
        cancelled = gifts.list_cancelled_for_error([gift.pk for gift in asking])
        paid = list_paid(asking)
        due, waiting, amount_cents = [], dict[Refusal, int](), 0
        for gift in asking:
            refusal = _refusal(
                gift, standing, paid.get(gift.pk), is_issued=gift.pk in issued, is_cancelled=gift.pk in cancelled
            )
            if refusal is None:
                due.append(gift.pk)
                amount_cents += gift.amount_cents
            elif refusal is not Refusal.ISSUED:
                waiting[refusal] = waiting.get(refusal, 0) + 1
        found.append(Due(standing.campaign, due, waiting, amount_cents))
    return found


def _refusal(
    donation: "Donation", standing: Standing, paid: Paid | None, *, is_issued: bool, is_cancelled: bool
) -> Refusal | None:
    return eligibility.why_not(
        eligibility.Facts(
            is_asked=donation.wants_receipt,
            gift_state=donation.state,
            campaign_state=standing.campaign.state,
            is_kept_on_failure=standing.is_kept_on_failure,
            is_traceable=paid is not None and paid.is_traceable,
            amount_cents=donation.amount_cents,
            reward_value_cents=donation.reward_value_cents,
            regime=standing.regime,
            has_text=standing.text is not None,
            has_issuer_data=standing.has_issuer_data,
            is_issued=is_issued,
            is_cancelled=is_cancelled,
        )
    )
