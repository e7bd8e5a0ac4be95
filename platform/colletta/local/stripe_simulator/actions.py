"""What a test or the person at the desk makes happen: one table of named actions on identifiers.

Not part of Stripe. Each works inside the caller's transaction and raises ValueError for what does not exist.
"""

import dataclasses
from collections.abc import Callable, Mapping

from colletta.local.stripe_simulator import balance, behaviour, deliveries, errors, fabrications, objects, payouts
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.cards import declines
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json
from colletta.local.stripe_simulator.disputes import cases
from colletta.local.stripe_simulator.refunds import states

Values = Mapping[str, str]


def perform(context: Context, action: str, values: Values) -> None:
    """Do one action; raises ValueError naming the actions that exist, or what is wrong with the values."""
    if action not in ACTIONS:
        raise ValueError(f"unknown action: {action}; there are {', '.join(sorted(ACTIONS))}")
    try:
        ACTIONS[action](context, values)
    except errors.StripeError as refusal:
        raise ValueError(refusal.message) from refusal


def _found(context: Context, kind: str, values: Values) -> tuple[Context, Json]:
    identifier = values.get(kind, "")
    account = objects.owner(context, kind, identifier)
    if account is None:
        raise ValueError(f"there is no {kind} {identifier}")
    context = dataclasses.replace(context, account=account)
    return context, objects.fetch(context, kind, identifier)


def _open_dispute(context: Context, values: Values) -> None:
    context, charge = _found(context, "charge", values)
    if cases.open_case(context, charge, reason=values.get("reason", "fraudulent")) is None:
        raise ValueError(f"charge {charge['id']} cannot be disputed: not paid, refunded or disputed already")


def _close_dispute(context: Context, values: Values) -> None:
    context, dispute = _found(context, "dispute", values)
    if values.get("outcome") not in cases.OUTCOMES:
        raise ValueError(f"the outcome is one of {', '.join(cases.OUTCOMES)}")
    cases.close(context, dispute, outcome=values["outcome"])


def _escalate_dispute(context: Context, values: Values) -> None:
    context, dispute = _found(context, "dispute", values)
    cases.escalate(context, dispute)


def _fail_refund(context: Context, values: Values) -> None:
    context, refund = _found(context, "refund", values)
    states.fail(context, refund, reason=values.get("reason", "lost_or_stolen_card"))


def _settle_refund(context: Context, values: Values) -> None:
    context, refund = _found(context, "refund", values)
    states.settle(context, refund)


def _fall_past_due(context: Context, values: Values) -> None:
    context, account = _found(context, "account", values)
    onboarding.fall_past_due(context, account)


def _restore(context: Context, values: Values) -> None:
    context, account = _found(context, "account", values)
    onboarding.complete_onboarding(context, account)


def _release_balance(context: Context, values: Values) -> None:
    balance.make_available(_of_account(context, values))


def _create_payout(context: Context, values: Values) -> None:
    context = _of_account(context, values)
    available = balance.funds(context)["available"]
    payouts.create(context, {"amount": max(int(values.get("amount", available)), 1), "currency": "eur"})


def _fail_payout(context: Context, values: Values) -> None:
    context, payout = _found(context, "payout", values)
    payouts.fail(context, payout)


def _decline_next(context: Context, values: Values) -> None:
    code = values.get("decline_code", "")
    if code not in declines.BY_DECLINE_CODE:
        raise ValueError(f"the decline code is one of {', '.join(declines.BY_DECLINE_CODE)}")
    behaviour.change(context.db, {"decline_next": code})


def _redeliver(context: Context, values: Values) -> None:
    _found(context, "event", values)
    delivery = deliveries.add(context.db, values["event"])
    if kind := values.get("as"):
        fabrications.mark(context.db, delivery, kind)


def _of_account(context: Context, values: Values) -> Context:
    _, account = _found(context.acting_for(PLATFORM), "account", values)
    return context.acting_for(account["id"])


ACTIONS: dict[str, Callable[[Context, Values], None]] = {
    "account.past_due": _fall_past_due,
    "account.restore": _restore,
    "balance.release": _release_balance,
    "decline.next": _decline_next,
    "dispute.close": _close_dispute,
    "dispute.escalate": _escalate_dispute,
    "dispute.open": _open_dispute,
    "payout.create": _create_payout,
    "payout.fail": _fail_payout,
    "refund.fail": _fail_refund,
    "refund.settle": _settle_refund,
    "webhooks.pause": lambda context, _values: _pause(context, paused=True),
    "webhooks.redeliver": _redeliver,
    "webhooks.resume": lambda context, _values: _pause(context, paused=False),
}


def _pause(context: Context, *, paused: bool) -> None:
    deliveries.change_options(context.db, {"paused": paused})
