"""Reads and locks of accounts, statements and lines."""

from django.db.models import Count, Q, QuerySet

from apps.banking.models import BankAccount, BankStatement, StatementLine
from apps.banking.states import LineState
from apps.kernel.errors import DomainError


class LineNotFound(DomainError):
    """No such line in this city."""

    code = "statement_line_not_found"
    status = 404


class AccountNotFound(DomainError):
    """No such bank account in this city."""

    code = "bank_account_not_found"
    status = 404


def list_accounts() -> list[BankAccount]:
    """Return the bank accounts of the city with their organisation, by name."""
    return list(BankAccount.objects.select_related("organisation").order_by("organisation__name", "pk"))


def get_account(account_id: int) -> BankAccount:
    """Return a bank account with its organisation; raises AccountNotFound."""
    account = BankAccount.objects.select_related("organisation").filter(pk=account_id).first()
    if account is None:
        raise AccountNotFound("Questo conto non esiste.")
    return account


def lock_account(account_id: int) -> BankAccount:
    """Lock a bank account, so that one file of it is read at a time."""
    return BankAccount.objects.select_for_update(no_key=True).get(pk=account_id)


def list_statements(account_id: int | None = None) -> list[BankStatement]:
    """Return statements with their account, latest first."""
    found = BankStatement.objects.select_related("account__organisation").order_by("-pk")
    return list(found.filter(account_id=account_id) if account_id else found)


def find_statement(statement_id: int) -> BankStatement | None:
    """Return a statement, or None."""
    return BankStatement.objects.filter(pk=statement_id).first()


def is_file_known(account_id: int, sha256: str) -> bool:
    """Tell whether a file of an account was read before."""
    return BankStatement.objects.filter(account_id=account_id, sha256=sha256).exists()


def is_file_used(sha256: str) -> bool:
    """Tell whether a file was read for any account."""
    return BankStatement.objects.filter(sha256=sha256).exists()


def known_lines(account_id: int, fingerprints: set[str]) -> set[tuple[str, int]]:
    """Return which of the lines with these fingerprints are there, as (fingerprint, occurrence)."""
    rows = StatementLine.objects.filter(account_id=account_id, fingerprint__in=fingerprints)
    return set(rows.values_list("fingerprint", "occurrence"))


def list_new_lines(statement_id: int) -> list[int]:
    """Return the lines of a statement that were not looked at yet."""
    rows = StatementLine.objects.filter(statement_id=statement_id, state=LineState.NEW)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def list_outgoing(statement_id: int) -> list[int]:
    """Return the lines of a statement by which money left and that carry a name of the order."""
    rows = StatementLine.objects.filter(statement_id=statement_id, state=LineState.OUTGOING).exclude(end_to_end="")
    return list(rows.order_by("pk").values_list("pk", flat=True))


def get_line(line_id: int) -> StatementLine:
    """Return a line with its account and statement; raises LineNotFound."""
    line = StatementLine.objects.select_related("account__organisation", "statement").filter(pk=line_id).first()
    if line is None:
        raise LineNotFound("Questo movimento non esiste.")
    return line


def lock_line(line_id: int) -> StatementLine:
    """Lock a line for the rest of the transaction and return it with its account."""
    lines = StatementLine.objects.select_related("account").select_for_update(no_key=True, of=("self",))
    return lines.get(pk=line_id)


def find_lines(*, state: str = "", account_id: int | None = None, text: str = "") -> QuerySet[StatementLine]:
    """Return lines of a state, account or text, latest first; lazy, so that a page of them is read."""
    found = StatementLine.objects.select_related("account__organisation").order_by("-booked_on", "-pk")
    if state:
        found = found.filter(state=state)
    if account_id:
        found = found.filter(account_id=account_id)
    for word in text.split():
        found = found.filter(
            Q(remittance__unaccent__icontains=word)
            | Q(counterparty_name__unaccent__icontains=word)
            | Q(bank_reference__icontains=word)
            | Q(end_to_end__icontains=word)
        )
    return found


def count_by_state() -> dict[str, int]:
    """Return how many lines are in each state."""
    return dict(StatementLine.objects.values_list("state").annotate(count=Count("pk")).order_by("state"))
