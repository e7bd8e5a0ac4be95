"""A statement's file is uploaded, previewed, and imported."""

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from apps.backoffice.forms.banking import MappingForm, UploadForm
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_bank_office, page
from apps.backoffice.views.works import follow
from apps.banking import selectors, services
from apps.banking.formats import MAX_BYTES, StatementRefused
from apps.banking.rules.columns import DELIMITERS, CsvMapping
from apps.banking.services import StatementKnown, Upload
from apps.banking.states import FORMAT_LABELS, StatementFormat
from apps.kernel import clock
from apps.kernel.money import format_euro

if TYPE_CHECKING:
    from apps.banking.models import BankAccount

SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and go on to its preview; nothing is imported yet."""
    accounts = selectors.list_accounts()
    is_sent = request.method == "POST"
    form = UploadForm(request.POST if is_sent else None, request.FILES if is_sent else None, accounts=accounts)
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            sha256 = services.keep_upload(data=file.read(MAX_BYTES + 1), now=clock.now())
        except StatementRefused as error:
            form.add_error("file", error.message)
        else:
            values = form.cleaned_data
            path = reverse("backoffice:bank_preview", args=[values["account"], values["format"], sha256])
            return redirect(f"{path}?{urlencode({'nome': file.name[:120]})}")
    context = page(form=form, has_accounts=bool(accounts))
    return render(request, "backoffice/bank_upload.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def preview(request: HttpRequest, account_id: int, statement_format: str, sha256: str) -> HttpResponse:
    """Show what importing a file would do; on POST import it. A CSV asks for its columns first."""
    if statement_format not in list(StatementFormat):
        raise Http404
    account = selectors.get_account(account_id)
    name = request.GET.get("nome", "")[:120] or "estratto conto"
    form, mapping = None, None
    if statement_format == StatementFormat.CSV:
        form = _mapping_form(request, account, sha256)
        mapping = form.mapping() if form.is_bound and form.is_valid() else None
    file = Upload(account_id, StatementFormat(statement_format), sha256, name, mapping)
    context: dict[str, Any] = page(account=account, form=form, name=name, format=FORMAT_LABELS[file.format])
    if form is not None and mapping is None:
        return render(request, "backoffice/bank_preview.html", context, status=422 if form.is_bound else 200)
    try:
        if request.method == "POST" and "importa" in request.POST:
            statement = services.import_statement(upload=file, actor=actor_of(request), now=clock.now())
            messages.success(request, f"Estratto importato. Movimenti nuovi, in abbinamento: {statement.new_count}.")
            return follow("movimenti", statement.pk) if statement.new_count else redirect("backoffice:bank")
        context |= _found(file)
    except (StatementRefused, StatementKnown) as error:
        context["refusal"] = error.message
        return render(request, "backoffice/bank_preview.html", context, status=error.status)
    return render(request, "backoffice/bank_preview.html", context)


def _found(file: Upload) -> dict[str, Any]:
    found = services.preview(upload=file)
    rows = [(each.line, (each.fingerprint, each.occurrence) in found.known) for each in found.lines]
    return {
        "rows": rows[:SHOWN],
        "count": len(rows),
        "new_count": sum(not known for _, known in rows),
        "in_cents": sum(line.amount_cents for line, _ in rows if line.amount_cents > 0),
        "other_accounts": found.other_accounts,
        "gap": _gap(found.gaps_cents),
        "is_known": selectors.is_file_known(file.account_id, file.sha256),
    }


def _gap(gaps_cents: tuple[int, ...]) -> str:
    """Return what to think of balances that do not add up, or nothing."""
    if not gaps_cents:
        return ""
    told = ", ".join(format_euro(cents) for cents in gaps_cents)
    return (
        f"Saldo iniziale e movimenti non danno il saldo finale: la differenza è {told}. Forse nel file manca una "
        "pagina o un movimento. Puoi importarlo lo stesso, ma prima chiedi alla banca il file completo."
    )


def _mapping_form(request: HttpRequest, account: "BankAccount", sha256: str) -> MappingForm:
    kept = CsvMapping(**account.csv_mapping) if account.csv_mapping else CsvMapping()
    if request.method == "POST":
        return MappingForm(request.POST, headings=_headings(sha256, _told(request)))
    return MappingForm(initial=MappingForm.values_of(kept), headings=_headings(sha256, kept))


def _headings(sha256: str, mapping: CsvMapping) -> list[str]:
    try:
        return services.csv_headings(sha256=sha256, mapping=mapping)
    except StatementRefused:
        return []


def _told(request: HttpRequest) -> CsvMapping:
    at, rows = request.POST.get("delimiter", "0"), request.POST.get("skip_rows", "0")
    is_known = at.isdecimal() and int(at) < len(DELIMITERS)
    encoding = request.POST.get("encoding", "utf-8-sig")
    return CsvMapping(
        encoding=encoding if encoding in ("utf-8-sig", "cp1252", "iso-8859-15") else "utf-8-sig",
        delimiter=DELIMITERS[int(at)] if is_known else ";",
        skip_rows=min(int(rows), 100) if rows.isdecimal() else 0,
    )
