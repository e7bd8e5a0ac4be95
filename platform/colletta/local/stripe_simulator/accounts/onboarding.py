"""Whether a connected account exists and may charge, and what changes when it is onboarded.

The hosted onboarding page is in pages.py. Accounts belong to the platform.
Source: https://docs.stripe.com/api/accounts
"""

from colletta.local.stripe_simulator import errors, events, objects
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json


def ensure_exists(context: Context) -> None:
    """Raise 403 when the operation acts for an account that this platform does not have."""
    if context.account != PLATFORM and objects.find(context.acting_for(PLATFORM), context.account) is None:
        raise errors.account_invalid(context.account)


def ensure_can_charge(context: Context) -> None:
    """Raise 400 when the account has not completed its onboarding."""
    if context.account == PLATFORM:
        return
    account = objects.fetch(context.acting_for(PLATFORM), "account", context.account)
    if not account["charges_enabled"]:
        raise errors.invalid("Your account cannot currently make charges.", code="account_invalid")


def display_name(account: Json) -> str:
    """Return the name that a person reads on the hosted pages."""
    company = account["company"] or {}
    return str(account["business_profile"]["name"] or company.get("name") or account["email"] or account["id"])


def complete_onboarding(context: Context, account: Json) -> None:
    """Mark everything as given: the account may charge from now on; records ``account.updated``."""
    previous = {name: account[name] for name in ("charges_enabled", "details_submitted", "payouts_enabled")}
    account |= {"charges_enabled": True, "details_submitted": True, "payouts_enabled": True}
    account["capabilities"] = dict.fromkeys(account["capabilities"], "active")
    account["requirements"] = requirements([])
    account["tos_acceptance"] = {"date": context.now}
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
