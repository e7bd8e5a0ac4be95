"""What the tests of the runs do and read."""

from datetime import datetime, timedelta

from apps.campaigns.models import Campaign
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.reconciliation import selectors, services
from apps.reconciliation.models import ReconciliationRun
from apps.reconciliation.services.runs import IN_FLIGHT
from apps.reconciliation.states import Scope
from tests.harness.stripe import StripeSimulator

SCHEMA = "c_milano"
LATER = IN_FLIGHT + timedelta(minutes=1)


def run(campaign: Campaign, now: datetime, scope: Scope = Scope.FULL) -> ReconciliationRun:
    """Run the account of a campaign."""
    return services.reconcile_account(account_id=campaign.account.account_id, scope=scope, now=now)


def post_unknown(campaign: Campaign, key: str, at: datetime, cents: int = 1) -> None:
    """Post an entry that the processor does not know."""
    line = Line(f"psp:{campaign.account.account_id}", f"campaign:{campaign.pk}:donations", cents)
    ledger.post(kind="donation", key=key, occurred_at=at, source="test", lines=[line])


def open_cases() -> list[str]:
    """Return what is open, as code and key."""
    return [f"{case.data['code']} {case.data['key']}" for case in selectors.list_open_cases()]


def charge_of(simulator: StripeSimulator, campaign: Campaign) -> str:
    """Return the latest charge of a campaign's account."""
    account = {"stripe_account": campaign.account.account_id}
    return str(simulator.client.v1.charges.list({"limit": 1}, account).data[0].id)
