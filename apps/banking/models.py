"""Bank accounts that receive transfers, their statements and lines."""

from django.db import models
from django.db.models import Q

from apps.banking.states import LineState, StatementFormat


class BankAccount(models.Model):
    """A body's account at a bank, as its IBAN names it, with the columns of the CSV that its bank gives."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    iban = models.CharField(max_length=34)
    csv_mapping = models.JSONField(null=True, help_text="Columns of the last CSV that was read.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["iban"], name="bank_account_iban_once"),
            models.CheckConstraint(condition=~Q(iban=""), name="bank_account_has_an_iban"),
        ]

    def __str__(self) -> str:
        return self.iban


class BankStatement(models.Model):
    """One file of one account that was read, once."""

    account = models.ForeignKey("banking.BankAccount", on_delete=models.PROTECT, related_name="+", db_index=False)
    format = models.CharField(max_length=10, choices=[(f, f) for f in StatementFormat])
    sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=120)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    line_count = models.PositiveIntegerField(help_text="Lines in the file.")
    new_count = models.PositiveIntegerField(help_text="Those that no earlier file had.")
    imported_by = models.CharField(max_length=254)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "sha256"], name="bank_statement_file_once"),
            models.CheckConstraint(condition=Q(format__in=list(StatementFormat)), name="bank_statement_format_known"),
            models.CheckConstraint(
                condition=Q(new_count__lte=models.F("line_count")), name="bank_statement_new_within_all"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class StatementLine(models.Model):
    """One movement of an account, kept once whatever files it is in; only what was decided about it changes."""

    account = models.ForeignKey("banking.BankAccount", on_delete=models.PROTECT, related_name="+", db_index=False)
    statement = models.ForeignKey("banking.BankStatement", on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    occurrence = models.PositiveIntegerField(help_text="Which of the lines that are alike, from 1.")
    booked_on = models.DateField()
    value_on = models.DateField()
    ordered_on = models.DateField(null=True, help_text="Day of the payer's order, when the bank says it.")
    amount_cents = models.BigIntegerField(help_text="Positive: money that arrived.")
    bank_reference = models.CharField(max_length=80, blank=True)
    end_to_end = models.CharField(max_length=80, blank=True)
    counterparty_name = models.CharField(max_length=140, blank=True)
    counterparty_iban = models.CharField(max_length=34, blank=True)
    remittance = models.CharField(max_length=1000, blank=True)
    is_reversal = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=[(s, s) for s in LineState])
    reason = models.CharField(max_length=40, blank=True, help_text="Why it is in its state, as a word.")
    note = models.CharField(max_length=400, blank=True, help_text="What the person who decided wrote.")
    decided_by = models.CharField(max_length=254, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "fingerprint", "occurrence"], name="statement_line_once"),
            models.CheckConstraint(condition=~Q(amount_cents=0), name="statement_line_moves_something"),
            models.CheckConstraint(condition=Q(occurrence__gte=1), name="statement_line_occurrence_from_one"),
            models.CheckConstraint(condition=Q(state__in=list(LineState)), name="statement_line_state_known"),
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0) ^ Q(state=LineState.OUTGOING),
                name="statement_line_outgoing_is_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state=LineState.DISMISSED) | (~Q(note="") & ~Q(decided_by="")),
                name="statement_line_dismissed_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["state", "-booked_on"], name="statement_line_by_state")]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.amount_cents} {self.state}"
