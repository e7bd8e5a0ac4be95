"""The states, regimes and refusals of receipts in Italian."""

from django.utils.translation import gettext_noop as _

from apps.receipts.states import CancelCause, ReceiptState, Refusal, Regime

STATES: dict[str, str] = {ReceiptState.ISSUED: "Emessa", ReceiptState.CANCELLED: "Annullata"}
TONES: dict[str, str] = {ReceiptState.ISSUED: "success", ReceiptState.CANCELLED: "danger"}
CAUSES: dict[str, str] = {
    CancelCause.ERROR: "Errore nella ricevuta",
    CancelCause.REFUNDED: "Donazione restituita",
    CancelCause.CHARGED_BACK: "Donazione stornata dalla banca del donatore",
    CancelCause.UNDONE: "Donazione registrata per errore come incassata",
}
REGIMES: dict[str, str] = {
    Regime.CTS_83: _("Erogazione liberale a un ente del Terzo settore (art. 83 D.Lgs. 117/2017)"),
    Regime.ART_BONUS: _("Art bonus (art. 1 D.L. 83/2014)"),
    Regime.NONE: _("Nessuna agevolazione fiscale"),
}
SHORT_REGIMES: dict[str, str] = {
    Regime.CTS_83: "Art. 83 CTS",
    Regime.ART_BONUS: "Art bonus",
    Regime.NONE: "Nessuna agevolazione",
}
REFUSALS: dict[str, str] = {
    Refusal.NOT_ASKED: _("Per questa donazione non è stata chiesta la ricevuta."),
    Refusal.NOT_COLLECTED: _("La donazione non risulta ancora incassata."),
    Refusal.RETURNED: _("La donazione è stata restituita: non c'è nulla da attestare."),
    Refusal.NOT_SETTLED: _("La ricevuta arriva per e-mail quando la campagna è andata a buon fine."),
    Refusal.NOT_SUCCEEDED: _("La campagna non è andata a buon fine: la donazione torna indietro, senza ricevuta."),
    Refusal.CASH: _("Per le donazioni in contanti non si rilasciano ricevute fiscali: il pagamento non è tracciabile."),
    Refusal.REWARD_ONLY: _("La ricompensa vale quanto la donazione: non resta un'erogazione liberale da attestare."),
    Refusal.NO_REGIME: _("Il Comune deve ancora indicare il regime fiscale di questa campagna."),
    Refusal.NO_TEXT: _("Il Comune deve ancora approvare il testo delle ricevute per questo regime fiscale."),
    Refusal.NO_ISSUER_DATA: _("Manca il codice fiscale di chi riceve la donazione."),
    Refusal.ISSUED: _("La ricevuta è già stata emessa."),
    Refusal.CANCELLED: _("La ricevuta è stata annullata."),
}
