"""The `Idempotency-Key` header: one key per intention, a UUID that the client makes."""

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from apps.kernel.errors import DomainError

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
PARAMETER = OpenApiParameter(
    HEADER,
    UUID,
    OpenApiParameter.HEADER,
    required=True,
    description="Un UUID nuovo per ogni donazione; per ripetere una richiesta senza risposta si manda lo stesso.",
)


class KeyMissing(DomainError):
    """The request does not say which intention it belongs to."""

    code = "idempotency_key_missing"
    status = 400


class KeyInvalid(DomainError):
    """The key is not a UUID."""

    code = "idempotency_key_invalid"
    status = 400


def key_of(request: Request) -> UUID:
    """Return the key of a request; raises KeyMissing, KeyInvalid."""
    value = request.headers.get(HEADER, "").strip()
    if not value:
        raise KeyMissing(f"Manca l'intestazione {HEADER}: genera un UUID e mandalo con la richiesta.")
    try:
        key = UUID(value)
    except ValueError:
        key = None
    if key is None or str(key) != value.lower():
        raise KeyInvalid(f"L'intestazione {HEADER} deve essere un UUID, con i trattini.")
    return key
