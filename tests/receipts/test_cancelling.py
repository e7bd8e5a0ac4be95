"""Receipts cancelled by a person or because the money went back, and the letters that say so."""

import pytest
from django.core import mail

from apps.audit.models import AuditEvent
from apps.donations.models import Donation
from apps.notifications import services as notifications
from apps.notifications.models import Message
from apps.receipts import selectors
from apps.receipts import services as receipts
from apps.receipts.states import CancelCause, ReceiptState
from tests.factories import story
from tests.receipts.givers import SUMMER, issue, make_funded, owed

pytestmark = pytest.mark.usefixtures("milano")


def test_a_cancelled_receipt_keeps_its_number_and_says_why() -> None:
    _, (gift, other) = make_funded({}, {})
    receipt = issue(gift, SUMMER)
    receipts.cancel_receipt(receipt_id=receipt.pk, reason="Nome sbagliato", actor="ada@comune", now=SUMMER)
    cancelled = receipts.cancel_receipt(receipt_id=receipt.pk, reason="Di nuovo", actor="altri", now=SUMMER)
    assert (cancelled.state, cancelled.cancel_reason, cancelled.cancelled_by) == (
        "cancelled",
        "Nome sbagliato",
        "ada@comune",
    )
    assert issue(other, SUMMER).number == 2
    (numbering,) = selectors.list_numberings()
    assert (numbering.last_number, numbering.cancelled, numbering.missing) == (2, 1, [])
    assert AuditEvent.objects.filter(verb="receipt.cancelled", object_id=receipt.pk).count() == 1
    assert Message.objects.filter(kind="receipt_cancelled").count() == 1


def test_a_receipt_is_not_cancelled_without_a_reason() -> None:
    _, (gift,) = make_funded()
    receipt = issue(gift)
    with pytest.raises(receipts.CancelRefused):
        receipts.cancel_receipt(receipt_id=receipt.pk, reason="  ", actor="ada@comune", now=SUMMER)


def test_a_cancelled_receipt_is_replaced_by_a_person_and_never_by_itself() -> None:
    campaign, (gift,) = make_funded()
    first = issue(gift, SUMMER)
    receipts.cancel_receipt(receipt_id=first.pk, reason="Codice sbagliato", actor="ada@comune", now=SUMMER)
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert selectors.valid_of_gift(gift.pk) is None
    second = receipts.replace_receipt(donation_id=gift.pk, actor="ada@comune", now=SUMMER)
    assert (second.number, second.replaces_id, second.snapshot["replaces"]) == (2, first.pk, "1/2026")
    with pytest.raises(receipts.CannotIssue):
        receipts.replace_receipt(donation_id=gift.pk, actor="ada@comune", now=SUMMER)


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        ("refunded", CancelCause.REFUNDED),
        ("charged_back", CancelCause.CHARGED_BACK),
        ("awaiting", CancelCause.UNDONE),
        ("withdrawn", CancelCause.UNDONE),
    ],
)
def test_a_gift_that_went_back_cancels_its_receipt(state: str, cause: CancelCause) -> None:
    _, (gift,) = make_funded()
    receipt = issue(gift)
    receipts.cancel_returned(key=str(gift.pk), now=SUMMER)
    assert selectors.find_receipt(receipt.pk).state == ReceiptState.ISSUED
    Donation.objects.filter(pk=gift.pk).update(state=state, refunded_at=SUMMER)
    assert selectors.list_to_cancel() == [gift.pk]
    for _ in range(2):
        receipts.cancel_returned(key=str(gift.pk), now=SUMMER)
    cancelled = selectors.find_receipt(receipt.pk)
    assert (cancelled.state, cancelled.cancel_cause, cancelled.cancelled_by) == ("cancelled", cause, "system")
    assert selectors.list_to_cancel() == []
    with pytest.raises(receipts.CannotIssue):
        issue(gift)


def test_a_refund_owes_the_cancellation() -> None:
    campaign = story.make_campaign(story.make_call(), 10_000_00)
    gift = story.make_collected_donation(campaign, 5_00)
    story.settle(campaign)
    story.refund_everybody(campaign)
    assert owed("donation.returned") == [str(gift.pk)]


def test_the_letters_name_the_receipt_and_carry_the_donors_link() -> None:
    _, (gift,) = make_funded({"donor_name": "Ada & Ugo"})
    receipt = issue(gift, SUMMER)
    receipts.cancel_receipt(receipt_id=receipt.pk, reason="Nome sbagliato", actor="ada@comune", now=SUMMER)
    for message in Message.objects.filter(kind__startswith="receipt_").order_by("pk"):
        notifications.send_message(key=str(message.pk), now=SUMMER)
    issued, cancelled = mail.outbox[-2:]
    assert issued.subject == "La ricevuta n. 1/2026 della tua donazione è pronta"
    assert cancelled.subject == "La ricevuta n. 1/2026 è annullata"
    assert "Ciao Ada & Ugo" in issued.body and "/ricevuta/" in issued.body and "Nome sbagliato" in cancelled.body
