"""A gift whose money the donor's bank takes back: the ledger follows the money, the gift the dispute's state."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from apps.audit import services as audit
from apps.cases import services as cases
from apps.cases.states import CaseKind
from apps.donations import selectors
from apps.donations.models import Donation
from apps.donations.services import life, messages, refunds, returned, rewards
from apps.donations.states import DonationState
from apps.kernel.money import format_euro
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import DisputeFacts
from apps.payments.reasons import dispute_reason
from apps.payments.states import BankRefundState, DisputeState, RefundState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import Dispute

DISPUTED = (DisputeState.NEEDS_RESPONSE, DisputeState.UNDER_REVIEW, DisputeState.LOST)
LETTERS = {
    DonationState.DISPUTED: "donation_disputed",
    DonationState.CHARGED_BACK: "donation_charged_back",
    DonationState.COLLECTED: "donation_dispute_won",
}
"""What the donor reads where the dispute leaves the gift; one that goes back after it has the letters of a refund."""
ENDINGS = {
    DisputeState.WON: "La banca ha dato ragione a chi ha ricevuto la donazione.",
    DisputeState.LOST: "La banca ha dato ragione a chi ha contestato: il denaro è tornato al titolare della carta.",
    DisputeState.INQUIRY_CLOSED: "La richiesta di informazioni si è chiusa senza contestazione.",
}


@dataclass(frozen=True)
class DisputeEffect:
    """What a dispute did to a gift just now: its money left what the campaign has collected, or came back to it."""

    donation: Donation
    dispute: "Dispute"
    left: bool
    came_back: bool


def record_dispute(*, campaign: "Campaign", attempt_id: int, facts: DisputeFacts, now: datetime) -> DisputeEffect:
    """Record what the processor says of a dispute over a gift of a locked campaign; in the caller's transaction.

    Entries `dispute:<id>:funds_withdrawn` and `:funds_reinstated` follow the processor's own movements. Order and
    repetition change nothing.
    """
    donation = selectors.lock_donation(selectors.get_donation_of_attempt(attempt_id).pk)
    attempt = payments.lock_attempt(attempt_id)
    dispute = payment_services.store_dispute(attempt=attempt, facts=facts, now=now)
    _post_movements(donation, facts, now)
    before = donation.state
    if dispute.state in DISPUTED and _is_still_here(donation):
        _take(donation, now)
    if dispute.state == DisputeState.LOST and donation.state == DonationState.DISPUTED:
        _lose(campaign, donation, now)
    if dispute.state == DisputeState.WON and donation.state == DonationState.DISPUTED:
        _win(campaign, donation, now)
    if donation.state != before and donation.state in LETTERS:
        fact = f"{donation.pk}:{dispute.dispute_id}"
        messages.tell(donation, LETTERS[DonationState(donation.state)], now, fact=fact)
    _keep_case(donation, dispute, now)
    return DisputeEffect(
        donation,
        dispute,
        left=before == DonationState.COLLECTED and donation.state != DonationState.COLLECTED,
        came_back=before == DonationState.DISPUTED and donation.state == DonationState.COLLECTED,
    )


def _post_movements(donation: Donation, facts: DisputeFacts, now: datetime) -> None:
    campaign, money = f"campaign:{donation.campaign_id}", payments.money_account(donation.attempt)
    out = [(f"{campaign}:donations", money, facts.withdrawn_cents), (f"{campaign}:fees", money, facts.fee_cents)]
    back = [
        (money, f"{campaign}:donations", facts.reinstated_cents),
        (money, f"{campaign}:fees", facts.fee_returned_cents),
    ]
    for name, moved in (("funds_withdrawn", out), ("funds_reinstated", back)):
        lines = [Line(debit, credit, cents) for debit, credit, cents in moved if cents]
        if lines:
            ledger.post(
                kind="dispute",
                key=f"dispute:{facts.dispute_id}:{name}",
                occurred_at=now,
                source=f"donation:{donation.pk}",
                lines=lines,
            )


def _is_still_here(donation: Donation) -> bool:
    """Tell whether the money of a gift has not gone back, nor been sent back, to its donor by ourselves."""
    if donation.state == DonationState.COLLECTED:
        return True
    if donation.state != DonationState.REFUNDING:
        return False
    refund = payments.get_refund_of(donation.attempt_id)
    bank_refund = payments.get_bank_refund_of(donation.attempt_id)
    if bank_refund is not None:
        return bank_refund.state in (BankRefundState.TO_ASK, BankRefundState.READY)
    return refund is not None and refund.state == RefundState.PREPARED


def _take(donation: Donation, now: datetime) -> None:
    rewards.keep_or_lose(donation=donation, now=now)
    life.move(donation=donation, state=DonationState.DISPUTED)
    audit.record(actor="system", verb="disputed", object_kind="donation", object_id=donation.pk, now=now)


def _lose(campaign: "Campaign", donation: Donation, now: datetime) -> None:
    life.move(donation=donation, state=DonationState.CHARGED_BACK)
    refund = payments.get_refund_of(donation.attempt_id)
    if refund is not None and refund.state == RefundState.PREPARED:
        payment_services.cancel_refund(refund=payments.lock_refund(refund.pk), now=now)
        registry.take_off_agenda(kind="refund.send", key=str(refund.pk))
    bank_refund = payments.get_bank_refund_of(donation.attempt_id)
    if bank_refund is not None:
        payment_services.cancel_bank_refund(bank_refund=payments.lock_bank_refund(bank_refund.pk), now=now)
        registry.take_off_agenda(kind="bank_refund.remind", key=str(bank_refund.pk))
    audit.record(actor="system", verb="charged_back", object_kind="donation", object_id=donation.pk, now=now)
    returned.announce_return(campaign=campaign, donation=donation, now=now)


def _win(campaign: "Campaign", donation: Donation, now: datetime) -> None:
    life.move(donation=donation, state=DonationState.COLLECTED)
    audit.record(actor="system", verb="dispute_won", object_kind="donation", object_id=donation.pk, now=now)
    refund = payments.get_refund_of(donation.attempt_id)
    bank_refund = payments.get_bank_refund_of(donation.attempt_id)
    if bank_refund is not None or (refund is not None and refund.state == RefundState.PREPARED):
        life.move(donation=donation, state=DonationState.REFUNDING)
        if bank_refund is None and refund is not None:
            registry.put_on_agenda(kind="refund.send", key=str(refund.pk), due_at=now, now=now)
    elif returned.gives_all_back(campaign):
        refunds.request_refund(donation=donation, reason=str(campaign.state), now=now)


def _keep_case(donation: Donation, dispute: "Dispute", now: datetime) -> None:
    gone = donation.state in (DonationState.REFUNDED, DonationState.REFUNDING)
    twice = " La donazione è già stata rimborsata: manda alla banca la prova del rimborso." if gone else ""
    case = cases.open_case(
        kind=CaseKind.DISPUTE,
        key=dispute.dispute_id,
        subject=f"donation:{donation.pk}",
        summary=f"La banca del donatore contesta {format_euro(dispute.amount_cents)} (donazione {donation.pk}, "
        f"motivo: {dispute_reason(dispute.reason)}).{twice}",
        data={"donation": donation.pk, "campaign": donation.campaign_id, "dispute": dispute.pk},
        now=now,
    )
    ending = ENDINGS.get(DisputeState(dispute.state))
    if ending:
        cases.resolve_case(case_id=case.pk, resolution=ending, actor="system", now=now)
