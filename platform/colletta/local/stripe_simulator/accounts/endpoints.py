"""The API of connected accounts and of the links to their onboarding; settings are kept as given.

Source: https://docs.stripe.com/api/accounts and https://docs.stripe.com/api/account_links
"""

from typing import Any

from colletta.local.stripe_simulator import errors, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint

LINK_LIFE_SECONDS = 5 * 60
TO_BE_GIVEN = ["business_profile.url", "company.tax_id", "external_account", "tos_acceptance.date"]

NEW_ACCOUNT: Json = {
    "business_type": None,
    "charges_enabled": False,
    "controller": {"type": "application"},
    "country": "IT",
    "default_currency": "eur",
    "details_submitted": False,
    "email": None,
    "metadata": {},
    "payouts_enabled": False,
    "tos_acceptance": {"date": None},
}
"""What every account has before anything is given."""

NEW_SETTINGS: Json = {
    "branding": dict.fromkeys(("icon", "logo", "primary_color", "secondary_color")),
    "card_payments": {"statement_descriptor_prefix": None},
    "dashboard": {"display_name": None, "timezone": "Europe/Rome"},
    "payments": {"statement_descriptor": None},
    "payouts": {
        "debit_negative_balances": False,
        "schedule": {"delay_days": 7, "interval": "daily"},
        "statement_descriptor": None,
    },
}


def _create(context: Context, params: Json) -> Json:
    _ensure_platform(context)
    identifier = new_id("acct", length=16)
    account: Json = {
        **NEW_ACCOUNT,
        "id": identifier,
        "object": "account",
        "business_profile": dict.fromkeys(("mcc", "name", "product_description", "support_email", "url")),
        "capabilities": dict.fromkeys(params.get("capabilities", {"card_payments": {}, "transfers": {}}), "inactive"),
        "created": context.now,
        "external_accounts": {
            "object": "list",
            "data": [],
            "has_more": False,
            "url": f"/v1/accounts/{identifier}/external_accounts",
        },
        "requirements": onboarding.requirements(TO_BE_GIVEN),
        "settings": NEW_SETTINGS,
        "type": "none" if "controller" in params else "standard",
    }
    given = {name: value for name, value in params.items() if name not in ("capabilities", "expand")}
    return objects.insert(context, _merge(account, given))


def _update(context: Context, params: Json, identifier: str) -> Json:
    account = objects.fetch(context, "account", identifier)
    changes = {name: value for name, value in params.items() if name not in ("capabilities", "expand")}
    previous = {name: account.get(name) for name in changes}
    for capability in params.get("capabilities", {}):
        account["capabilities"].setdefault(capability, "active" if account["details_submitted"] else "inactive")
    _merge(account, changes)
    account["metadata"] = {key: value for key, value in account["metadata"].items() if value != ""}
    onboarding.save_and_tell(context, account, previous)
    return account


def _merge(target: Json, changes: dict[str, Any]) -> Json:
    for name, value in changes.items():
        target[name] = _merge({**(target.get(name) or {})}, value) if isinstance(value, dict) else value
    return target


def _create_link(context: Context, params: Json) -> Json:
    _ensure_platform(context)
    account = objects.fetch(context, "account", params["account"], param="account")
    token = new_id("alink")
    link = {
        "object": "account_link",
        "created": context.now,
        "expires_at": context.now + LINK_LIFE_SECONDS,
        "url": f"{context.origin}/onboarding/{token}",
    }
    inner = {name: params[name] for name in ("refresh_url", "return_url")} | {"account": account["id"]}
    objects.insert(context, {**link, "id": token}, inner=inner)
    return link


def _ensure_platform(context: Context) -> None:
    if context.account != PLATFORM:
        raise errors.invalid("Only the platform can do this: leave out the Stripe-Account header.")


def _list(context: Context, params: Json) -> Json:
    return objects.page(context, "account", "/v1/accounts", params)


def _texts(*names: str) -> p.Check:
    return p.shape(dict.fromkeys(names, p.text))


PAYOUTS = p.shape(
    {
        "debit_negative_balances": p.boolean,
        "schedule": p.shape({"interval": p.one_of("manual", "daily", "weekly", "monthly"), "delay_days": p.integer}),
    }
)
CONTROLLER = p.shape(
    {
        "fees": _texts("payer"),
        "losses": _texts("payments"),
        "requirement_collection": p.text,
        "stripe_dashboard": _texts("type"),
    }
)
UPDATE_FIELDS: dict[str, p.Check] = {
    "business_profile": _texts("mcc", "name", "product_description", "support_email", "url"),
    "business_type": p.one_of("company", "government_entity", "individual", "non_profit"),
    "capabilities": p.shape(dict.fromkeys(("card_payments", "transfers"), p.shape({"requested": p.boolean}))),
    "company": _texts("name", "tax_id", "phone"),
    "email": p.text,
    "metadata": p.metadata,
    "settings": p.shape({"payouts": PAYOUTS, "payments": _texts("statement_descriptor")}),
}
CREATE_FIELDS: dict[str, p.Check] = {
    **UPDATE_FIELDS,
    "country": p.one_of("IT"),
    "controller": CONTROLLER,
    "default_currency": p.one_of("eur"),
    "type": p.one_of("standard", "express", "custom"),
}
LINK_FIELDS: dict[str, p.Check] = {
    "account": p.text,
    "refresh_url": p.url,
    "return_url": p.url,
    "type": p.one_of("account_onboarding", "account_update"),
    "collection_options": _texts("fields", "future_requirements"),
}
ENDPOINTS = (
    Endpoint("POST", "/v1/accounts", _create, CREATE_FIELDS),
    Endpoint("GET", "/v1/accounts", _list, objects.LIST_PARAMETERS),
    Endpoint("GET", "/v1/accounts/<identifier>", objects.retriever("account")),
    Endpoint("POST", "/v1/accounts/<identifier>", _update, UPDATE_FIELDS),
    Endpoint("POST", "/v1/account_links", _create_link, LINK_FIELDS, ("account", "refresh_url", "return_url", "type")),
)
