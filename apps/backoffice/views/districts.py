"""The districts' desk: what is there, a file, its preview, and its districts in the place of all others."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice.forms.districts import DistrictFileForm, ReadingForm
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_district_office, page
from apps.campaigns import listing
from apps.districts import selectors, services
from apps.districts.rules import drawing
from apps.districts.rules.reading import MAX_BYTES
from apps.districts.services import FileRefused
from apps.districts.states import KIND_LABELS, DistrictKind
from apps.kernel import clock

_USUAL_NAMES = ("nome", "name", "denominazione", "quartiere", "municipio", "NIL", "descrizione")


@require_safe
@for_district_office
def overview(request: HttpRequest) -> HttpResponse:
    """Show the districts on a table and a drawing."""
    found = selectors.list_districts()
    context = page(
        rows=[(each, KIND_LABELS[DistrictKind(each.kind)]) for each in found],
        drawing=drawing.draw(
            [(each.name, each.boundary, float(each.latitude), float(each.longitude)) for each in found]
        ),
        is_invented=any(each.is_demo for each in found),
        unknown=_unknown({each.name.casefold() for each in found}) if found else [],
    )
    return render(request, "backoffice/districts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_district_office
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and go on to its preview; nothing is changed yet."""
    is_sent = request.method == "POST"
    form = DistrictFileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        try:
            sha256 = services.keep_upload(data=form.cleaned_data["file"].read(MAX_BYTES + 1), now=clock.now())
            return redirect("backoffice:districts_preview", sha256)
        except FileRefused as error:
            form.add_error("file", error.message)
    status = 422 if form.errors else 200
    return render(request, "backoffice/districts_upload.html", page(form=form), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_district_office
def preview(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show what the file would do under the chosen names; on a confirmed POST do it."""
    names = services.name_properties(sha256=sha256)
    usual = next((name for name in _USUAL_NAMES if name in names), names[0])
    given = request.POST if request.method == "POST" else {"name_property": usual, "kind": DistrictKind.QUARTIERE}
    form = ReadingForm(given, names=names)
    context: dict[str, Any] = page(form=form)
    if not form.is_valid():
        return render(request, "backoffice/districts_preview.html", context, status=422)
    name_property, kind = form.cleaned_data["name_property"], DistrictKind(form.cleaned_data["kind"])
    try:
        if request.POST.get("conferma") == "1":
            count = services.replace_districts(
                sha256=sha256, name_property=name_property, kind=kind, actor=actor_of(request), now=clock.now()
            )
            messages.success(request, f"Confini sostituiti: ora le zone della città sono {count}.")
            return redirect("backoffice:districts")
        context |= _found(services.preview(sha256=sha256, name_property=name_property))
    except FileRefused as error:
        context["refusal"] = error.message
        return render(request, "backoffice/districts_preview.html", context, status=error.status)
    return render(request, "backoffice/districts_preview.html", context)


def _found(found: services.Preview) -> dict[str, Any]:
    shapes = [(each.name, each.geometry, each.latitude, each.longitude) for each in found.boundaries]
    return {
        "boundaries": found.boundaries,
        "drawing": drawing.draw(shapes),
        "gone": found.gone,
        "mended": [each.name for each in found.boundaries if each.is_mended],
        "abroad": [each.name for each in found.boundaries if not each.is_in_italy],
        "unknown": _unknown({each.name.casefold() for each in found.boundaries}),
    }


def _unknown(names: set[str]) -> list[str]:
    """Return the districts that public campaigns name and the city would not have."""
    named = {facet.district for facet in listing.list_facets() if facet.district}
    return sorted(name for name in named if name.casefold() not in names)
