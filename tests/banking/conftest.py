"""A campaign whose body has a bank account, with files in a folder of the test's own."""

from pathlib import Path

import pytest

from apps.banking.models import BankAccount
from apps.campaigns.models import Campaign
from tests.banking import bank
from tests.factories import story

EVERY_CHANNEL = {"channels": ["online", "bank_transfer", "offline"]}


@pytest.fixture(autouse=True)
def _own_files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def campaign(milano: object) -> Campaign:
    campaign = story.make_campaign(story.make_call(counting=EVERY_CHANNEL), cost_cents=1_000_00)
    bank.open_account(campaign.beneficiary)
    campaign.refresh_from_db()
    campaign.beneficiary.refresh_from_db()
    return campaign


@pytest.fixture
def account(campaign: Campaign) -> BankAccount:
    return BankAccount.objects.get(organisation=campaign.beneficiary)
