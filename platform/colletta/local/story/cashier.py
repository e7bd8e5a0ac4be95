"""What people do on the processor's hosted pages, over HTTP: pay with a published test card, complete an onboarding."""

from http import HTTPStatus
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from colletta.local.story.errors import StoryFailed

VISA = "4242424242424242"
ITALIAN = "4000003800000008"
MASTERCARD = "5555555555554444"
THREE_D_SECURE = "4000002500003155"
DECLINED = "4000000000000002"
NO_FUNDS = "4000000000009995"
REFUSED_LATER = "4000000000000341"
DISPUTED = "4000000000000259"
REFUND_FAILS = "4000000000005126"
_CHALLENGE = "/autorizza"
_SECONDS = 20


def pay(url: str, *, card: str, holder: str) -> bool:
    """Submit the card form, and the bank's page when it asks; tell whether the payment was accepted."""
    status, address = _submit(url, {"number": card, "expiry": "12/40", "cvc": "123", "name": holder})
    if address.endswith(_CHALLENGE):
        status, address = _submit(url + _CHALLENGE, {"answer": "authorise"})
    if status not in (HTTPStatus.SEE_OTHER, HTTPStatus.PAYMENT_REQUIRED):
        raise StoryFailed(f"La pagina di pagamento risponde {status}: {url}")
    return status == HTTPStatus.SEE_OTHER


def complete_onboarding(url: str) -> None:
    """Give everything that the processor asks of a body; raises StoryFailed."""
    status, _ = _submit(url, {})
    if status != HTTPStatus.SEE_OTHER:
        raise StoryFailed(f"La pagina di iscrizione al servizio di pagamento risponde {status}: {url}")


def _submit(url: str, form: dict[str, str]) -> tuple[int, str]:
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=_SECONDS)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", parts.path, body=urlencode(form), headers=headers)
        response = connection.getresponse()
        response.read()
        return response.status, response.headers.get("Location") or ""
    finally:
        connection.close()
