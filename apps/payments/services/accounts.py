"""The processor's account of a body that receives donations."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.payments import gateway, selectors
from apps.payments.models import ConnectedAccount
from apps.people import selectors as people
from tenants.registry import services as registry
from tenants.registry.schema import current_schema


def connect_organisation(*, organisation_id: int, now: datetime) -> ConnectedAccount:
    """Open the processor's account of a body and route its events to this city; asking again resumes.

    Raises GatewayUncertain, GatewayRefused.
    """
    account, _ = ConnectedAccount.objects.get_or_create(
        organisation_id=organisation_id, defaults={"idempotency_key": uuid4(), "created_at": now}
    )
    if not account.account_id:
        body = people.get_organisation(organisation_id)
        facts = gateway.create_account(
            name=body.name,
            email=body.email,
            key=str(account.idempotency_key),
            metadata={"tenant": current_schema(), "organisation": str(organisation_id)},
        )
        with transaction.atomic():
            registry.map_payment_account(account_id=facts.account_id, now=now)
            account.account_id = facts.account_id
            account.save(update_fields=["account_id"])
    return account


def refresh_account(*, account_id: str, now: datetime) -> ConnectedAccount:
    """Store what the processor says of an account now. Raises GatewayUncertain."""
    facts = gateway.fetch_account(account_id)
    account = selectors.get_account_by_id(account_id)
    account.charges_enabled = facts.charges_enabled
    account.details_submitted = facts.details_submitted
    account.refreshed_at = now
    account.save(update_fields=["charges_enabled", "details_submitted", "refreshed_at"])
    return account
