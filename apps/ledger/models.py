"""Accounts, entries and transfers of one city, and the seals over them.

Rows of entries, transfers and seals are never changed. An account's sums change only in the statement that inserts the
transfers (`services`).
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from apps.ledger.chart import AccountKind, Side
from apps.ledger.states import TransferState

GUARD = "ledger_account_guard"
RESOLVED_ONCE = "ledger_transfer_resolves_once"

_CREDIT_SIDE_COVERED = Q(
    normal_side=Side.CREDIT.value, credits_posted_cents__gte=F("debits_posted_cents") + F("debits_pending_cents")
)
_DEBIT_SIDE_COVERED = Q(
    normal_side=Side.DEBIT.value, debits_posted_cents__gte=F("credits_posted_cents") + F("credits_pending_cents")
)


class Account(models.Model):
    """A place where money is, with the sums of its transfers."""

    code = models.CharField(max_length=100)
    kind = models.CharField(max_length=20)
    normal_side = models.CharField(max_length=6)
    guarded = models.BooleanField(default=False)
    debits_posted_cents = models.BigIntegerField(default=0)
    credits_posted_cents = models.BigIntegerField(default=0)
    debits_pending_cents = models.BigIntegerField(default=0)
    credits_pending_cents = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="ledger_account_code_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in AccountKind]), name="ledger_account_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(normal_side__in=[side.value for side in Side]), name="ledger_account_side_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    debits_posted_cents__gte=0,
                    credits_posted_cents__gte=0,
                    debits_pending_cents__gte=0,
                    credits_pending_cents__gte=0,
                ),
                name="ledger_account_sums_not_negative",
            ),
            models.CheckConstraint(condition=Q(guarded=False) | _CREDIT_SIDE_COVERED | _DEBIT_SIDE_COVERED, name=GUARD),
        ]

    def __str__(self) -> str:
        return self.code


class Entry(models.Model):
    """One event of money, written once by its key."""

    kind = models.CharField(max_length=40)
    idempotency_key = models.CharField(max_length=200)
    occurred_at = models.DateTimeField()
    source = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idempotency_key"], name="ledger_entry_key_once"),
            models.CheckConstraint(condition=~Q(idempotency_key="") & ~Q(kind=""), name="ledger_entry_key_and_kind"),
        ]
        indexes = [BrinIndex(fields=["occurred_at"], name="ledger_entry_by_instant")]

    def __str__(self) -> str:
        return f"{self.kind} {self.idempotency_key}"


class Transfer(models.Model):
    """One amount from one account to another; a pending one is resolved by another transfer, never changed."""

    entry = models.ForeignKey("ledger.Entry", on_delete=models.PROTECT, related_name="+")
    debit = models.ForeignKey("ledger.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    credit = models.ForeignKey("ledger.Account", on_delete=models.PROTECT, related_name="+", db_index=False)
    amount_cents = models.BigIntegerField()
    state = models.CharField(max_length=10)
    resolves = models.ForeignKey(
        "ledger.Transfer", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="ledger_transfer_amount_positive"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="ledger_transfer_two_accounts"),
            models.CheckConstraint(
                condition=Q(state=TransferState.POSTED.value)
                | Q(state=TransferState.PENDING.value, resolves__isnull=True)
                | Q(state=TransferState.VOID.value, resolves__isnull=False),
                name="ledger_transfer_state_and_resolves",
            ),
            models.UniqueConstraint(fields=["resolves"], condition=Q(resolves__isnull=False), name=RESOLVED_ONCE),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state=TransferState.PENDING.value),
                name="ledger_transfer_one_pending_an_entry",
            ),
        ]
        indexes = [
            models.Index(fields=["debit", "id"], name="ledger_transfer_of_debit"),
            models.Index(fields=["credit", "id"], name="ledger_transfer_of_credit"),
        ]

    def __str__(self) -> str:
        return f"{self.debit_id} -> {self.credit_id} {self.amount_cents} {self.state}"


class Seal(models.Model):
    """A link of the chain: the hash of a range of entries with their transfers, and of the seal before it."""

    number = models.BigIntegerField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    entries = models.BigIntegerField()
    transfers = models.BigIntegerField()
    amount_cents = models.BigIntegerField()
    rows_sha256 = models.CharField(max_length=64)
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="ledger_seal_number_once"),
            models.UniqueConstraint(fields=["previous_sha256"], name="ledger_seal_one_successor"),
            models.CheckConstraint(
                condition=Q(number__gte=1, first_entry__gte=1, last_entry__gte=F("first_entry"), entries__gte=1),
                name="ledger_seal_range",
            ),
        ]

    def __str__(self) -> str:
        return f"seal {self.number} {self.sha256}"
