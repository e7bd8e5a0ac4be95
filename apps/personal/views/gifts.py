"""A person's gifts in this city: those of the addresses that she has shown to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.donations import selectors as donations
from apps.kernel import clock
from apps.people import selectors as people
from apps.people.access import signed_in
from apps.personal import presenters
from apps.personal.views.frame import page, person_of


@require_safe
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """List every gift, latest first, and the sum of each year."""
    now, addresses = clock.now(), people.verified_addresses(person_of(request).pk)
    rows = donations.list_of_person(addresses)
    context = page(
        request,
        _("Le mie donazioni"),
        gifts=presenters.gifts(rows, now),
        years=presenters.years(rows, now),
        addresses=addresses,
    )
    return render(request, "personal/gifts.html", context)
