"""The console's pages: the list of cities, a new one, one city with its steps, and what an operator may do to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.kernel import clock
from apps.kernel.errors import DomainError
from tenants.fleet import selectors as fleet
from tenants.onboarding import selectors, services
from tenants.onboarding.forms import CityForm, SuspensionForm
from tenants.onboarding.views.access import OFFICE_TITLE, operator_only
from tenants.registry import selectors as registry
from tenants.registry.states import LABELS, TenantState

_TONES = {
    TenantState.REQUESTED: "neutral",
    TenantState.PROVISIONING: "waiting",
    TenantState.ACTIVE: "success",
    TenantState.SUSPENDED: "danger",
}
_EVENTS = {
    "requested": "Richiesto",
    "suspended": "Sospeso",
    "reactivated": "Riattivato",
    "invited": "Nuovo invito",
}


@operator_only
@never_cache
@require_GET
def city_list(request: HttpRequest) -> HttpResponse:
    """Every city with its state, and how the fleet of schemas is."""
    cities = [
        {"city": city, "done": done, "steps": steps, **_state_of(city)}
        for city, done, steps in selectors.list_cities_with_progress()
    ]
    return _page(request, "onboarding/city_list.html", cities=cities, fleet=fleet.status())


@operator_only
@never_cache
@require_http_methods(["GET", "POST"])
def new_city(request: HttpRequest) -> HttpResponse:
    """Ask for a city; its steps are done by a worker."""
    form = CityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            now = clock.now()
            city = services.request_city(request=form.request(), is_demo=False, actor=_actor(request), now=now)
        except services.InvalidRequest as error:
            form.show(error.problems)
        else:
            services.start_provisioning(tenant_id=city.pk, now=now)
            messages.success(request, f"La richiesta di {city.name} è registrata: i passi sono in corso.")
            return redirect("operator:city", pk=city.pk)
    return _page(request, "onboarding/new_city.html", form=form)


@operator_only
@never_cache
@require_GET
def city(request: HttpRequest, pk: int) -> HttpResponse:
    """One city: its steps, its state, what was done to it."""
    tenant = _city(pk)
    events = [
        {"at": event.at, "actor": event.actor, "label": _EVENTS[event.verb], "reason": event.reason}
        for event in selectors.list_events(pk)
    ]
    return _page(
        request,
        "onboarding/city.html",
        city=tenant,
        asked=selectors.get_request(pk),
        steps=selectors.step_lines(pk),
        events=events,
        is_live=tenant.state == TenantState.ACTIVE,
        is_suspended=tenant.state == TenantState.SUSPENDED,
        **_state_of(tenant),
    )


@operator_only
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a worker run the steps that are left."""
    services.start_provisioning(tenant_id=_city(pk).pk, now=clock.now())
    messages.info(request, "I passi rimasti sono in corso: aggiorna la pagina per vederli.")
    return redirect("operator:city", pk=pk)


@operator_only
@never_cache
@require_http_methods(["GET", "POST"])
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then suspend."""
    tenant = _city(pk)
    form = SuspensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _changed(
            request, pk, f"{tenant.name} è sospeso.", services.suspend_city, reason=form.cleaned_data["reason"]
        )
    return _page(request, "onboarding/suspend.html", city=tenant, form=form)


@operator_only
@never_cache
@require_http_methods(["GET", "POST"])
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to confirm, then reactivate."""
    tenant = _city(pk)
    if request.method == "POST":
        return _changed(request, pk, f"{tenant.name} è di nuovo in linea.", services.reactivate_city)
    return _page(request, "onboarding/reactivate.html", city=tenant)


@operator_only
@never_cache
@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Show, once, a new address at which the first officer chooses a password."""
    tenant = _city(pk)
    address = services.invite_again(tenant_id=pk, actor=_actor(request), now=clock.now())
    return _page(request, "onboarding/invited.html", city=tenant, address=address)


def _changed(request: HttpRequest, pk: int, done: str, service: Any, **values: str) -> HttpResponseRedirect:
    try:
        service(tenant_id=pk, actor=_actor(request), now=clock.now(), **values)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("operator:city", pk=pk)


def _city(pk: int) -> Any:
    tenant = registry.find_city_by_id(pk)
    if tenant is None:
        raise Http404
    return tenant


def _state_of(tenant: Any) -> dict[str, str]:
    state = TenantState(tenant.state)
    return {"state_label": LABELS[state], "tone": _TONES[state]}


def _actor(request: HttpRequest) -> str:
    return str(request.user.get_username())


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    navigation = [
        {"path": reverse("operator:city_list"), "label": "Comuni"},
        {"path": reverse("operator:new_city"), "label": "Nuovo comune"},
    ]
    return render(request, template, {"office_title": OFFICE_TITLE, "office_navigation": navigation, **context})
