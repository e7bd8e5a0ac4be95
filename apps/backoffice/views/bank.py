"""Bank accounts and statements in the office: the overview, a body's IBAN, the demo's statement to try with."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.banking import IbanForm
from apps.backoffice.tables import bank as table
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_bank_office, page
from apps.banking import sample as samples
from apps.banking import selectors, services
from apps.banking.sample import Movement
from apps.banking.services import AccountTaken
from apps.banking.states import LINE_LABELS, WAITING, LineState
from apps.donations import selectors as donations
from apps.kernel import clock
from apps.people import selectors as people
from apps.people.services import WrongIban


@require_safe
@for_bank_office
def overview(request: HttpRequest) -> HttpResponseBase:
    """Show the bodies with their IBAN, the statements that were read, and how many lines wait for a person."""
    counts = selectors.count_by_state()
    accounts = {account.iban: account for account in selectors.list_accounts()}
    context = page(
        states=[(state, LINE_LABELS[state], counts.get(state, 0), state in WAITING) for state in LineState],
        bodies=[(body, accounts.get(body.iban) if body.iban else None) for body in people.list_organisations()],
        has_accounts=bool(accounts),
        is_demo=_is_demo(),
    )
    return lists.answer(
        request, table.STATEMENTS, lambda asked: selectors.list_statements(), context, "backoffice/bank.html"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def iban(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Write where transfers to a body arrive."""
    body = people.find_organisation(organisation_id)
    if body is None:
        raise Http404
    form = IbanForm(request.POST if request.method == "POST" else None, initial={"iban": body.iban})
    if request.method == "POST" and form.is_valid():
        try:
            services.set_account(
                organisation_id=body.pk, iban=form.cleaned_data["iban"], actor=actor_of(request), now=clock.now()
            )
        except (WrongIban, AccountTaken) as error:
            form.add_error("iban", error.message)
        else:
            messages.success(request, f"L'IBAN di {body.name} è registrato: le sue campagne ora ricevono bonifici.")
            return redirect("backoffice:bank")
    return render(request, "backoffice/bank_iban.html", page(form=form, body=body), status=422 if form.errors else 200)


@require_safe
@for_bank_office
def sample(request: HttpRequest, account_id: int) -> HttpResponse:
    """Download, in the demo only, a statement in which every awaited transfer of an account has arrived today."""
    if not _is_demo():
        raise Http404
    account = selectors.get_account(account_id)
    today = timezone.localdate(clock.now())
    stamp = clock.now().strftime("%Y%m%d%H%M%S")
    movements = [
        Movement(today, today, gift.amount_cents, f"PROVA{stamp}{at}", gift.donor_name.upper(), gift.reference)
        for at, gift in enumerate(donations.list_awaited(account.organisation_id))
    ]
    response = HttpResponse(samples.camt053(account.iban, movements), content_type="application/xml")
    response["Content-Disposition"] = 'attachment; filename="estratto-di-prova.xml"'
    return response


def _is_demo() -> bool:
    return bool(getattr(settings, "DEMO", False))
