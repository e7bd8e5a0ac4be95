"""The e-mails to donors: subject, amounts, links, and no escaping of what people wrote."""

from typing import Any

from django.core import mail

from apps.donations import links
from apps.donations import services as donations
from apps.notifications import services as notifications
from apps.notifications.models import Message
from tests.factories import story
from tests.harness.moment import Clock

TITLE = "Pane & «Rose» d'inverno"


def sent(kind: str) -> Any:
    """Send the one message of a kind and return it as it went out."""
    message = Message.objects.get(kind=kind)
    notifications.send_message(key=str(message.pk), now=story.clock.now())
    return mail.outbox[-1]


def test_a_gift_is_confirmed_with_its_amount_and_its_link(milano: Any) -> None:
    donation = story.make_collected_donation(story.make_campaign(story.make_call(), title=TITLE), 1_234_56)
    letter = sent("donation_collected")
    assert letter.subject == f"La tua donazione a «{TITLE}» è registrata"
    assert letter.to == [donation.donor_email]
    assert "€\u00a01.234,56" in letter.body
    assert f"http://milano.localhost:8000/donazioni/{links.token_of(donation.pk)}/" in letter.body
    assert "Ciao Ada Rossi" in letter.body


def test_a_refund_is_told_with_its_proof_and_reason(milano: Any, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call(), title=TITLE)
    story.make_collected_donation(campaign, 25_00)
    clock.advance(days=31)
    story.settle(campaign)
    story.refund_everybody(campaign)
    letter = sent("donation_refunded")
    assert letter.subject == "Ti abbiamo restituito €\u00a025,00"
    assert "Prova del rimborso: re_test_" in letter.body
    assert "non ha raggiunto la soglia" in letter.body


def test_a_payment_that_came_too_late_is_told_as_such(milano: Any, clock: Clock, processor_out_of_reach: None) -> None:
    campaign = story.make_campaign(story.make_call())
    late = story.make_started_donation(campaign, 25_00)
    clock.advance(days=32)
    story.settle(campaign, now=story.clock.now())
    story.collect(late)
    story.refund_everybody(campaign)
    assert "quando la campagna era già conclusa" in sent("donation_refunded").body


def test_a_success_is_told_to_each_donor(milano: Any, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call(), title=TITLE)
    story.make_collected_donation(campaign, 5_000_00)
    clock.advance(days=31)
    story.settle(campaign)
    donations.tell_outcome(key=str(campaign.pk), now=story.clock.now())
    letter = sent("campaign_funded")
    assert letter.subject == f"«{TITLE}» è finanziata, anche grazie a te"
    assert "&amp;" not in letter.body and "&#x27;" not in letter.body
