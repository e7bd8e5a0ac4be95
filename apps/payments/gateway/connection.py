"""The client of the processor, and its errors turned into the few that services know."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus

import stripe
from django.conf import settings
from django.utils.translation import gettext as _

from apps.kernel.errors import DomainError


class GatewayUncertain(DomainError):
    """No definite answer from the processor: the work stays owed."""

    code = "payment_service_unreachable"
    status = 503


class GatewayBusy(GatewayUncertain):
    """The processor is working on the same request right now."""

    code = "payment_service_busy"


class GatewayRefused(DomainError):
    """The processor refused the request for good."""

    code = "payment_service_refused"
    status = 502


@contextmanager
def errors() -> Iterator[None]:
    """Raise GatewayBusy, GatewayRefused or GatewayUncertain for what the library raises."""
    try:
        yield
    except stripe.StripeError as error:
        if error.http_status == HTTPStatus.CONFLICT:
            raise GatewayBusy(_("Il servizio di pagamento sta già lavorando alla richiesta.")) from error
        if isinstance(error, stripe.InvalidRequestError | stripe.PermissionError | stripe.IdempotencyError):
            raise GatewayRefused(
                _("Il servizio di pagamento ha rifiutato la richiesta (%(code)s).") % {"code": error.code}
            ) from error
        raise GatewayUncertain(_("Il servizio di pagamento non risponde: riprova tra poco.")) from error


@cache
def client() -> stripe.StripeClient:
    """Return the client of the platform's account; tests that change its settings clear this cache."""
    return stripe.StripeClient(
        settings.STRIPE_SECRET_KEY,
        base_addresses={"api": settings.STRIPE_API_BASE},
        http_client=stripe.RequestsClient(timeout=settings.STRIPE_TIMEOUT_SECONDS),
        max_network_retries=0,
    )
