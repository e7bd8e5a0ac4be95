"""The office answers a dispute: once, in time, with words, under a key of its own."""

from typing import Any

import pytest

from apps.donations.models import Donation
from apps.payments import services as payments
from apps.payments.models import ConnectedAccount, Dispute
from apps.payments.services import EvidenceRefused
from apps.payments.states import DisputeState
from tests.factories.city import NOW
from tests.giving_back.desk import (
    disputes,
)
from tests.harness.stripe import StripeSimulator


def test_an_answer_is_kept_sent_once_and_never_after_the_end(
    account: ConnectedAccount, disputed: Donation, stripe_simulator: StripeSimulator
) -> None:
    dispute = Dispute.objects.get()
    payments.answer_dispute(dispute_pk=dispute.pk, words=" Ha donato lei. ", actor="test", now=NOW)
    sent = disputes(stripe_simulator, account.account_id)[0]
    assert (sent.evidence.uncategorized_text, sent.status) == ("Ha donato lei.", "under_review")
    with pytest.raises(EvidenceRefused):
        payments.answer_dispute(dispute_pk=dispute.pk, words="Altro", actor="test", now=NOW)


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("  ", {}),
        ("Prove", {"evidence_due_at": NOW}),
        ("Prove", {"state": DisputeState.LOST, "closed_at": NOW}),
    ],
    ids=["no words", "too late", "closed"],
)
def test_an_answer_without_words_too_late_or_to_a_closed_dispute_is_refused(
    disputed: Donation, words: str, changes: dict[str, Any]
) -> None:
    Dispute.objects.update(**changes)
    with pytest.raises(EvidenceRefused):
        payments.answer_dispute(dispute_pk=Dispute.objects.get().pk, words=words, actor="test", now=NOW)


def test_an_answer_whose_reply_was_lost_is_sent_again_under_the_same_key(
    account: ConnectedAccount, disputed: Donation, stripe_simulator: StripeSimulator
) -> None:
    from apps.payments.gateway import GatewayUncertain

    dispute = Dispute.objects.get()
    stripe_simulator.fail("drop_answer", f"/v1/disputes/{dispute.dispute_id}")
    with pytest.raises(GatewayUncertain):
        payments.answer_dispute(dispute_pk=dispute.pk, words="Prove", actor="test", now=NOW)
    with pytest.raises(EvidenceRefused):
        payments.answer_dispute(dispute_pk=dispute.pk, words="Altre prove", actor="test", now=NOW)
    payments.answer_dispute(dispute_pk=dispute.pk, words="Prove", actor="test", now=NOW)
    assert disputes(stripe_simulator, account.account_id)[0].evidence_details.submission_count == 1
