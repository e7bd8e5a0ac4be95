"""Signed events of the Connect webhook."""

from typing import Any

import stripe
from django.conf import settings

from apps.payments.gateway.connection import GatewayRefused


def verify_event(payload: bytes, signature: str) -> dict[str, Any]:
    """Return the event of a webhook whose signature is right over the raw bytes for one of our secrets.

    Raises GatewayRefused: wrong or stale signature, not JSON, or an event of the other mode (test or live).
    """
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            event = stripe.Webhook.construct_event(
                payload, signature, secret, tolerance=settings.STRIPE_WEBHOOK_TOLERANCE_SECONDS
            ).to_dict()
        except stripe.SignatureVerificationError:
            continue
        except (ValueError, AttributeError) as error:
            raise GatewayRefused("Evento illeggibile.") from error
        if not isinstance((event.get("data") or {}).get("object"), dict) or not {"id", "type"} <= event.keys():
            raise GatewayRefused("Evento illeggibile.")
        if event.get("livemode") is not settings.STRIPE_LIVEMODE:
            raise GatewayRefused("Evento dell'altra modalità.")
        return event
    raise GatewayRefused("Firma non valida.")
