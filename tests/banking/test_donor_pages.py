"""A donor chooses the bank transfer, copies the instructions, changes their mind: pages and e-mails."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from apps.campaigns.models import Campaign
from apps.donations import links
from apps.donations.models import Donation, Transfer
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.notifications import services as notifications
from apps.notifications.models import Message
from tests.banking import bank
from tests.factories import story
from tests.portal.visits import filled_form, refused, text_of


@pytest.fixture
def visitor(campaign: Campaign, milano: Any, client_of: Callable[..., Client]) -> Client:
    return client_of(milano)


def sent(kind: str) -> str:
    message = Message.objects.get(kind=kind)
    notifications.send_message(key=str(message.pk), now=clock.now())
    return str(mail.outbox[-1].body)


def test_the_form_of_a_gift_offers_the_transfer_only_where_it_is_taken(visitor: Client, campaign: Campaign) -> None:
    without = story.make_campaign(story.make_call())
    assert "Con un bonifico" in text_of(visitor.get(f"/campagne/{campaign.slug}/dona/"))
    assert "Con un bonifico" not in text_of(visitor.get(f"/campagne/{without.slug}/dona/"))
    assert visitor.get(f"/campagne/{without.slug}/dona/bonifico/").status_code == 404


def test_a_donor_announces_a_transfer_and_reads_what_to_copy(visitor: Client, campaign: Campaign) -> None:
    answer = visitor.post(f"/campagne/{campaign.slug}/dona/", filled_form(method="bank_transfer"), follow=True)
    transfer = Transfer.objects.get()
    page = text_of(answer)
    grouped = " ".join(transfer.reference[at : at + 4] for at in range(0, 16, 4))
    assert grouped in page
    assert campaign.beneficiary.iban in page.replace(" ", "")
    assert "€ 25,00" in page
    letter = sent("transfer_instructions")
    assert grouped in letter
    assert links.token_of(transfer.donation_id) in letter
    assert "Non conta per la soglia" not in page


def test_where_transfers_do_not_count_the_pages_say_so(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    bank.open_account(campaign.beneficiary)
    assert "non contano per la soglia" in text_of(visitor.get(f"/campagne/{campaign.slug}/dona/bonifico/", follow=True))
    gift = bank.announce(campaign, 50_00)
    assert "non contano per la soglia" in text_of(visitor.get(f"/donazioni/{links.token_of(gift.pk)}/bonifico/"))


def test_the_qr_code_is_a_picture_without_scripts(visitor: Client, campaign: Campaign) -> None:
    gift = bank.announce(campaign, 50_00)
    answer = visitor.get(f"/donazioni/{links.token_of(gift.pk)}/bonifico/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer.content.startswith(b"<svg")
    assert b"<script" not in answer.content
    assert b"style=" not in answer.content


def test_the_same_form_sent_twice_is_one_gift(visitor: Client, campaign: Campaign) -> None:
    form = filled_form(method="bank_transfer")
    first, second = (visitor.post(f"/campagne/{campaign.slug}/dona/", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Donation.objects.count() == 1


def test_what_is_wrong_is_said_and_begins_nothing(visitor: Client, campaign: Campaign) -> None:
    form = filled_form(method="bank_transfer", donor_email="ada@")
    assert "non è completo" in text_of(refused(visitor, f"/campagne/{campaign.slug}/dona/", form))
    assert not Donation.objects.exists()


def test_a_closed_campaign_says_so(visitor: Client, campaign: Campaign) -> None:
    story.close(campaign)
    assert visitor.get(f"/campagne/{campaign.slug}/dona/bonifico/", follow=True).status_code == 409


def test_a_donor_withdraws_after_a_confirmation(visitor: Client, campaign: Campaign) -> None:
    gift = bank.announce(campaign, 50_00)
    path = f"/donazioni/{links.token_of(gift.pk)}/bonifico/annulla/"
    assert "Stai per annullare" in text_of(visitor.get(path))
    assert story.read(gift).state == DonationState.AWAITING
    page = text_of(visitor.post(path, follow=True))
    assert story.read(gift).state == DonationState.WITHDRAWN
    assert "Donazione ritirata" in page and "La donazione è stata ritirata" in page
    assert "non si aspetta più" in text_of(visitor.get(f"/donazioni/{links.token_of(gift.pk)}/bonifico/"))


def test_the_page_of_a_gift_says_that_the_transfer_is_awaited_and_then_what_came(
    visitor: Client, campaign: Campaign, account: Any
) -> None:
    gift = bank.announce(campaign, 50_00)
    path = f"/donazioni/{links.token_of(gift.pk)}/"
    assert "In attesa del bonifico" in text_of(visitor.get(path))
    bank.bring(account, bank.movement(bank.reference_of(gift), 45_00))
    from apps.matching.services import transfers

    line = bank.only_line()
    transfers.confirm_match(line_id=line.pk, donation_id=gift.pk, ordered_on=None, actor="x", now=clock.now())
    assert "Avevi annunciato € 50,00" in text_of(visitor.get(path))
    assert "€\u00a050,00" in sent("donation_collected")


def test_every_letter_of_a_transfer_is_written(visitor: Client, campaign: Campaign, account: Any) -> None:
    from apps.donations import services
    from apps.matching.services import transfers

    gift = bank.announce(campaign, 50_00)
    services.remind_transfer(key=f"{gift.pk}:3", now=clock.now())
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00))
    transfers.undo_match(line_id=bank.only_line().pk, reason="Sbaglio", actor="x", now=clock.now())
    assert "non risulta ancora arrivato" in sent("transfer_reminder")
    assert "abbinato per errore" in sent("transfer_undone")


def test_a_gift_by_card_has_no_instructions(visitor: Client, campaign: Campaign) -> None:
    gift = story.make_started_donation(campaign, 50_00)
    for page in ("bonifico/", "bonifico/qr.svg", "bonifico/annulla/"):
        assert visitor.get(f"/donazioni/{links.token_of(gift.pk)}/{page}").status_code == 404
