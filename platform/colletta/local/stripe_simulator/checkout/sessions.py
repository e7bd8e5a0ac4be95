"""The states of a Checkout Session: open, complete (paid) or expired.

The hosted page is in pages.py, the PaymentIntent in payments.py.
Source: https://docs.stripe.com/api/checkout/sessions
"""

import json

from colletta.local.stripe_simulator import events, objects, payments
from colletta.local.stripe_simulator.cards import Card, Decline
from colletta.local.stripe_simulator.context import Context, Json

SESSION_PLACEHOLDER = "{CHECKOUT_SESSION_ID}"


def pay(context: Context, session: Json, card: Card) -> Decline | None:
    """Try a card on an open session; the session completes when the money is taken."""
    intent = _intent_of(context, session)
    decline = payments.attempt(
        context, intent, card, email=session["customer_email"], challenge_url=f"{session['url']}/autorizza"
    )
    if intent["status"] == "succeeded":
        _complete(context, session)
    return decline


def waits_for_authentication(context: Context, session: Json) -> bool:
    """Tell whether a card of this session waits for 3-D Secure."""
    if session["payment_intent"] is None:
        return False
    intent = objects.fetch(context, "payment_intent", session["payment_intent"])
    return bool(intent["status"] == "requires_action")


def answer_challenge(context: Context, session: Json, *, answer: str) -> Decline | None:
    """Complete 3-D Secure with ``authorise``, or refuse it; nothing happens when no card waits for it."""
    if not waits_for_authentication(context, session):
        return None
    intent = objects.fetch(context, "payment_intent", session["payment_intent"])
    if answer != "authorise":
        return payments.refuse(context, intent)
    payments.authorise(context, intent)
    _complete(context, session)
    return None


def success_address(session: Json) -> str:
    """Return where the person goes after paying."""
    return str(session["success_url"]).replace(SESSION_PLACEHOLDER, session["id"])


def expire(context: Context, session: Json) -> Json:
    """Close an open session for good; its PaymentIntent, when one exists, is cancelled."""
    if session["payment_intent"] is not None:
        payments.cancel(context, objects.fetch(context, "payment_intent", session["payment_intent"]))
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


def _intent_of(context: Context, session: Json) -> Json:
    if session["payment_intent"] is not None:
        return objects.fetch(context, "payment_intent", session["payment_intent"])
    data = objects.inner(context, session["id"])["payment_intent_data"]
    intent = payments.create(context, amount_cents=session["amount_total"], currency=session["currency"], data=data)
    session["payment_intent"] = intent["id"]
    objects.save(context, session)
    return intent


def _complete(context: Context, session: Json) -> None:
    intent = objects.fetch(context, "payment_intent", session["payment_intent"])
    method = objects.fetch(context, "payment_method", intent["payment_method"])
    session |= {
        "customer_details": {**method["billing_details"], "tax_exempt": "none", "tax_ids": []},
        "payment_status": "paid",
        "status": "complete",
        "url": None,
    }
    objects.save(context, session)
    events.record(context, "checkout.session.completed", session)
