"""The first page of the area, and what a person follows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.community import labels
from apps.community import selectors as community
from apps.donations import selectors as donations
from apps.kernel import clock
from apps.people import selectors as people
from apps.people.access import signed_in
from apps.personal import presenters, selectors
from apps.personal.views.frame import page, person_of

LATEST = 3


@require_safe
@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """Show the latest gifts, the sum of what was given, the bodies that the person acts for."""
    now, user_id = clock.now(), person_of(request).pk
    rows = donations.list_of_person(people.verified_addresses(user_id))
    context = page(
        request,
        _("Area personale"),
        gifts=presenters.gifts(rows[:LATEST], now),
        count=sum(row.state in donations.COUNTED for row in rows),
        given_cents=sum(row.amount_cents for row in rows if row.state in donations.COUNTED),
        bodies=people.organisations_of(user_id),
        deletion=selectors.pending_deletion(user_id),
        has_second_factor=people.has_second_factor(user_id),
    )
    return render(request, "personal/overview.html", context)


@require_safe
@signed_in
def followed(request: HttpRequest) -> HttpResponse:
    """List the campaigns, districts and calls that the person follows."""
    rows = [(row, labels.FOLLOWED[row.kind]) for row in community.list_followed(person_of(request).pk)]
    return render(request, "personal/followed.html", page(request, _("Che cosa seguo"), rows=rows))
