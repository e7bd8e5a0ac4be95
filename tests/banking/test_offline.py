"""A gift received by hand: recorded with evidence by one officer, confirmed by another."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from apps.campaigns.models import Campaign
from apps.donations import selectors
from apps.donations import services as donations
from apps.donations.models import Donation, OfflineGift
from apps.donations.rules import Evidence
from apps.donations.services import CampaignClosed, GiftRefused, OfflineRefused
from apps.donations.states import DonationState, Means
from apps.kernel import clock
from apps.kernel.private_files import FileForgotten
from apps.ledger import selectors as ledger
from apps.matching.services import offline
from tests.banking.bank import FIRST, PDF, record
from tests.factories import story

SECOND = "seconda@example.org"


def confirm(gift: Donation, actor: str = SECOND) -> None:
    offline.confirm_offline_gift(donation_id=gift.pk, actor=actor, now=clock.now())


def test_a_recorded_gift_counts_only_when_a_second_officer_confirms_it(campaign: Campaign) -> None:
    gift = record(campaign, 500_00)
    till = f"till:{campaign.beneficiary_id}"
    assert gift.state == DonationState.TO_CONFIRM
    assert ledger.balances([till])[till].posted_cents == 0
    confirm(gift)
    gift = story.read(gift)
    campaign.refresh_from_db()
    assert (gift.state, gift.attempt.charge_id) == (DonationState.COLLECTED, f"offline:{gift.pk}")
    assert ledger.balances([till])[till].posted_cents == 500_00
    assert campaign.threshold_reached_at is not None
    assert ledger.verify() == []


def test_who_recorded_a_gift_does_not_confirm_it(campaign: Campaign) -> None:
    gift = record(campaign)
    with pytest.raises(OfflineRefused):
        confirm(gift, FIRST)
    assert story.read(gift).state == DonationState.TO_CONFIRM


def test_a_gift_is_confirmed_once(campaign: Campaign) -> None:
    gift = record(campaign)
    confirm(gift)
    with pytest.raises(OfflineRefused):
        confirm(gift, "terza@example.org")
    account = f"campaign:{campaign.pk}:donations"
    assert ledger.balances([account])[account].posted_cents == 50_00


def test_a_refused_gift_is_withdrawn_with_its_reason_and_stays_so(campaign: Campaign) -> None:
    gift = record(campaign)
    with pytest.raises(OfflineRefused):
        donations.refuse_offline_gift(donation_id=gift.pk, reason=" ", actor=SECOND, now=clock.now())
    donations.refuse_offline_gift(donation_id=gift.pk, reason="Assegno illeggibile", actor=SECOND, now=clock.now())
    assert story.read(gift).state == DonationState.WITHDRAWN
    with pytest.raises(OfflineRefused):
        confirm(gift)


@pytest.mark.parametrize(
    ("evidence", "field"),
    [
        (Evidence("a.pdf", b"<html>"), "evidence"),
        (Evidence("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'>"), "evidence"),
        (Evidence("a.pdf", b""), "evidence"),
        (Evidence("a.pdf", b"%PDF-" + b"x" * 5_000_000), "evidence"),
    ],
)
def test_a_file_that_is_no_small_pdf_or_picture_proves_nothing(
    campaign: Campaign, evidence: Evidence, field: str
) -> None:
    with pytest.raises(GiftRefused) as refusal:
        record(campaign, evidence=evidence)
    assert field in refusal.value.details["fields"]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"amount_cents": 5_000_00, "means": Means.CASH}, "amount_cents"),
        ({"amount_cents": 0}, "amount_cents"),
        ({"donor_email": "", "donor_tax_code": ""}, "donor_email"),
        ({"donor_tax_code": "RSSMRA80A01H501X"}, "donor_tax_code"),
        ({"donor_name": " "}, "donor_name"),
    ],
)
def test_what_cannot_be_is_refused_by_field(campaign: Campaign, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(GiftRefused) as refusal:
        record(campaign, **wrong)
    assert field in refusal.value.details["fields"]  # type: ignore[operator]
    assert not OfflineGift.objects.exists()


@pytest.mark.parametrize("days", [-1, 1])
def test_the_day_lies_between_the_opening_and_today(campaign: Campaign, days: int) -> None:
    with pytest.raises(GiftRefused):
        record(campaign, received_on=clock.now().date() + timedelta(days=days))


def test_a_closed_campaign_takes_none(campaign: Campaign) -> None:
    story.close(campaign)
    with pytest.raises(CampaignClosed):
        record(campaign)


def test_a_gift_recorded_in_time_may_be_confirmed_before_the_outcome_and_not_after(campaign: Campaign) -> None:
    first, second = record(campaign), record(campaign)
    story.settle(campaign)
    confirm(first)
    story.settle(campaign, campaign.closes_at + timedelta(days=1))
    with pytest.raises(OfflineRefused):
        confirm(second)


def test_evidence_that_was_changed_on_the_disk_confirms_nothing(campaign: Campaign, settings: Any) -> None:
    gift = record(campaign)
    kept = selectors.get_offline(gift.pk)
    path = settings.MEDIA_ROOT / "c_milano" / "evidence" / kept.evidence_sha256
    path.write_bytes(b"%PDF-1.7 un'altra")
    with pytest.raises(FileForgotten):
        confirm(gift)
    assert story.read(gift).state == DonationState.TO_CONFIRM


def test_a_donor_without_an_e_mail_is_told_nothing_and_counts_as_one(campaign: Campaign) -> None:
    first = record(campaign, donor_email="", donor_tax_code="RSSMRA80A01H501U")
    second = record(campaign, donor_email="", donor_tax_code="RSSMRA80A01H501U")
    confirm(first)
    assert first.donor_key == second.donor_key


def test_evidence_is_named_by_its_content(campaign: Campaign) -> None:
    one = selectors.get_offline(record(campaign).pk)
    other = selectors.get_offline(record(campaign, evidence=replace(PDF, data=PDF.data + b"!")).pk)
    assert one.evidence_sha256 != other.evidence_sha256
    assert donations.evidence_of(donation_id=one.donation_id)[1] == PDF.data
