"""The yearly flow of gifts for the tax agency: figures that reconcile, what is left out, the file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.backoffice.presenters import receipts as presenter
from apps.backoffice.views.frame import for_receipt_office, page
from apps.kernel.spreadsheets import csv_answer
from apps.people import selectors as people
from apps.receipts import selectors


@require_safe
@for_receipt_office
def flow(request: HttpRequest) -> HttpResponse:
    """Show what a body tells the tax agency of a year, and what it does not, with the reason of each."""
    issuers, years = selectors.list_issuers(), selectors.list_years()
    asked = _asked(request, issuers, years)
    found = selectors.flow_of(**asked) if asked else None
    context = page(
        issuers=issuers,
        years=years,
        asked=asked,
        flow=found,
        omissions=[(each, presenter.LEFT_OUT[each.reason]) for each in found.omissions] if found else [],
        columns=presenter.FLOW_COLUMNS,
    )
    return render(request, "backoffice/receipt_flow.html", context)


@require_safe
@for_receipt_office
def flow_csv(request: HttpRequest) -> HttpResponse:
    """Download the flow of a body and a year; the columns are explained on the page."""
    asked = _asked(request, selectors.list_issuers(), selectors.list_years())
    if asked is None:
        raise Http404
    body = people.get_organisation(asked["issuer_id"])
    cells = presenter.flow_cells(selectors.flow_of(**asked), body.tax_code, body.name)
    return csv_answer(f"erogazioni-{body.tax_code or body.pk}-{asked['year']}", [presenter.FLOW_COLUMNS, *cells])


def _asked(request: HttpRequest, issuers: list[tuple[int, str]], years: list[int]) -> dict[str, Any] | None:
    wanted = presenter.asked(request.GET)
    year = wanted["year"] or next(iter(years), None)
    issuer_id = wanted["issuer_id"] or next((pk for pk, _ in issuers), None)
    if year not in years or issuer_id not in {pk for pk, _ in issuers}:
        return None
    return {"issuer_id": issuer_id, "year": year}
