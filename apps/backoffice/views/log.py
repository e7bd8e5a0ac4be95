"""The audit log of the city, for who answers for the platform and for the accounts."""

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from apps.backoffice import lists
from apps.backoffice.tables import log as table
from apps.backoffice.views.frame import for_audit_office, page, reach_of


@require_safe
@for_audit_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List every act, latest first, by object, days and words."""
    context = page(
        heading="Registro",
        intro="Chi ha fatto che cosa e quando. Le righe si aggiungono soltanto: nessuno può cambiarle o toglierle.",
        crumbs=[{"label": "Registro"}],
    )
    return lists.answer(request, table.table(reach_of(request)), table.find, context)
