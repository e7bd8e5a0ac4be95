"""Every night, each city by itself: seal the ledger, prove it, and owe the reconciliation of each of its accounts."""

from datetime import datetime

from django.db import transaction

from apps.ledger import services as ledger_services
from apps.ledger.services import EntriesInFlight
from apps.payments import selectors as payments
from apps.reconciliation import rules, selectors
from apps.reconciliation.services.runs import record_ledger_proof
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services


@transaction.atomic
def prove_city(*, key: str, now: datetime) -> None:
    """Owe the proof of the current city's ledger, the run of each account, and the same again the next night.

    All of it or nothing: a night that fails comes back by the agenda, and so does each of its parts by itself.
    """
    owe_next_night(now=now)
    registry_services.put_on_agenda(kind="reconcile.ledger", key="city", due_at=now, now=now)
    connected = [account.account_id for account in payments.list_accounts()]
    for account in (*connected, *(f"{selectors.BANK}{pk}" for pk in selectors.bank_organisations())):
        registry_services.put_on_agenda(kind="reconcile.account", key=account, due_at=now, now=now)


def prove_ledger(*, key: str, now: datetime) -> None:
    """Seal the current city's ledger, later where an entry is just being written, and prove it."""
    try:
        ledger_services.seal_entries(now=now)
    except EntriesInFlight:
        registry_services.put_on_agenda(kind="ledger.seal", key="city", due_at=now, now=now)
    record_ledger_proof(now=now)


def owe_next_night(*, now: datetime) -> None:
    """Owe the proof of the current city in its next local night."""
    tenant = registry.current_tenant()
    due_at = rules.next_night(now, tenant.time_zone, tenant.schema_name)
    registry_services.put_on_agenda(kind="reconcile.city", key="city", due_at=due_at, now=now)
