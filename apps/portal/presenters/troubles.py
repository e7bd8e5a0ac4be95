"""What stands between a donor and the payment, said above the form, and the status of the answer that says it."""

from dataclasses import dataclass
from http import HTTPStatus

from django.utils.translation import gettext, gettext_noop

from apps.portal.presenters.standing import Notice


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """A trouble with its words; without a title the form itself says what is wrong."""

    name: str
    status: HTTPStatus
    tone: str = ""
    title: str = ""
    text: str = ""
    needs_new_key: bool = False
    may_retry: bool = False

    @property
    def notice(self) -> Notice | None:
        """The words in the reader's language."""
        return Notice(self.tone, gettext(self.title), gettext(self.text)) if self.title else None


NONE = Trouble(name="none", status=HTTPStatus.OK)
LOOKED = Trouble(name="looked", status=HTTPStatus.OK)
WRONG = Trouble(name="wrong", status=HTTPStatus.UNPROCESSABLE_ENTITY)
NOT_CHARGED = Trouble(
    name="not_charged",
    status=HTTPStatus.SERVICE_UNAVAILABLE,
    tone="warning",
    title=gettext_noop("Il servizio di pagamento non risponde"),
    text=gettext_noop(
        "Non ti è stato addebitato nulla. Riprova tra poco con il bottone in fondo: i dati sono già scritti e la "
        "richiesta è la stessa, quindi non rischi di donare due volte."
    ),
    may_retry=True,
)
REFUSED = Trouble(
    name="refused",
    status=HTTPStatus.BAD_GATEWAY,
    tone="danger",
    title=gettext_noop("Il pagamento non può iniziare"),
    text=gettext_noop(
        "Il servizio di pagamento ha rifiutato la richiesta. Non ti è stato addebitato nulla. Riprova più tardi; se "
        "succede ancora, scrivi al Comune."
    ),
    may_retry=True,
)
ANOTHER_GIFT = Trouble(
    name="another_gift",
    status=HTTPStatus.CONFLICT,
    tone="info",
    title=gettext_noop("Hai già iniziato una donazione con altri dati"),
    text=gettext_noop(
        "Se vuoi donare con questi dati, conferma di nuovo. La donazione di prima, se non la paghi, si annulla da sola."
    ),
    needs_new_key=True,
)
EXPIRED = Trouble(
    name="expired",
    status=HTTPStatus.OK,
    tone="info",
    title=gettext_noop("Il tempo per pagare è finito"),
    text=gettext_noop(
        "La donazione che avevi iniziato si è annullata da sola e non ti è stato addebitato nulla. Se vuoi ancora "
        "donare, ricomincia qui sotto."
    ),
)
BY_NAME = {each.name: each for each in (LOOKED, WRONG, NOT_CHARGED, REFUSED, ANOTHER_GIFT)}
"""What may be shown on the page of a form that was kept."""
