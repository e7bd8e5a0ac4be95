"""What the office decides for receipts: the text of each regime, the regime of each campaign, the issuers' details."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import SETTLED
from apps.kernel.errors import DomainError
from apps.people import selectors as people
from apps.receipts.models import CampaignRegime, IssuerDetails, ReceiptText
from apps.receipts.selectors import settings as selectors
from apps.receipts.states import Regime
from tenants.registry import services as registry


class TextRefused(DomainError):
    """A text for receipts cannot be empty."""

    code = "receipt_text_refused"
    status = 422


@transaction.atomic
def save_text(*, regime: Regime, text: str, actor: str, now: datetime) -> ReceiptText:
    """Put a new version of a regime's text in force for the receipts that are issued from now on.

    The same text again makes no version. What waited for a first text is issued. Raises TextRefused.
    """
    wanted = text.replace("\r\n", "\n").strip()
    if not wanted:
        raise TextRefused("Scrivi il testo: senza, le ricevute non si possono emettere.")
    current = selectors.get_text(regime)
    if current is not None and current.text == wanted:
        return current
    saved = ReceiptText.objects.create(
        regime=regime, version=current.version + 1 if current else 1, text=wanted, saved_by=actor, saved_at=now
    )
    audit.record(
        actor=actor,
        verb="receipt_text.saved",
        object_kind="receipt_text",
        object_id=saved.pk,
        now=now,
        data={"regime": str(regime), "version": saved.version},
    )
    if current is None:
        for campaign_id in selectors.list_campaigns_of(regime):
            _owe_receipts(campaign_id, now)
    return saved


@transaction.atomic
def choose_regime(*, campaign_id: int, regime: Regime, actor: str, now: datetime) -> None:
    """Give a campaign its tax regime, for the receipts that are issued from now on; what waited for it is issued."""
    CampaignRegime.objects.update_or_create(
        campaign_id=campaign_id, defaults={"regime": regime, "chosen_by": actor, "chosen_at": now}
    )
    audit.record(
        actor=actor,
        verb="receipt_regime.chosen",
        object_kind="campaign",
        object_id=campaign_id,
        now=now,
        data={"regime": str(regime)},
    )
    _owe_receipts(campaign_id, now)


@transaction.atomic
def save_issuer(*, organisation_id: int, address: str, runts: str, actor: str, now: datetime) -> IssuerDetails:
    """Keep what the receipts of a body say besides its name and tax code. Raises Organisation.DoesNotExist."""
    body = people.get_organisation(organisation_id)
    details, _ = IssuerDetails.objects.update_or_create(
        organisation_id=body.pk,
        defaults={"address": address.strip(), "runts": runts.strip(), "saved_by": actor, "saved_at": now},
    )
    audit.record(actor=actor, verb="receipt_issuer.saved", object_kind="organisation", object_id=body.pk, now=now)
    return details


def _owe_receipts(campaign_id: int, now: datetime) -> None:
    if campaigns.get_campaign(campaign_id).state in SETTLED:
        registry.put_on_agenda(kind="receipt.issue", key=str(campaign_id), due_at=now, now=now)
