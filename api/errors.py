"""Every error of the interface as a problem document (RFC 9457), in Italian for people and with a `code` for programs.

`type` is a URN of the code; extension members say more, `fields` above all. Nothing of an unexpected failure is told.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.kernel.errors import DomainError

CONTENT_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

_TITLES = {
    HTTPStatus.BAD_REQUEST: "Richiesta non valida",
    HTTPStatus.FORBIDDEN: "Operazione non permessa",
    HTTPStatus.NOT_FOUND: "Non trovato",
    HTTPStatus.METHOD_NOT_ALLOWED: "Metodo non previsto",
    HTTPStatus.NOT_ACCEPTABLE: "Formato della risposta non disponibile",
    HTTPStatus.CONFLICT: "Non possibile in questo stato",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Richiesta troppo grande",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Formato della richiesta non accettato",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Richiesta rifiutata",
    HTTPStatus.TOO_MANY_REQUESTS: "Troppe richieste",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Errore del servizio",
    HTTPStatus.BAD_GATEWAY: "Il servizio di pagamento ha rifiutato",
    HTTPStatus.SERVICE_UNAVAILABLE: "Servizio non disponibile",
}
_RESERVED = {"type", "title", "status", "detail", "code"}


def problem(status: int, code: str, detail: str, **members: Any) -> dict[str, object]:
    """Return a problem document; extension members never replace the standard ones."""
    return {
        "type": f"urn:colletta:problem:{code}",
        "title": _TITLES.get(HTTPStatus(status), HTTPStatus(status).phrase),
        "status": status,
        "code": code,
        "detail": detail,
        **{name: value for name, value in members.items() if name not in _RESERVED},
    }


def problem_json(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an error of a view (the framework's `EXCEPTION_HANDLER`); None for one that nobody expected."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if isinstance(error, DomainError):
        body = problem(error.status, error.code, error.message, **error.details)
    elif isinstance(error, exceptions.APIException):
        code, detail = _told(error)
        body = problem(error.status_code, code, detail, **_fields(error))
    else:
        return None
    return Response(body, status=int(str(body["status"])), headers=_headers(error), content_type=CONTENT_TYPE)


def server_error() -> JsonResponse:
    """Answer 500 without a detail of what failed."""
    detail = "Qualcosa non ha funzionato. Riprova fra qualche minuto."
    return JsonResponse(problem(500, "server_error", detail), status=500, content_type=CONTENT_TYPE)


def unreadable(status: int) -> JsonResponse:
    """Answer 400 to a body that cannot be read, 413 to one that is too large."""
    detail = "Il corpo della richiesta non si può leggere, o è troppo grande."
    return JsonResponse(problem(status, "unreadable", detail), status=status, content_type=CONTENT_TYPE)


def is_api(request: HttpRequest) -> bool:
    """Tell whether a request is for the interface, so that its errors are problem documents."""
    return request.path.startswith("/api/")


@extend_schema(exclude=True)
class UnknownAddress(APIView):
    """Answers every method on an address that the interface does not have."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Refuse before a method is looked for."""
        raise exceptions.NotFound("Questo indirizzo non esiste: l'elenco è in /api/schema/.")


def _told(error: exceptions.APIException) -> tuple[str, str]:
    if isinstance(error, exceptions.ValidationError):
        return "invalid", "Alcuni valori non sono validi: vedi «fields»."
    return str(error.default_code), str(error.detail)


def _fields(error: exceptions.APIException) -> dict[str, Any]:
    if not isinstance(error, exceptions.ValidationError):
        return {}
    told = error.detail if isinstance(error.detail, dict) else {"body": error.detail}
    return {
        "fields": {"body" if name == "non_field_errors" else name: _sentence(value) for name, value in told.items()}
    }


def _sentence(detail: Any) -> str:
    if isinstance(detail, dict):
        return " ".join(_sentence(value) for value in detail.values())
    return " ".join(str(each) for each in detail) if isinstance(detail, list) else str(detail)


def _headers(error: Exception) -> dict[str, str]:
    wait = getattr(error, "wait", None)
    if wait is not None:
        return {"Retry-After": str(int(wait) + 1)}
    unavailable = getattr(error, "status", None) == HTTPStatus.SERVICE_UNAVAILABLE
    return {"Retry-After": str(RETRY_AFTER_SECONDS)} if unavailable else {}
