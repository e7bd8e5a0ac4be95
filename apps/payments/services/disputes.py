"""A charge that the donor's bank questions: what the processor says of it, kept so that it only moves on."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.audit import services as audit
from apps.kernel.errors import DomainError
from apps.payments import gateway, selectors
from apps.payments.gateway import DisputeFacts
from apps.payments.models import Dispute, PaymentAttempt
from apps.payments.states import CLOSED_DISPUTES, DisputeState, further


class EvidenceRefused(DomainError):
    """The dispute cannot be answered like this."""

    code = "evidence_refused"
    status = 409


def read_dispute(*, account_id: str, dispute_id: str) -> tuple[PaymentAttempt, DisputeFacts]:
    """Fetch what the processor says of a dispute now, and find whose charge it is by the charge.

    A dispute carries no metadata of ours. Raises GatewayUncertain, GatewayRefused, PaymentAttempt.DoesNotExist when
    the charge is not one of the account's in this city.
    """
    facts = gateway.fetch_dispute(account_id, dispute_id)
    attempt = selectors.get_attempt_of_charge(facts.charge_id)
    if attempt.account.account_id != account_id:
        raise PaymentAttempt.DoesNotExist
    return attempt, facts


def store_dispute(*, attempt: PaymentAttempt, facts: DisputeFacts, now: datetime) -> Dispute:
    """Store what the processor says of a dispute over a locked attempt; order and repetition change nothing."""
    dispute = selectors.lock_dispute(facts.dispute_id) or Dispute(
        attempt=attempt, dispute_id=facts.dispute_id, state=DisputeState.INQUIRY, opened_at=facts.opened_at
    )
    dispute.state = further(DisputeState(dispute.state), facts.state)
    dispute.amount_cents, dispute.reason = facts.amount_cents, facts.reason
    dispute.evidence_due_at = facts.evidence_due_at or dispute.evidence_due_at
    dispute.fee_cents = max(facts.fee_cents, dispute.fee_cents or 0)
    if facts.withdrawn_cents:
        dispute.withdrawn_at = dispute.withdrawn_at or now
    if facts.reinstated_cents:
        dispute.reinstated_at = dispute.reinstated_at or now
    if dispute.state in CLOSED_DISPUTES:
        dispute.closed_at = dispute.closed_at or now
    dispute.save()
    return dispute


def answer_dispute(*, dispute_pk: int, words: str, actor: str, now: datetime) -> DisputeFacts:
    """Send the office's answer to a dispute, once and for good; the same words again are sent under the same key.

    The answer is committed before it is sent. Raises EvidenceRefused, GatewayUncertain (ask again), GatewayRefused.
    """
    with transaction.atomic():
        dispute = Dispute.objects.select_for_update(no_key=True).get(pk=dispute_pk)
        _check_answer(dispute, words, now)
        if not dispute.evidence_key:
            dispute.evidence, dispute.evidence_key = words.strip(), uuid4()
            dispute.save(update_fields=["evidence", "evidence_key"])
            audit.record(actor=actor, verb="dispute_answered", object_kind="dispute", object_id=dispute.pk, now=now)
    known = selectors.get_dispute(dispute_pk)
    facts = gateway.submit_evidence(
        known.attempt.account.account_id, known.dispute_id, words=known.evidence, key=str(known.evidence_key)
    )
    Dispute.objects.filter(pk=dispute_pk, evidence_sent_at__isnull=True).update(evidence_sent_at=now)
    return facts


def _check_answer(dispute: Dispute, words: str, now: datetime) -> None:
    if dispute.evidence_sent_at:
        raise EvidenceRefused("Le prove sono già state inviate: la banca le accetta una volta sola.")
    if dispute.state in CLOSED_DISPUTES:
        raise EvidenceRefused("La contestazione è chiusa: non si possono più inviare prove.")
    if dispute.evidence_due_at and now >= dispute.evidence_due_at:
        raise EvidenceRefused("Il termine per inviare le prove è passato.")
    if not words.strip():
        raise EvidenceRefused("Descrivi le prove: che cosa mostra che la donazione è stata fatta dal titolare?")
    if dispute.evidence_key and dispute.evidence != words.strip():
        raise EvidenceRefused("Un invio con altre parole è già cominciato: ripeti quello.")
