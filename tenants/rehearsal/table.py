"""A replay as a person reads it in a terminal: one line per campaign, then the totals. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any

from apps.kernel.money import format_euro

_STATES = {
    "draft": "non aperta",
    "funded": "finanziata",
    "not_funded": "non finanziata",
    "cancelled": "annullata",
}
_TOTALS = {
    "campaigns_online": "Campagne aperte",
    "campaigns_funded": "Campagne finanziate",
    "campaigns_not_funded": "Campagne non finanziate",
    "campaigns_not_opened": "Campagne che le regole non ammettono",
    "gifts": "Donazioni incassate",
    "gifts_refunded": "Donazioni restituite",
    "gifts_refused": "Donazioni non accettate",
    "donors": "Donatori",
    "donors_natural_persons": "  persone",
    "donors_legal_entities": "  enti e imprese",
    "largest_donation_cents": "Donazione più grande",
    "gathered_cents": "Incassato in tutto",
    "refunded_cents": "Restituito",
    "raised_cents": "Raccolto dalle campagne",
    "fees_cents": "Commissioni",
    "matched_cents": "Cofinanziato",
    "total_cents": "Raccolto e cofinanziato",
}
_POOLS = {"fundings": "del file", "rules": "delle regole", "worst_case": "non indicata: quanto basta a tutti"}


def lines(result: dict[str, Any]) -> Iterator[str]:
    """Return the lines that tell a replay, and the other one beside it where there are two."""
    yield f"Edizione {result['edition']}" + (f": {result['title']}" if result["title"] else "")
    if result["constructed"]:
        yield f"Dati ricostruiti: {result['constructed']}"
    yield from _told(result)
    if result["reported"]:
        yield ""
        yield "Confronto con i dati pubblicati"
        heads = ("", "pubblicato", "replay", "differenza")
        yield from _table([heads, *(_reported(name, row) for name, row in result["reported"].items())])
    if "alternative" in result:
        yield ""
        yield "Con le altre regole"
        yield from _told(result["alternative"])
        yield ""
        yield from _differences(result["differences"])


def _told(outcome: dict[str, Any]) -> Iterator[str]:
    heads = ("Campagna", "Costo", "Raccolto", "Restituito", "Cofinanziato", "Esito", "Donazioni")
    yield from _table([heads, *map(_campaign, outcome["campaigns"])])
    yield ""
    pool = outcome["pool"]
    yield (
        f"Dotazione ({_POOLS[pool['source']]}): {format_euro(pool['funded_cents'])}, impegnata "
        f"{format_euro(pool['committed_cents'])}, libera {format_euro(pool['free_cents'])}"
    )
    yield from _table([(label, _value(name, outcome["totals"][name])) for name, label in _TOTALS.items()])
    yield (
        f"Decisioni: {len(outcome['decisions'])}, prenotazioni e impegni: {len(outcome['reservations'])}, "
        f"problemi nei conti: {len(outcome['proof']['findings'])}"
    )
    for refusal in outcome["refusals"][:20]:
        yield f"  {refusal['at']} {refusal['campaign']}: {refusal['reason']}"
    if len(outcome["refusals"]) > 20:  # noqa: PLR2004
        yield f"  … e altri {len(outcome['refusals']) - 20} rifiuti: vedi --json"


def _differences(differences: dict[str, Any]) -> Iterator[str]:
    if not differences["campaigns"] and not differences["totals"]:
        yield "Nessuna differenza."
        return
    yield "Differenze (altre regole meno regole del bando)"
    heads = ("Campagna", "Voce", "Bando", "Altre regole", "Differenza")
    rows = [
        (each["key"], name, _value(name, pair["published"]), _value(name, pair["alternative"]), _change(name, pair))
        for each in differences["campaigns"]
        for name, pair in each["changed"].items()
    ]
    rows += [
        ("TOTALE", name, _value(name, pair["published"]), _value(name, pair["alternative"]), _change(name, pair))
        for name, pair in differences["totals"].items()
    ]
    yield from _table([heads, *rows])


def _campaign(row: dict[str, Any]) -> tuple[str, ...]:
    cents = (row["cost_cents"], row["raised_cents"], row["refunded_cents"], row["matched_cents"])
    return (row["key"], *map(format_euro, cents), _STATES.get(row["state"], row["state"]), str(row["gifts"]))


def _reported(name: str, row: dict[str, Any]) -> tuple[str, ...]:
    return (
        _TOTALS.get(name, name).strip(),
        *(_value(name, row[each]) for each in ("reported", "replayed", "difference")),
    )


def _change(name: str, pair: dict[str, Any]) -> str:
    return _value(name, pair["difference"]) if "difference" in pair else ""


def _value(name: str, value: Any) -> str:
    if name == "state":
        return _STATES.get(value, value)
    return format_euro(value) if name.endswith("_cents") else str(value)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()
