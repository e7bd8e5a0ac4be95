"""What the bank did of a refund to a donor's account: paid, or sent back; with the ledger, the gift and the donor."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from apps.audit import services as audit
from apps.banking import selectors as banking
from apps.campaigns import selectors as campaigns
from apps.cases import selectors as case_selectors
from apps.cases import services as cases
from apps.cases.states import CaseKind
from apps.donations import selectors
from apps.donations.models import Donation
from apps.donations.services import bank_refunds, returned
from apps.donations.services.messages import tell
from apps.kernel.errors import DomainError
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.states import BankRefundState

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import BankRefund


class PaymentRefused(DomainError):
    """The payment cannot be recorded like this."""

    code = "bank_payment_refused"
    status = 422


def record_bank_payment(*, bank_refund_id: int, reference: str, paid_on: date, actor: str, now: datetime) -> None:
    """Record that the bank paid a refund: ledger entry `bank_refund:<id>`, gift refunded, donor told with the proof.

    The same proof again changes nothing. Raises PaymentRefused, ForbiddenTransition.
    """
    if not reference.strip():
        raise PaymentRefused("Scrivi il riferimento dell'operazione (CRO o TRN): è la prova del pagamento.")
    if paid_on > timezone.localdate(now):
        raise PaymentRefused("La data del pagamento è nel futuro.")
    with transaction.atomic(durable=True):
        campaign, donation, bank_refund = _locked(bank_refund_id)
        if bank_refund.state == BankRefundState.PAID and bank_refund.reference == reference.strip():
            return
        payment_services.settle_bank_refund(bank_refund=bank_refund, reference=reference, paid_on=paid_on, now=now)
        _post("bank_refund", donation, bank_refund, now)
        returned.record_return(campaign=campaign, donation=donation, now=now)
        proof = {"reference": bank_refund.reference, "paid_on": paid_on.isoformat()}
        tell(donation, "donation_refunded_by_bank", now, fact=str(bank_refund.pk), **proof)
        _audit(actor, "bank_refund_paid", donation, bank_refund, now)
        _resolve_failure(donation, f"Pagato con bonifico, riferimento {bank_refund.reference}.", actor, now)


def record_bank_return(*, bank_refund_id: int, reason: str, actor: str, now: datetime) -> "BankRefund":
    """Record that the bank sent a refund back, and ask the donor for another account; return the one that follows.

    Raises PaymentRefused, ForbiddenTransition.
    """
    if not reason.strip():
        raise PaymentRefused("Scrivi perché la banca ha respinto il bonifico.")
    with transaction.atomic(durable=True):
        campaign, donation, bank_refund = _locked(bank_refund_id)
        was_paid = bank_refund.state == BankRefundState.PAID
        following = payment_services.return_bank_refund(bank_refund=bank_refund, reason=reason, now=now)
        if was_paid:
            _post("bank_refund_return", donation, bank_refund, now)
            returned.take_back_return(campaign=campaign, donation=donation, now=now)
        _audit(actor, "bank_refund_returned", donation, bank_refund, now)
        bank_refunds.ask_account(donation=donation, bank_refund=following, now=now)
    return following


def _locked(bank_refund_id: int) -> tuple["Campaign", Donation, "BankRefund"]:
    known = payments.get_bank_refund(bank_refund_id)
    donation = selectors.get_donation_of_attempt(known.attempt_id)
    campaign = campaigns.lock_campaign(donation.campaign_id)
    return campaign, selectors.lock_donation(donation.pk), payments.lock_bank_refund(bank_refund_id)


def recognise_payment(*, line_id: int, now: datetime) -> bool:
    """Record the refund that a statement's outgoing line pays, by the name that our file gave it; tell whether it did.

    A line of another amount or of another body's account pays nothing: a person has to look.
    """
    line = banking.get_line(line_id)
    bank_refund = payments.find_exported(line.end_to_end)
    if bank_refund is None or line.amount_cents != -bank_refund.amount_cents:
        return False
    if payments.get_bank_refund(bank_refund.pk).attempt.account.organisation_id != line.account.organisation_id:
        return False
    record_bank_payment(
        bank_refund_id=bank_refund.pk,
        reference=line.bank_reference or f"movimento {line.pk}",
        paid_on=line.booked_on,
        actor="system",
        now=now,
    )
    return True


def _post(kind: str, donation: Donation, bank_refund: "BankRefund", now: datetime) -> None:
    gifts, bank = f"campaign:{donation.campaign_id}:donations", f"bank:{bank_refund.attempt.account.organisation_id}"
    debit, credit = (gifts, bank) if kind == "bank_refund" else (bank, gifts)
    ledger.post(
        kind=kind,
        key=f"{kind}:{bank_refund.pk}",
        occurred_at=now,
        source=f"donation:{donation.pk}",
        lines=[Line(debit, credit, bank_refund.amount_cents)],
    )


def _audit(actor: str, verb: str, donation: Donation, bank_refund: "BankRefund", now: datetime) -> None:
    data = {"bank_refund": bank_refund.pk, "reference": bank_refund.reference}
    audit.record(actor=actor, verb=verb, object_kind="donation", object_id=donation.pk, now=now, data=data)


def _resolve_failure(donation: Donation, resolution: str, actor: str, now: datetime) -> None:
    refund = payments.get_refund_of(donation.attempt_id)
    case = case_selectors.find_case(CaseKind.REFUND_FAILED, str(refund.pk)) if refund else None
    if case is not None:
        cases.resolve_case(case_id=case.pk, resolution=resolution, actor=actor, now=now)
