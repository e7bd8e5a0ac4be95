"""The one place of the words of a gift's state, for its donor."""

from django.utils.translation import gettext, gettext_noop

from apps.donations.states import DonationState, NameFault

_WORDS: dict[DonationState, str] = {
    DonationState.STARTED: gettext_noop("Pagamento non confermato"),
    DonationState.AWAITING: gettext_noop("In attesa del bonifico"),
    DonationState.TO_CONFIRM: gettext_noop("In verifica presso il Comune"),
    DonationState.PROMISED: gettext_noop("Promessa"),
    DonationState.WITHDRAWN: gettext_noop("Ritirata"),
    DonationState.DISPUTED: gettext_noop("Contestata presso la banca"),
    DonationState.CHARGED_BACK: gettext_noop("Restituita dalla banca"),
    DonationState.COLLECTED: gettext_noop("Donazione ricevuta"),
    DonationState.LAPSED: gettext_noop("Annullata"),
    DonationState.REFUNDING: gettext_noop("Rimborso in corso"),
    DonationState.REFUNDED: gettext_noop("Rimborsata"),
}
NAME_FAULTS: dict[NameFault, str] = {
    NameFault.OFFENSIVE: gettext_noop("Offende o minaccia"),
    NameFault.PERSONAL_DATA: gettext_noop("Contiene dati personali"),
    NameFault.ADVERTISING: gettext_noop("È pubblicità"),
    NameFault.FALSE: gettext_noop("Dice cose non vere"),
    NameFault.UNLAWFUL: gettext_noop("Può violare la legge"),
}
"""In Italian: whoever shows one to a citizen translates it."""
_WAITING = {DonationState.STARTED, DonationState.AWAITING, DonationState.TO_CONFIRM, DonationState.REFUNDING}


def state_label(state: str) -> str:
    """Return a gift's state in words, in the language of the page."""
    return gettext(_WORDS[DonationState(state)])


def state_tone(state: str) -> str:
    """Return the code that gives a gift's badge its tone."""
    return "pending" if state in _WAITING else state
