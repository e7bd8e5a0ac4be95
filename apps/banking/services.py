"""Writes of bank statements: account, file, lines, and what was decided about a line."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from apps.audit import services as audit
from apps.banking import formats, selectors
from apps.banking.formats import StatementRefused, csv_file
from apps.banking.models import BankAccount, BankStatement, StatementLine
from apps.banking.rules.columns import CsvMapping
from apps.banking.rules.lines import KeyedLine, ParsedStatement, keyed
from apps.banking.states import LINE, LineState, StatementFormat
from apps.kernel import private_files
from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from apps.people import services as people_services
from tenants.registry import services as registry

FOLDER = "statements"
MIN_NUMBER = 5
UPLOAD_LIFETIME = timedelta(days=1)


class StatementKnown(DomainError):
    """This very file was read before."""

    code = "statement_known"
    status = 409


class AccountTaken(DomainError):
    """The IBAN belongs to another body of the city."""

    code = "bank_account_taken"
    status = 409


class DecisionRefused(DomainError):
    """A line cannot be decided like this."""

    code = "statement_line_refused"
    status = 409


@dataclass(frozen=True)
class Preview:
    """What importing a file would do: its lines for the account, how many are there, what other accounts it holds.

    `gaps_cents` are those of its statements whose balances and lines do not add up.
    """

    lines: tuple[KeyedLine, ...]
    known: frozenset[tuple[str, int]]
    other_accounts: tuple[str, ...]
    gaps_cents: tuple[int, ...]


@dataclass(frozen=True)
class Upload:
    """A file that was kept, and how it is to be read."""

    account_id: int
    format: StatementFormat
    sha256: str
    file_name: str
    mapping: CsvMapping | None = None


@transaction.atomic
def set_account(*, organisation_id: int, iban: str, actor: str, now: datetime) -> BankAccount:
    """Write the IBAN where transfers to a body arrive, and keep its earlier accounts for their statements.

    Gifts that were announced keep the IBAN that their donors were given. Raises WrongIban, AccountTaken.
    """
    body = people_services.set_iban(organisation_id=organisation_id, iban=iban)
    if not body.iban:
        raise people_services.WrongIban("Scrivi un IBAN.")
    account, _ = BankAccount.objects.get_or_create(
        iban=body.iban, defaults={"organisation_id": organisation_id, "created_at": now}
    )
    if account.organisation_id != organisation_id:
        raise AccountTaken("Questo IBAN è già di un altro ente della città.")
    _audit(actor, "organisation.iban", "organisation", organisation_id, now, iban_ends_with=body.iban[-4:])
    return account


def keep_upload(*, data: bytes, now: datetime) -> str:
    """Keep a file, at most a day until it is imported, and return its SHA-256. Raises StatementRefused: too large."""
    if not 0 < len(data) <= formats.MAX_BYTES:
        raise StatementRefused(f"Il file è vuoto o supera {formats.MAX_BYTES // 1_000_000} MB.")
    with transaction.atomic():
        sha256 = private_files.keep(FOLDER, data)
        registry.put_on_agenda(kind="statement.forget", key=sha256, due_at=now + UPLOAD_LIFETIME, now=now)
    return sha256


def csv_headings(*, sha256: str, mapping: CsvMapping) -> list[str]:
    """Return the headings of a kept CSV. Raises StatementRefused, FileForgotten."""
    return csv_file.headings(private_files.read(FOLDER, sha256), mapping)


def preview(*, upload: Upload) -> Preview:
    """Read a kept file and say what importing it would do. Raises StatementRefused, FileForgotten."""
    account = selectors.get_account(upload.account_id)
    found = formats.read(private_files.read(FOLDER, upload.sha256), upload.format, upload.mapping)
    own = [statement for statement in found if _is_of(account, statement)]
    if not own:
        raise StatementRefused("Il file è di un altro conto: scegli il conto giusto.")
    lines = keyed([line for statement in own for line in statement.lines])
    known = selectors.known_lines(account.pk, {line.fingerprint for line in lines})
    others = {statement.account for statement in found if statement not in own}
    gaps_cents = tuple(statement.gap_cents for statement in own if statement.gap_cents)
    return Preview(tuple(lines), frozenset(known), tuple(sorted(others)), gaps_cents)


def import_statement(*, upload: Upload, actor: str, now: datetime) -> BankStatement:
    """Keep the lines of a file that are not there yet, and owe their matching; a file is read once.

    Two uploads at once wait for each other at the account. Raises StatementKnown, StatementRefused.
    """
    with transaction.atomic(durable=True):
        account = selectors.lock_account(upload.account_id)
        if selectors.is_file_known(account.pk, upload.sha256):
            raise StatementKnown("Questo file è già stato importato.")
        found = preview(upload=upload)
        new = [line for line in found.lines if (line.fingerprint, line.occurrence) not in found.known]
        days = [line.line.booked_on for line in found.lines]
        statement = BankStatement.objects.create(
            account=account,
            format=upload.format,
            sha256=upload.sha256,
            file_name=upload.file_name[:120],
            first_on=min(days, default=None),
            last_on=max(days, default=None),
            line_count=len(found.lines),
            new_count=len(new),
            imported_by=actor,
            imported_at=now,
        )
        StatementLine.objects.bulk_create([_row(statement, line) for line in new], batch_size=500)
        if upload.mapping:
            account.csv_mapping = upload.mapping.to_document()
            account.save(update_fields=["csv_mapping"])
        _audit(actor, "statement.imported", "bank_statement", statement.pk, now, lines=len(new))
        registry.put_on_agenda(kind="statement.match", key=str(statement.pk), due_at=now, now=now)
    return statement


def decide_line(
    *, line: StatementLine, state: LineState, reason: str, actor: str, now: datetime, note: str = ""
) -> StatementLine:
    """Write what was decided about a locked line; raises ForbiddenTransition."""
    line.state = advance(LINE, LineState(line.state), state)
    line.reason, line.note, line.decided_by, line.decided_at = reason, note, actor, now
    line.save(update_fields=["state", "reason", "note", "decided_by", "decided_at"])
    _audit(actor, f"statement_line.{state}", "statement_line", line.pk, now, reason=reason)
    return line


@transaction.atomic
def dismiss_line(*, line_id: int, note: str, actor: str, now: datetime) -> StatementLine:
    """Say that a line is no gift, and why. Raises DecisionRefused without words, ForbiddenTransition."""
    if not note.strip():
        raise DecisionRefused("Scrivi perché questo movimento non è una donazione.")
    line = selectors.lock_line(line_id)
    return decide_line(
        line=line, state=LineState.DISMISSED, reason="dismissed", note=note.strip()[:400], actor=actor, now=now
    )


@transaction.atomic
def reopen_line(*, line_id: int, actor: str, now: datetime) -> StatementLine:
    """Take back that a line is no gift; raises ForbiddenTransition when nobody had said so."""
    line = selectors.lock_line(line_id)
    if line.state != LineState.DISMISSED:
        raise DecisionRefused("Questo movimento non era stato scartato.")
    return decide_line(line=line, state=LineState.UNMATCHED, reason="reopened", actor=actor, now=now)


def forget_upload(*, key: str, now: datetime) -> None:
    """Remove the kept file `key` when nobody imported it."""
    if not selectors.is_file_used(key):
        private_files.remove(FOLDER, key)


def _is_of(account: BankAccount, statement: ParsedStatement) -> bool:
    """Tell whether a statement is of an account: its IBAN, or a number inside it, or a file that names none (CSV)."""
    told = statement.account.upper().removesuffix("EUR")
    number = told.rpartition("/")[2].lstrip("0")
    return not told or told == account.iban or (len(number) >= MIN_NUMBER and account.iban.endswith(number))


def _row(statement: BankStatement, keyed_line: KeyedLine) -> StatementLine:
    line = keyed_line.line
    return StatementLine(
        account_id=statement.account_id,
        statement=statement,
        fingerprint=keyed_line.fingerprint,
        occurrence=keyed_line.occurrence,
        state=LineState.NEW if line.amount_cents > 0 else LineState.OUTGOING,
        **vars(line),
    )


def _audit(actor: str, verb: str, kind: str, pk: int, now: datetime, **data: object) -> None:
    audit.record(actor=actor, verb=verb, object_kind=kind, object_id=pk, now=now, data=data)
