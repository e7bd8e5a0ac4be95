"""Stripe's books held against ours, cent by cent, and everything else that must be true when nothing is owed."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.models import Sum
from django_tenants.utils import schema_context

from apps.donations.models import Donation
from apps.ledger import selectors as ledger
from apps.ledger.models import Transfer
from apps.notifications.models import Message
from apps.payments.models import ConnectedAccount, PaymentAttempt, Refund
from apps.transparency import selectors as transparency
from apps.webhooks.models import InboxState, WebhookEvent
from tenants.registry.models import AgendaItem
from tests.faults.live import Live

LASTING = ("showcase.repair", "ledger.seal", "reconcile.city")
"""Work that is always owed again."""


@dataclass(frozen=True)
class Books:
    """What was found, for people to read."""

    donations: int
    refunds: int
    stripe_cents: int
    ledger_cents: int
    messages: int
    letters: int
    events: int


def owed(live: Live) -> int:
    """Return how much stands on the agenda, in the inbox and with the processor's courier."""
    pending = live.simulator.deliveries()["counts"]["pending"]
    inbox = WebhookEvent.objects.filter(state=InboxState.RECEIVED).count()
    return int(pending) + inbox + AgendaItem.objects.exclude(kind__in=LASTING).count()


def prove(live: Live, schema_name: str) -> Books:
    """Fail unless every movement at Stripe stands once in the ledger, and the reverse, and all proofs hold."""
    with schema_context(schema_name):
        accounts = list(ConnectedAccount.objects.values_list("account_id", flat=True))
        theirs = {account: _movements(live, account) for account in accounts}
        stripe_cents = sum(_prove_account(account, moved) for account, moved in theirs.items())
        kinds = Counter(kind for moved in theirs.values() for kind, *_ in moved.values())
        _prove_rows(kinds)
        proofs = (transparency.prove_ledger(), transparency.reconcile(), transparency.recompute_decisions())
        assert [proof.findings for proof in proofs] == [[], [], []]
        ours = Transfer.objects.filter(state="posted")
        received = ours.filter(debit__kind="psp").aggregate(cents=Sum("amount_cents"))["cents"] or 0
        given = ours.filter(credit__kind="psp").aggregate(cents=Sum("amount_cents"))["cents"] or 0
        return Books(
            donations=kinds["charge"],
            refunds=kinds["refund"],
            stripe_cents=stripe_cents,
            ledger_cents=received - given,
            messages=Message.objects.count(),
            letters=_letters(Path(live.stack.env["COLLETTA_MAIL_FOLDER"])),
            events=WebhookEvent.objects.count(),
        )


def _movements(live: Live, account: str) -> dict[str, tuple[str, int, int]]:
    page = live.simulator.client.v1.balance_transactions.list({"limit": 100}, {"stripe_account": account})
    found = [movement.to_dict() for movement in page.auto_paging_iter()]
    moved = {row["source"]: (row["type"], row["amount"], row["fee"]) for row in found}
    assert len(moved) == len(found)
    return moved


def _prove_account(account: str, moved: dict[str, tuple[str, int, int]]) -> int:
    code = f"psp:{account}"
    rows = Transfer.objects.select_related("entry", "debit", "credit")
    written: dict[str, list[Any]] = {}
    for row in [*rows.filter(debit__code=code), *rows.filter(credit__code=code)]:
        signed = row.amount_cents if row.debit.code == code else -row.amount_cents
        written.setdefault(row.entry.idempotency_key, []).append(signed)
    expected = {
        f"{kind}:{source}": sorted(filter(None, (amount, -fee))) for source, (kind, amount, fee) in moved.items()
    }
    assert {key: sorted(amounts) for key, amounts in written.items()} == expected
    net_cents = sum(amount - fee for _, amount, fee in moved.values())
    assert ledger.balances([code])[code].posted_cents == net_cents
    return net_cents


def _prove_rows(kinds: Counter[str]) -> None:
    """Every row says what the ledger says, and every fact was told once."""
    states = Counter(Donation.objects.values_list("state", flat=True))
    assert states["collected"] + states["refunded"] == kinds["charge"], states
    assert (
        states["refunded"]
        == kinds["refund"]
        == Refund.objects.filter(state="succeeded").count()
        == Refund.objects.count()
    )
    assert PaymentAttempt.objects.filter(state="paid").values("charge_id").distinct().count() == kinds["charge"]
    told = Counter(Message.objects.values_list("kind", flat=True))
    assert told["donation_collected"] == kinds["charge"]
    assert told["donation_refunded"] == kinds["refund"]
    assert not Message.objects.exclude(state="sent").exists()


def _letters(folder: Path) -> int:
    return sum(path.read_text(encoding="utf-8").count("\nTo: ") for path in folder.glob("*"))
