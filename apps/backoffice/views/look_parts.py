"""The pages in which the draft of the look is written: identity, colours, contacts, co-funding, amounts."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.backoffice.forms.giving import GivingForm
from apps.backoffice.forms.look import CofundingForm, ColourForm, ContactForm, IdentityForm
from apps.backoffice.presenters import look as presenter
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_brand_office, page
from apps.backoffice.views.look import save
from apps.branding import selectors, services
from apps.branding.images import PictureRefused
from apps.branding.rules import document
from apps.kernel import clock
from apps.kernel.amounts import write_euro

if TYPE_CHECKING:
    from tenants.registry.looks import Look

Kept = TypeVar("Kept")
METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@for_brand_office
def identity(request: HttpRequest) -> HttpResponse:
    """Write name, words and pictures."""
    look = selectors.working_look()
    names = ("name", "tagline", "sender_address", "language")
    initial = {name: getattr(look, name) for name in names} | {"photograph_alt": look.photograph.get("alt", "")}
    form = IdentityForm(request.POST or None, request.FILES or None, initial=initial)

    def changes() -> dict[str, Any]:
        return form.changes() | _pictures(request, form, look)

    if request.method == "POST" and form.is_valid() and save(request, form, changes):
        return redirect("backoffice:look")
    return render(request, "backoffice/look_identity.html", page(form=form, look=look), status=_status(form))


@require_http_methods(METHODS)
@for_brand_office
def colours(request: HttpRequest) -> HttpResponse:
    """Write the colours; those that cannot be read are refused with the nearest that can, one press away."""
    look = selectors.working_look()
    initial = {"primary_colour": look.primary_colour, "secondary_colour": look.secondary_colour}
    form = ColourForm(request.POST or None, initial=initial)
    proposals: list[document.Problem] = []
    shown = initial
    if request.method == "POST" and form.is_valid():
        shown = form.changes()
        if save(request, form, lambda: shown):
            return redirect("backoffice:look_colours")
        tried = document.changed(look, shown)
        proposals = [problem for problem in document.colour_problems(tried) if problem.proposal]
    context = page(
        form=form,
        shown=shown,
        offers=[({**shown, problem.field: problem.proposal}, problem.proposal) for problem in proposals],
        contrasts=presenter.contrasts(shown["primary_colour"], shown["secondary_colour"]),
    )
    return render(request, "backoffice/look_colours.html", context, status=_status(form))


@require_http_methods(METHODS)
@for_brand_office
def contacts(request: HttpRequest) -> HttpResponse:
    """Write contacts, links of the footer and accessibility statement."""
    look = selectors.working_look()
    form = ContactForm(request.POST or None, initial=ContactForm.initial_of(look))
    if request.method == "POST" and form.is_valid() and save(request, form, form.changes):
        return redirect("backoffice:look")
    return render(request, "backoffice/look_contacts.html", page(form=form), status=_status(form))


@require_http_methods(METHODS)
@for_brand_office
def cofunding(request: HttpRequest) -> HttpResponse:
    """Write the words and logos of the programme that pays a part."""
    look = selectors.working_look()
    logos = look.cofunding.get("logos", [])
    initial = {"wording": look.cofunding.get("wording", "")}
    form = CofundingForm(request.POST or None, request.FILES or None, logos=logos, initial=initial)

    def changes() -> dict[str, Any]:
        return _cofunding(request, form, logos)

    if request.method == "POST" and form.is_valid() and save(request, form, changes):
        return redirect("backoffice:look_cofunding")
    return render(request, "backoffice/look_cofunding.html", page(form=form, logos=logos), status=_status(form))


@require_http_methods(METHODS)
@for_brand_office
def giving(request: HttpRequest) -> HttpResponse:
    """Write which amounts the form of a gift offers."""
    written = "; ".join(write_euro(cents) for cents in selectors.working_look().usual_cents)
    form = GivingForm(request.POST or None, initial={"usual_cents": written})
    if request.method == "POST" and form.is_valid() and save(request, form, lambda: form.cleaned_data):
        return redirect("backoffice:look")
    return render(request, "backoffice/look_giving.html", page(form=form), status=_status(form))


def _pictures(request: HttpRequest, form: IdentityForm, look: "Look") -> dict[str, Any]:
    given = form.cleaned_data
    changes: dict[str, Any] = {}
    if given["without_arms"]:
        changes["arms"] = ""
    elif given["arms"]:
        changes["arms"] = _made(request, form, "arms", services.keep_arms)
    if given["without_photograph"]:
        changes["photograph"] = {}
    elif given["photograph"]:
        keep = partial(services.keep_photograph, alt=given["photograph_alt"])
        changes["photograph"] = _made(request, form, "photograph", keep)
    elif look.photograph:
        changes["photograph"] = {**look.photograph, "alt": given["photograph_alt"].strip()}
    return changes


def _cofunding(request: HttpRequest, form: CofundingForm, logos: list[dict[str, Any]]) -> dict[str, Any]:
    given = form.cleaned_data
    kept = [logo for logo in logos if logo["sha256"] not in given.get("without", [])]
    if given["logo"]:
        added = _made(request, form, "logo", partial(services.keep_logo, alt=given["logo_alt"]))
        kept = [*(logo for logo in kept if logo["sha256"] != added["sha256"]), added]
    return {"cofunding": {"wording": given["wording"].strip(), "logos": kept}}


def _made(request: HttpRequest, form: Form, field: str, keep: Callable[..., Kept]) -> Kept:
    """Return what an uploaded picture is kept as; raises LookRefused that names its field."""
    try:
        return keep(data=form.cleaned_data[field].read(), actor=actor_of(request), now=clock.now())
    except PictureRefused as refusal:
        raise services.LookRefused([document.Problem(field, refusal.message)]) from refusal


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
