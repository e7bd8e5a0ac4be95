"""Formats of statements, and the life of a line."""

from enum import StrEnum


class StatementFormat(StrEnum):
    """How a bank writes its statement."""

    CAMT053 = "camt053"
    MT940 = "mt940"
    CSV = "csv"


class LineState(StrEnum):
    """`new` was not looked at yet; `outgoing` is money that left; `matched` pays a gift.

    `suggested` and `unmatched` wait for a person, `double` too, with a case: its reference was paid or withdrawn
    before. `dismissed` is no gift, as a person said with a reason.
    """

    NEW = "new"
    OUTGOING = "outgoing"
    MATCHED = "matched"
    SUGGESTED = "suggested"
    UNMATCHED = "unmatched"
    DOUBLE = "double"
    DISMISSED = "dismissed"


LINE: dict[LineState, frozenset[LineState]] = {
    LineState.NEW: frozenset({LineState.MATCHED, LineState.SUGGESTED, LineState.UNMATCHED, LineState.DOUBLE}),
    LineState.SUGGESTED: frozenset({LineState.MATCHED, LineState.DOUBLE, LineState.DISMISSED}),
    LineState.UNMATCHED: frozenset({LineState.MATCHED, LineState.DOUBLE, LineState.DISMISSED}),
    LineState.DOUBLE: frozenset({LineState.MATCHED, LineState.DISMISSED}),
    LineState.MATCHED: frozenset({LineState.UNMATCHED}),
    LineState.DISMISSED: frozenset({LineState.UNMATCHED}),
}
WAITING = frozenset({LineState.SUGGESTED, LineState.UNMATCHED, LineState.DOUBLE})

FORMAT_LABELS: dict[StatementFormat, str] = {
    StatementFormat.CAMT053: "CAMT.053 (XML)",
    StatementFormat.MT940: "MT940",
    StatementFormat.CSV: "CSV",
}
LINE_LABELS: dict[LineState, str] = {
    LineState.NEW: "Da esaminare",
    LineState.OUTGOING: "In uscita",
    LineState.MATCHED: "Abbinato",
    LineState.SUGGESTED: "Da confermare",
    LineState.UNMATCHED: "Non abbinato",
    LineState.DOUBLE: "Doppio pagamento",
    LineState.DISMISSED: "Non è una donazione",
}
