"""The hosts on which the city's portal answers: claimed, verified by a DNS record, chosen, given up."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from apps.backoffice.forms.look import DomainForm
from apps.backoffice.presenters import look as presenter
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_brand_office, page
from apps.branding import selectors, services
from apps.branding.rules import domains as rules
from apps.branding.states import ClaimState
from apps.kernel import clock
from tenants.registry import selectors as registry


@require_http_methods(["GET", "HEAD", "POST"])
@for_brand_office
def domains(request: HttpRequest) -> HttpResponse:
    """List the hosts with the DNS record that each still needs, and claim one more."""
    form = DomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            wanted = form.cleaned_data["domain"]
            claim = services.claim_domain(domain=wanted, actor=actor_of(request), now=clock.now())
        except services.ClaimRefused as refusal:
            form.add_error("domain", refusal.message)
        else:
            messages.success(request, f"Ora aggiungi il record TXT al DNS di {rules.readable(claim.domain)}.")
            return redirect("backoffice:look_domains")
    served = registry.list_domains(registry.current_tenant())
    context = page(form=form, hosts=presenter.hosts(served, selectors.list_claims()), home=settings.FLEET_PUBLIC_HOST)
    return render(request, "backoffice/look_domains.html", context, status=422 if form.errors else 200)


@require_POST
@for_brand_office
def verify(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Look at the DNS record of a claimed host now."""
    _claim(claim_id)
    claim = services.check_domain(claim_id=claim_id, actor=actor_of(request), now=clock.now())
    if claim.state == ClaimState.VERIFIED:
        messages.success(request, f"{rules.readable(claim.domain)} è verificato: il portale risponde anche lì.")
    else:
        messages.warning(request, claim.problem)
    return redirect("backoffice:look_domains")


@require_http_methods(["GET", "HEAD", "POST"])
@for_brand_office
def make_primary(request: HttpRequest, domain: str) -> HttpResponse:
    """Confirm and choose the host that e-mails and shared links name."""
    if domain not in {row.domain for row in registry.list_domains(registry.current_tenant())}:
        raise Http404
    if request.method == "POST":
        services.choose_primary(domain=domain, actor=actor_of(request), now=clock.now())
        messages.success(request, f"L'indirizzo principale è {rules.readable(domain)}.")
        return redirect("backoffice:look_domains")
    return render(request, "backoffice/look_domain_primary.html", page(name=rules.readable(domain)))


@require_http_methods(["GET", "HEAD", "POST"])
@for_brand_office
def remove(request: HttpRequest, claim_id: int) -> HttpResponse:
    """Confirm and give a claimed host up."""
    claim = _claim(claim_id)
    if request.method == "POST":
        services.remove_domain(claim_id=claim_id, actor=actor_of(request), now=clock.now())
        messages.success(request, f"{rules.readable(claim.domain)} non è più del portale.")
        return redirect("backoffice:look_domains")
    context = page(name=rules.readable(claim.domain), is_verified=claim.state == ClaimState.VERIFIED)
    return render(request, "backoffice/look_domain_remove.html", context)


def _claim(claim_id: int):  # type: ignore[no-untyped-def]
    claim = selectors.find_claim(claim_id)
    if claim is None:
        raise Http404
    return claim
