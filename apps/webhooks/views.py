"""The address that Stripe posts events to."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from apps.kernel import clock
from apps.payments.gateway import GatewayRefused
from apps.webhooks import services

MAX_BODY = 256 * 1024


@csrf_exempt
@require_POST
def stripe_events(request: HttpRequest) -> HttpResponse:
    """Verify and store an event, then answer 200; it is processed after the answer."""
    if int(request.headers.get("Content-Length") or 0) > MAX_BODY:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    try:
        services.receive_event(
            payload=request.body, signature=request.headers.get("Stripe-Signature", ""), now=clock.now()
        )
    except GatewayRefused:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    return HttpResponse()
