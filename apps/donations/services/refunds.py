"""A gift goes back: owed, asked for at the processor, recorded with its proof, and owed anew when it fails."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.cases import services as cases
from apps.cases.states import CaseKind
from apps.donations import selectors
from apps.donations.models import Donation
from apps.donations.services import bank_refunds, life, returned
from apps.donations.services.messages import tell
from apps.donations.states import DonationState
from apps.kernel.money import format_euro
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import RefundFacts
from apps.payments.reasons import refund_failure
from apps.payments.states import AT_THE_PROCESSOR, REFUND, RefundState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import Refund

REFUND_CHECK = timedelta(minutes=10)
NEVER_SENT = (RefundState.FAILED, RefundState.CANCELLED)


def request_refund(*, donation: Donation, reason: str, now: datetime) -> None:
    """Owe the whole amount of a locked, collected gift back to its donor, with a key of its own.

    The way is the one by which it came: the card, or the donor's bank account. Raises ForbiddenTransition, as for a
    gift over which a dispute is open.
    """
    request_refunds(gifts=[donation], reason=reason, now=now)


def request_refunds(*, gifts: Sequence[Donation], reason: str, now: datetime) -> None:
    """Owe the whole amounts of locked, collected gifts back, in a number of statements that does not grow with them.

    Except for gifts that go back by bank transfer: each is written the account of its donor, or its donor asked.
    """
    life.move_all(gifts=gifts, state=DonationState.REFUNDING)
    by_card = [donation.attempt for donation in gifts if donation.attempt.kind in AT_THE_PROCESSOR]
    refunds = payment_services.prepare_refunds(attempts=by_card, reason=reason, now=now)
    if len(refunds) == 1:
        registry.put_on_agenda(kind="refund.send", key=str(refunds[0].pk), due_at=now, now=now)
    else:
        registry.put_all_on_agenda(kind="refund.send", keys=[str(refund.pk) for refund in refunds], due_at=now)
    by_bank = [donation for donation in gifts if donation.attempt.kind not in AT_THE_PROCESSOR]
    bank_refunds.open_bank_refunds(gifts=by_bank, reason=reason, now=now)


def send_refund(*, key: str, now: datetime) -> None:
    """Ask the processor for the refund `key`, or read it, and record the outcome; safe to repeat.

    Nothing is asked while a dispute is open: its end puts the refund on the agenda again.
    Raises GatewayUncertain, GatewayRefused: the refund stays owed on the agenda.
    """
    refund = payments.get_refund(int(key))
    if refund.state in NEVER_SENT or (not refund.refund_id and payments.is_disputed(refund.attempt_id)):
        return
    facts = payment_services.ask_refund(refund_id=refund.pk, now=now)
    finish_refund(refund_id=refund.pk, facts=facts, now=now)
    if facts.state == RefundState.PENDING:
        registry.put_on_agenda(kind="refund.check", key=key, due_at=now + REFUND_CHECK, now=now)


def finish_refund(*, refund_id: int, facts: RefundFacts, now: datetime) -> None:
    """Record what the processor says of a refund: what moved, and each outcome once; a failure may follow a success.

    Entries `refund:<id>` and `refund_failure:<id>` follow the processor's own movements.
    """
    refund = payments.get_refund(refund_id)
    donation = selectors.get_donation_of_attempt(refund.attempt_id)
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(donation.campaign_id)
        donation = selectors.lock_donation(donation.pk)
        refund = payments.lock_refund(refund_id)
        _record_movements(donation, refund, facts, now)
        if facts.state == RefundState.PENDING or RefundState(facts.state) not in REFUND.get(
            RefundState(refund.state), frozenset()
        ):
            return
        payment_services.settle_refund(refund=refund, facts=facts, now=now)
        if refund.state == RefundState.SUCCEEDED:
            returned.record_return(campaign=campaign, donation=donation, now=now)
            tell(donation, "donation_refunded", now, refund=refund.refund_id, reason=refund.reason)
        else:
            _record_failure(campaign, donation, refund, now)
        audit.record(
            actor="system",
            verb=f"refund_{refund.state}",
            object_kind="donation",
            object_id=donation.pk,
            now=now,
            data={"refund": refund.refund_id, "failure": refund.failure},
        )


def _record_movements(donation: Donation, refund: "Refund", facts: RefundFacts, now: datetime) -> None:
    gifts, money = f"campaign:{donation.campaign_id}:donations", payments.money_account(donation.attempt)
    if facts.moved or facts.state == RefundState.SUCCEEDED:
        _post("refund", facts.refund_id, donation, Line(gifts, money, refund.amount_cents), now)
    if facts.came_back:
        _post("refund_failure", facts.refund_id, donation, Line(money, gifts, refund.amount_cents), now)


def _post(kind: str, refund_id: str, donation: Donation, line: Line, now: datetime) -> None:
    ledger.post(kind=kind, key=f"{kind}:{refund_id}", occurred_at=now, source=f"donation:{donation.pk}", lines=[line])


def _record_failure(campaign: "Campaign", donation: Donation, refund: "Refund", now: datetime) -> None:
    if donation.state == DonationState.REFUNDED:
        returned.take_back_return(campaign=campaign, donation=donation, now=now)
    cases.open_case(
        kind=CaseKind.REFUND_FAILED,
        key=str(refund.pk),
        subject=f"donation:{donation.pk}",
        summary=f"Il rimborso sulla carta di {format_euro(refund.amount_cents)} (donazione {donation.pk}) non è "
        f"riuscito: {refund_failure(refund.failure)}. Al donatore è stato chiesto l'IBAN.",
        data={"donation": donation.pk, "campaign": campaign.pk, "refund": refund.pk, "failure": refund.failure},
        now=now,
    )
    bank_refunds.open_bank_refunds(gifts=[donation], reason=refund.reason, now=now)
