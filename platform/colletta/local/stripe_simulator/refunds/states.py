"""The states of a refund: pending, succeeded, and failed even after it had succeeded. Amounts in integer cents.

Source: https://docs.stripe.com/refunds
"""

from colletta.local.stripe_simulator import balance, behaviour, charges, chores, events, objects
from colletta.local.stripe_simulator.context import Context, Json

LIVING = ("pending", "succeeded")


def send(context: Context, refund: Json, charge: Json) -> None:
    """Send the money back as the card of the charge has it: at once, later, or only to fail later.

    Where refunds need it, an account without the money keeps the refund pending and unbooked until it has it.
    """
    card = charges.card_of(context, charge)
    wait = behaviour.current(context.db).refund_seconds
    if _lacks_money(context, refund):
        refund |= {"status": "pending", "pending_reason": "insufficient_funds"}
        chores.add(context, "refund.fund", refund["id"], wait_seconds=wait)
    else:
        refund["balance_transaction"] = balance.refund_transaction(context, refund, charge=charge)["id"]
        if card.refunds == "pending":
            refund |= {"status": "pending", "pending_reason": "processing"}
            chores.add(context, "refund.settle", refund["id"], wait_seconds=wait)
        elif card.refunds == "fails_later":
            chores.add(context, "refund.fail", refund["id"], wait_seconds=wait)
    previous = {"amount_refunded": charge["amount_refunded"], "refunded": False}
    objects.insert(context, refund)
    _count(context, charge, refund["amount"])
    events.record(context, "charge.refunded", charge, previous=previous)
    events.record(context, "refund.created", refund)
    if refund["status"] == "succeeded":
        events.record(context, "refund.updated", refund, previous={"status": "pending"})


def fund(context: Context, refund: Json) -> None:
    """Send a refund that waited for money, or let it wait on."""
    if refund["status"] != "pending":
        return
    if _lacks_money(context, refund):
        wait = behaviour.current(context.db).refund_seconds
        chores.add(context, "refund.fund", refund["id"], wait_seconds=wait)
        return
    charge = objects.fetch(context, "charge", refund["charge"])
    refund["balance_transaction"] = balance.refund_transaction(context, refund, charge=charge)["id"]
    settle(context, refund)


def settle(context: Context, refund: Json) -> None:
    """Let a pending refund succeed."""
    if refund["status"] != "pending":
        return
    refund["status"] = "succeeded"
    refund.pop("pending_reason", None)
    objects.save(context, refund)
    for kind in ("charge.refund.updated", "refund.updated"):
        events.record(context, kind, refund, previous={"status": "pending"})


def fail(context: Context, refund: Json, *, reason: str = "lost_or_stolen_card") -> None:
    """Let a refund fail: the money comes back to the account, the charge counts as not refunded."""
    if refund["status"] not in LIVING:
        return
    previous = {"status": refund["status"]}
    refund |= {"status": "failed", "failure_reason": reason}
    refund.pop("pending_reason", None)
    if refund["balance_transaction"] is not None:
        booked = balance.book(
            context, kind="refund_failure", source=refund, amount=refund["amount"], available_on=context.now
        )
        refund["failure_balance_transaction"] = booked["id"]
    objects.save(context, refund)
    chores.drop(context, refund["id"])
    _count(context, objects.fetch(context, "charge", refund["charge"]), -refund["amount"])
    for kind in ("refund.failed", "charge.refund.updated", "refund.updated"):
        events.record(context, kind, refund, previous=previous)


def _lacks_money(context: Context, refund: Json) -> bool:
    needed = behaviour.current(context.db).refunds_need_balance
    return needed and sum(balance.funds(context).values()) < refund["amount"]


def _count(context: Context, charge: Json, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    objects.save(context, charge)
