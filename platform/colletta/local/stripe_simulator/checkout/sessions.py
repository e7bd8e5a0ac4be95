"""The states of a Checkout Session: open, complete (paid, or its card saved) or expired.

The hosted page is in pages/, what a session pays or saves in payments/.
Source: https://docs.stripe.com/api/checkout/sessions
"""

import json

from colletta.local.stripe_simulator import customers, events, objects
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.cards import Card, Decline
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.payments import intents, methods, setups

SESSION_PLACEHOLDER = "{CHECKOUT_SESSION_ID}"
INTENT_KIND = {"payment": "payment_intent", "setup": "setup_intent"}


def submit(context: Context, session: Json, card: Card) -> Decline | None:
    """Try a card on an open session; the session completes when the money is taken or the card saved."""
    onboarding.ensure_can_charge(context)
    url = f"{session['url']}/autorizza"
    action = {"type": "redirect_to_url", "redirect_to_url": {"return_url": session["success_url"], "url": url}}
    method = methods.of_card(context, card, email=_email(context, session))
    _create_customer(context, session)
    intent = _intent_of(context, session)
    if session["mode"] == "setup":
        intent["customer"] = session["customer"]
        decline = setups.confirm(context, intent, method, next_action=action)
    else:
        decline = intents.confirm(context, intent, method, session="on_session", next_action=action)
    if intent["status"] == "succeeded":
        _complete(context, session, method)
    return decline


def waits_for_authentication(context: Context, session: Json) -> bool:
    """Tell whether a card of this session waits for 3-D Secure."""
    intent = _known_intent(context, session)
    return intent is not None and intent["status"] == "requires_action"


def answer_challenge(context: Context, session: Json, *, answer: str) -> Decline | None:
    """Complete 3-D Secure with ``authorise``, or refuse it; nothing happens when no card waits for it."""
    intent = _known_intent(context, session)
    if intent is None or intent["status"] != "requires_action":
        return None
    decline = answer_intent(context, intent, answer=answer)
    if decline is None:
        _complete(context, session, objects.fetch(context, "payment_method", intent["payment_method"]))
    return decline


def answer_intent(context: Context, intent: Json, *, answer: str) -> Decline | None:
    """Authorise or refuse an intent that waits; return why it did not succeed."""
    saves = intent["object"] == "setup_intent"
    if answer != "authorise":
        return setups.refuse(context, intent) if saves else intents.refuse(context, intent)
    if saves:
        setups.authorise(context, intent)
        return None
    return intents.authorise(context, intent)


def success_address(session: Json) -> str:
    """Return where the person goes after paying."""
    return str(session["success_url"]).replace(SESSION_PLACEHOLDER, session["id"])


def expire(context: Context, session: Json) -> Json:
    """Close an open session for good; its intent, when one exists, is cancelled."""
    intent = _known_intent(context, session)
    if intent is not None and session["mode"] == "setup":
        setups.cancel(context, intent, reason="abandoned")
    elif intent is not None:
        intents.cancel(context, intent, reason="expired")
    session |= {"status": "expired", "url": None}
    objects.save(context, session)
    events.record(context, "checkout.session.expired", session)
    return session


def expire_due(context: Context) -> None:
    """Expire, in every account, the open sessions whose time has passed."""
    rows = context.db.execute(
        "SELECT account, body FROM object WHERE kind = 'checkout.session'"
        " AND json_extract(body, '$.status') = 'open' AND json_extract(body, '$.expires_at') <= ?",
        (context.now,),
    ).fetchall()
    for row in rows:
        expire(context.acting_for(row["account"]), json.loads(row["body"]))


def _known_intent(context: Context, session: Json) -> Json | None:
    kind = INTENT_KIND[session["mode"]]
    return objects.fetch(context, kind, session[kind]) if session[kind] is not None else None


def _intent_of(context: Context, session: Json) -> Json:
    known = _known_intent(context, session)
    if known is not None:
        return known
    data = objects.inner(context, session["id"])["payment_intent_data"] | {"customer": session["customer"]}
    intent = intents.create(context, amount_cents=session["amount_total"], currency=session["currency"], data=data)
    session["payment_intent"] = intent["id"]
    objects.save(context, session)
    return intent


def _create_customer(context: Context, session: Json) -> None:
    if session["customer"] is None and session["customer_creation"] == "always":
        session["customer"] = customers.create(context, {"email": session["customer_email"]})["id"]
        objects.save(context, session)


def _email(context: Context, session: Json) -> str | None:
    if session["customer"] is None:
        return session["customer_email"]
    return objects.fetch(context, "customer", session["customer"]).get("email")


def _complete(context: Context, session: Json, method: Json) -> None:
    session |= {
        "customer_details": {
            **method["billing_details"],
            "business_name": None,
            "individual_name": None,
            "tax_exempt": "none",
            "tax_ids": [],
        },
        "payment_status": "no_payment_required" if session["mode"] == "setup" else "paid",
        "status": "complete",
        "url": None,
    }
    session["customer_details"].pop("tax_id", None)
    objects.save(context, session)
    events.record(context, "checkout.session.completed", session)
