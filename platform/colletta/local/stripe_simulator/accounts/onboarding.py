"""Whether a connected account exists and may charge, and what changes when it is onboarded.

The hosted onboarding page is in pages.py. Accounts belong to the platform.
Source: https://docs.stripe.com/api/accounts
"""

from colletta.local.stripe_simulator import errors, events, objects
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json, new_id

DOCUMENT = "company.verification.document"
"""What an account owes when it falls past due."""


def ensure_exists(context: Context) -> None:
    """Raise 403 when the operation acts for an account that this platform does not have."""
    if context.account != PLATFORM and objects.find(context.acting_for(PLATFORM), context.account) is None:
        raise errors.account_invalid(context.account)


def ensure_can_charge(context: Context) -> None:
    """Raise 400 when the account has not completed its onboarding or owes something past its time."""
    if not can_charge(context):
        raise errors.invalid("Your account cannot currently make charges.", code="account_invalid")


def can_charge(context: Context) -> bool:
    """Tell whether the account of the operation may take money now."""
    if context.account == PLATFORM:
        return True
    return bool(objects.fetch(context.acting_for(PLATFORM), "account", context.account)["charges_enabled"])


def bank_account(context: Context) -> str | None:
    """Return the bank account that payouts go to, none for the platform; raises 400 where they are not enabled."""
    if context.account == PLATFORM:
        return None
    account = objects.fetch(context.acting_for(PLATFORM), "account", context.account)
    if not account["payouts_enabled"]:
        raise errors.invalid("Your account cannot currently make payouts.", code="payouts_not_allowed")
    return str(account["external_accounts"]["data"][0]["id"])


def display_name(account: Json) -> str:
    """Return the name that a person reads on the hosted pages."""
    company = account.get("company") or {}
    return str(account["business_profile"]["name"] or company.get("name") or account["email"] or account["id"])


def complete_onboarding(context: Context, account: Json) -> None:
    """Mark everything as given: the account may charge from now on; records ``account.updated``."""
    previous = {name: account[name] for name in ("charges_enabled", "details_submitted", "payouts_enabled")}
    account |= {"charges_enabled": True, "details_submitted": True, "payouts_enabled": True}
    account["capabilities"] = dict.fromkeys(account["capabilities"], "active")
    account["requirements"] = requirements([])
    if not account["external_accounts"]["data"]:
        account["external_accounts"]["data"] = [_bank_account(account)]
    account["tos_acceptance"] = {"date": context.now}
    save_and_tell(context, account, previous)


def fall_past_due(context: Context, account: Json) -> None:
    """Make an account owe a document past its time: it may not charge nor pay out; records ``account.updated``."""
    previous = {name: account[name] for name in ("charges_enabled", "payouts_enabled", "requirements")}
    account |= {"charges_enabled": False, "payouts_enabled": False, "requirements": requirements([DOCUMENT])}
    account["capabilities"] = dict.fromkeys(account["capabilities"], "inactive")
    save_and_tell(context, account, previous)


def save_and_tell(context: Context, account: Json, previous: Json) -> None:
    """Store a changed account and record ``account.updated`` among the account's own events."""
    objects.save(context.acting_for(PLATFORM), account)
    events.record(context.acting_for(account["id"]), "account.updated", account, previous=previous)


def requirements(due: list[str]) -> Json:
    """Return what the account still has to give, as Stripe lists it."""
    return {
        "alternatives": [],
        "current_deadline": None,
        "currently_due": due,
        "disabled_reason": "requirements.past_due" if due else None,
        "errors": [],
        "eventually_due": due,
        "past_due": due,
        "pending_verification": [],
    }


def _bank_account(account: Json) -> Json:
    return {
        "id": new_id("ba"),
        "object": "bank_account",
        "account": account["id"],
        "account_holder_name": display_name(account),
        "account_holder_type": "company",
        "account_type": None,
        "available_payout_methods": ["standard"],
        "bank_name": "STRIPE TEST BANK",
        "country": "IT",
        "currency": "eur",
        "default_for_currency": True,
        "fingerprint": None,
        "last4": "3000",
        "metadata": {},
        "routing_number": None,
        "status": "new",
    }
