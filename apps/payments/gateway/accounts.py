"""Connected accounts: direct charges, payouts held until somebody releases them."""

from typing import Any

from apps.payments.gateway.connection import client, errors
from apps.payments.gateway.facts import AccountFacts, account_facts


def create_account(*, name: str, email: str, key: str, metadata: dict[str, str]) -> AccountFacts:
    """Open a connected account whose payouts are held until somebody releases them."""
    params: Any = {
        "type": "express",
        "country": "IT",
        "email": email,
        "business_profile": {"name": name},
        "capabilities": {"card_payments": {"requested": True}, "transfers": {"requested": True}},
        "settings": {"payouts": {"schedule": {"interval": "manual"}}},
        "metadata": metadata,
    }
    with errors():
        return account_facts(client().v1.accounts.create(params=params, options={"idempotency_key": key}))


def fetch_account(account_id: str) -> AccountFacts:
    """Read a connected account."""
    with errors():
        return account_facts(client().v1.accounts.retrieve(account_id))


def onboarding_link(account_id: str, *, return_url: str) -> str:
    """Return the address of the hosted page where the body completes its account."""
    params: Any = {
        "account": account_id,
        "type": "account_onboarding",
        "return_url": return_url,
        "refresh_url": return_url,
    }
    with errors():
        return str(client().v1.account_links.create(params=params).url)
