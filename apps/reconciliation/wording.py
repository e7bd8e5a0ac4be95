"""What a finding says to an accountant, and what to do about it. Italian; amounts in euro."""

_SAID = {
    "not_in_ledger": "{key}: {there} ci sono {theirs} che nel registro mancano.",
    "not_at_processor": "{key}: nel registro ci sono {ours} che {there} mancano.",
    "differs": "{key}: {there} {theirs}, nel registro {ours}.",
    "repeated_there": "{key}: il movimento compare più volte {there} ({theirs} di troppo).",
    "repeated_here": "{key}: il movimento compare più volte nel registro ({ours} di troppo).",
    "balance_differs": "{key}: i saldi differiscono di {theirs}, ma nessun singolo movimento spiega la differenza.",
}

_TO_DO = {
    "not_in_ledger": "Cerca il movimento nella console del servizio di pagamento. Se è una donazione o un rimborso "
    "appena fatto, la prossima verifica lo troverà; se è stato fatto a mano nella console, registralo con "
    "l'assistenza e non rifarlo.",
    "not_at_processor": "Cerca la chiave nel libro mastro e nella console. Se il servizio di pagamento non conosce "
    "il movimento, segnalalo all'assistenza: il registro si corregge con una registrazione contraria.",
    "differs": "Confronta importo e commissione con l'estratto del servizio di pagamento e segnala la differenza.",
    "repeated_there": "Controlla nella console se il movimento è stato ripetuto e se il donatore va rimborsato.",
    "repeated_here": "Segnala subito all'assistenza: una chiave non può comparire due volte nel registro.",
    "balance_differs": "Chiedi una verifica completa e conserva l'estratto del servizio di pagamento di oggi.",
}

_LEDGER_TO_DO = (
    "Qualcuno potrebbe avere modificato l'archivio: conserva l'ultima impronta annotata, non fare altre "
    "operazioni sui conti indicati e avvisa subito l'assistenza e il responsabile della protezione dei dati."
)


def said(code: str, key: str, theirs_cents: int | None, ours_cents: int | None) -> str:
    """Return the sentence of a finding.

    >>> said("not_in_ledger", "charge:ch_1", 3915, None)
    'charge:ch_1: presso il servizio di pagamento ci sono 39,15 euro che nel registro mancano.'
    """
    there = "nell'estratto conto" if key.startswith("line:") else "presso il servizio di pagamento"
    return _SAID[code].format(key=key, there=there, theirs=euro(theirs_cents or 0), ours=euro(ours_cents or 0))


def to_do(code: str) -> str:
    """Return what the accountant does about a finding; one of the ledger's own proof is for the assistance."""
    return _TO_DO.get(code, _LEDGER_TO_DO)


def euro(cents: int) -> str:
    """Return an amount in words of a letter.

    >>> euro(-5), euro(123456)
    ('-0,05 euro', '1234,56 euro')
    """
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100},{abs(cents) % 100:02d} euro"
