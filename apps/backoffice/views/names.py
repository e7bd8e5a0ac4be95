"""The names that the public reads beside gifts: reported, hidden for a reason, restored, left as they are."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.moderation import HideNameForm
from apps.backoffice.tables import names as table
from apps.backoffice.views.calls import actor_of, refuse
from apps.backoffice.views.frame import for_moderation_office, page
from apps.backoffice.views.moderation import CRUMB
from apps.community import selectors, services
from apps.community.labels import REASONS
from apps.community.states import Reason
from apps.donations import selectors as donations
from apps.donations.labels import NAME_FAULTS
from apps.donations.selectors import names
from apps.donations.services import NameRefused
from apps.donations.states import NameFault
from apps.kernel import clock

NAMES = {"label": "Nomi di chi ha donato", "path": "/gestione/moderazione/nomi/"}


@require_safe
@for_moderation_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the names that were reported, or are hidden."""
    intro = "Accanto a una donazione si legge il nome che ha scelto chi ha donato. Un nome nascosto diventa anonimo."
    crumbs = [CRUMB, {"label": NAMES["label"]}]
    return lists.answer(request, table.TABLE, table.find, page(heading=NAMES["label"], intro=intro, crumbs=crumbs))


@require_http_methods(["GET", "HEAD", "POST"])
@for_moderation_office
def detail(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Show the name beside a gift with its reports and history; on POST do what was asked of it (`azione`)."""
    gift = donations.find_donation(donation_id)
    action = request.POST.get("azione", "")
    form = HideNameForm(request.POST if action == "nascondi" else None)
    said = _done(request, action, donation_id, form) if request.method == "POST" else ""
    if said:
        messages.success(request, said)
        return redirect("backoffice:moderation_name", donation_id)
    reports = selectors.reports_of_name(donation_id)
    context = page(
        gift=gift,
        name=names.public_name_of(gift),
        form=form,
        reports=[(REASONS[Reason(each.reason)], each) for each in reports],
        has_open_reports=any(each.closed_at is None for each in reports),
        hidden=[(NAME_FAULTS[NameFault(row.fault)], row) for row in names.list_hidden_names(donation_id)],
        crumbs=[CRUMB, NAMES, {"label": f"Donazione {donation_id}"}],
    )
    return render(request, "backoffice/moderation_name.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, action: str, donation_id: int, form: HideNameForm) -> str:
    """Do what was asked, and return what to say of it; empty where nothing was done."""
    actor, now = actor_of(request), clock.now()
    if action == "lascia":
        services.leave_name(donation_id=donation_id, actor=actor, now=now)
        return "Il nome resta com'è: le segnalazioni sono chiuse."
    if action == "ripristina" and request.POST.get("voce", "").isdecimal():
        services.restore_name(hidden_id=int(request.POST["voce"]), actor=actor, now=now)
        return "Il nome si può leggere di nuovo: chi ha donato riceve un messaggio."
    if action != "nascondi" or not form.is_valid():
        return ""
    try:
        services.hide_name(donation_id=donation_id, **form.cleaned_data, actor=actor, now=now)
    except NameRefused as error:
        refuse(form, error)
        return ""
    return "Il nome è nascosto: in pubblico si legge «Donazione anonima». Chi ha donato riceve un messaggio."
