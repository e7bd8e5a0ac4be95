"""What the processor's codes mean, in Italian, for the office. Source: Stripe's reference of disputes and refunds."""

DISPUTES = {
    "bank_cannot_process": "la banca non ha potuto elaborare il pagamento",
    "check_returned": "assegno respinto",
    "credit_not_processed": "rimborso atteso e non ricevuto",
    "customer_initiated": "chiesta dal titolare della carta",
    "debit_not_authorized": "addebito non autorizzato",
    "duplicate": "pagato due volte",
    "fraudulent": "pagamento che il titolare della carta non riconosce come suo",
    "general": "motivo generico",
    "incorrect_account_details": "dati del conto sbagliati",
    "insufficient_funds": "fondi insufficienti",
    "noncompliant": "regole del circuito non rispettate",
    "product_not_received": "niente ricevuto in cambio",
    "product_unacceptable": "quello che è arrivato non va bene",
    "subscription_canceled": "addebito dopo una disdetta",
    "unrecognized": "il titolare non ricorda il pagamento",
}
REFUND_FAILURES = {
    "charge_for_pending_refund_disputed": "il pagamento è contestato",
    "declined": "la banca del donatore ha rifiutato",
    "expired_or_canceled_card": "la carta è scaduta o chiusa",
    "insufficient_funds": "sul conto dell'ente non c'è abbastanza denaro",
    "lost_or_stolen_card": "la carta risulta smarrita o rubata",
    "merchant_request": "fermato da chi riceve i pagamenti",
    "unknown": "la banca non dice perché",
}
_UNSAID = "motivo non indicato"


def dispute_reason(code: str) -> str:
    """Return why a bank disputes a payment; a code that is new is given as it is."""
    return DISPUTES.get(code, code or _UNSAID)


def refund_failure(code: str) -> str:
    """Return why a card took no refund; a code that is new is given as it is."""
    return REFUND_FAILURES.get(code, code or _UNSAID)
