"""The accountant's page: do the books agree with those who hold the money, and what to do where they do not."""

from datetime import datetime
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.reconciliation import MovementsForm
from apps.backoffice.presenters import reconciliation as presenter
from apps.backoffice.tables import reconciliation as table
from apps.backoffice.views.frame import for_books_office, page
from apps.backoffice.views.works import follow
from apps.kernel import clock
from apps.kernel.periods import end_of_day
from apps.kernel.spreadsheets import csv_answer
from apps.ledger import selectors as ledger
from apps.ledger.chart import AccountKind
from apps.payments import selectors as payments
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.people import selectors as people
from apps.reconciliation import selectors, services
from tenants.registry import selectors as registry

TEMPLATE = "backoffice/reconciliation.html"
HELD = (AccountKind.PSP, AccountKind.BANK, AccountKind.TILL)


@require_safe
@for_books_office
def overview(request: HttpRequest) -> HttpResponseBase:
    """Show the latest run of each account, what is open, the balances and the head of the chain."""
    return lists.answer(request, table.table(_names()), table.find, _context(_form()), TEMPLATE)


@require_safe
@for_books_office
def movements_csv(request: HttpRequest) -> HttpResponse:
    """Download the movements of an account in some days, both books side by side, with totals."""
    form = _form(request.GET)
    if not form.is_valid():
        return _again(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    asked, zone = form.cleaned_data, registry.current_tenant().time_zone
    since = datetime.combine(asked["first_day"], datetime.min.time(), ZoneInfo(zone))
    try:
        pairs = selectors.list_pairs(asked["account"], since=since, until=end_of_day(asked["last_day"], zone))
    except (GatewayUncertain, GatewayRefused) as error:
        return _again(request, form, HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    name = f"movimenti-{asked['account']}-{asked['first_day']}-{asked['last_day']}"
    return csv_answer(name, [presenter.COLUMNS, *presenter.lines(pairs, ZoneInfo(zone))])


@require_POST
@for_books_office
def ask_full(request: HttpRequest) -> HttpResponse:
    """Owe a comparison of every movement of one account, then show how far it has come."""
    account_id = request.POST.get("account", "")
    if account_id not in {account.account_id for account in payments.list_accounts()}:
        raise Http404
    services.ask_whole(account_id=account_id, actor=request.user.get_username(), now=clock.now())
    messages.success(request, "La verifica di tutti i movimenti è cominciata: qui vedi quando finisce.")
    return follow("verifica", account_id)


def _again(request: HttpRequest, form: MovementsForm, status: HTTPStatus, trouble: str = "") -> HttpResponse:
    listed = lists.read(QueryDict(), table.table(_names()), table.find)
    return render(request, TEMPLATE, {**_context(form, trouble), "listed": listed}, status=status)


def _context(form: MovementsForm, trouble: str = "") -> dict[str, Any]:
    names = _names()
    totals = [(presenter.KIND_LABELS[kind], cents) for kind, cents in ledger.total_posted_cents().items()]
    return page(
        findings=[presenter.finding_row(case, names) for case in selectors.list_open_cases()],
        accounts=[(account.account_id, names[f"psp:{account.account_id}"]) for account in payments.list_accounts()],
        held=[(code, names.get(code, ""), balance) for code, balance in ledger.list_balances(HELD).items()],
        totals=totals,
        head=ledger.chain_head(),
        unsealed=ledger.count_unsealed(),
        form=form,
        trouble=trouble,
    )


def _form(data: Any = None) -> MovementsForm:
    names = _names()
    accounts = [(each.account_id, names[f"psp:{each.account_id}"]) for each in payments.list_accounts()]
    today = clock.now().astimezone(ZoneInfo(registry.current_tenant().time_zone)).date()
    return MovementsForm(data, accounts=accounts, initial={"first_day": today.replace(day=1), "last_day": today})


def _names() -> dict[str, str]:
    bodies = {body.pk: body.name for body in people.list_organisations()}
    named = {f"psp:{each.account_id}": bodies[each.organisation_id] for each in payments.list_accounts()}
    places = {f"{place}:{pk}": name for pk, name in bodies.items() for place in ("bank", "till")}
    return {**named, **places}
