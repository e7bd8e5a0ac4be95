"""The way back of a gift's money by bank transfer, in words for its donor."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from apps.payments.orders import masked_iban
from apps.payments.states import BankRefundState
from apps.portal.presenters.standing import Notice
from apps.portal.presenters.words import euro

if TYPE_CHECKING:
    from apps.donations.models import Donation
    from apps.payments.models import BankRefund

STEPS: dict[str, str] = {
    BankRefundState.TO_ASK: gettext_noop("Aspettiamo il tuo IBAN: il collegamento per scriverlo è nell'ultima e-mail."),
    BankRefundState.READY: gettext_noop(
        "Abbiamo il tuo conto: il bonifico sarà ordinato con il prossimo invio alla banca."
    ),
    BankRefundState.EXPORTED: gettext_noop("Il bonifico è stato ordinato alla banca."),
    BankRefundState.PAID: gettext_noop("La banca ha pagato il bonifico."),
}


@dataclass(frozen=True)
class BankRefundView:
    """A refund by bank transfer: how far it is, to which account, with which proof once it is paid."""

    step: str
    account: str
    proof: str


def view(bank_refund: "BankRefund") -> BankRefundView:
    """Return a bank refund that is under way or paid, the account masked."""
    return BankRefundView(gettext(STEPS[bank_refund.state]), masked_iban(bank_refund.iban), bank_refund.reference)


def notice_of_dispute(donation: "Donation", *, is_lost: bool) -> Notice:
    """Return what a donor reads of a gift that the bank questions, or has taken back."""
    amount = {"amount": euro(donation.amount_cents)}
    if is_lost:
        text = gettext("La banca ha restituito %(amount)s al titolare della carta: questa donazione non conta più.")
        return Notice("info", gettext("Donazione restituita dalla banca"), text % amount)
    text = gettext(
        "La banca sta esaminando una contestazione del pagamento di %(amount)s. "
        "Finché non decide, la donazione non conta."
    )
    advice = gettext(
        "Se la contestazione è tua non devi fare nulla. Se è un errore, chiedi alla tua banca di ritirarla."
    )
    return Notice("warning", gettext("Donazione contestata"), f"{text % amount} {advice}")
