"""The donations of an edition's file: a list of tables, or a block of comma-separated lines with a heading."""

import csv
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from apps.calls.editions.edition import PlannedGift
from apps.calls.editions.reader import EditionReader
from apps.calls.rules.vocabulary import Channel, DonorKind, Relation
from apps.kernel.amounts import MOST_CENTS

MAX_GIFTS = 100_000
_COLUMNS = (
    "at",
    "campaign",
    "amount_cents",
    "donor",
    "donor_kind",
    "channel",
    "relation",
    "fee_cents",
    "collected_at",
    "refunded_at",
)


def read_gifts(reader: EditionReader, known: set[str]) -> tuple[PlannedGift, ...]:
    """Return the donations to the known campaigns in the order in which they are written; problems go to the reader."""
    kinds: dict[str, DonorKind] = {}
    found = []
    for number, row in enumerate(_rows(reader), start=1):
        gift = _gift(row, known, f"dono-{number}")
        if gift is None:
            continue
        if kinds.setdefault(gift.donor, gift.donor_kind) is not gift.donor_kind:
            row.refuse("donor_kind", "two_kinds", f"«{gift.donor}» è già «{kinds[gift.donor]}».")
        found.append(gift)
    return tuple(found)


def _rows(reader: EditionReader) -> Iterator[EditionReader]:
    written = reader.anything("donations")
    if not isinstance(written, str):
        yield from reader.entries("donations", MAX_GIFTS)
        return
    lines = written.strip().splitlines()
    if len(lines) > MAX_GIFTS + 1:
        reader.refuse("donations", "too_many", f"sono {len(lines) - 1} righe, il massimo è {MAX_GIFTS}.")
        return
    heading = [name.strip() for name in lines[0].split(",")] if lines else []
    unknown = [name for name in heading if name not in _COLUMNS]
    if unknown or len(set(heading)) < len(heading) or not heading:
        reader.refuse("donations", "wrong_heading", f"la prima riga nomina le colonne: {', '.join(_COLUMNS)}.")
        return
    for number, cells in enumerate(csv.reader(lines[1:]), start=2):
        place = f"donations, riga {number}"
        row = reader.row(_values(heading, cells), place)
        if len(cells) > len(heading):
            row.refuse("donations", "too_many_cells", f"sono {len(cells)} valori per {len(heading)} colonne.")
        yield row


def _values(heading: list[str], cells: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, cell in zip(heading, (cell.strip() for cell in cells), strict=False):
        if cell:
            values[name] = int(cell) if name.endswith("_cents") and cell.isascii() and cell.isdigit() else cell
    return values


def _gift(row: EditionReader, known: set[str], nobody: str) -> PlannedGift | None:
    campaign = row.name("campaign")
    if campaign and campaign not in known:
        row.refuse("campaign", "unknown_campaign", f"nessuna campagna ha la chiave «{campaign}».")
    amount_cents = row.required_integer("amount_cents", 1, MOST_CENTS)
    at, collected_at, refunded_at = row.moment("at"), row.moment("collected_at"), row.moment("refunded_at")
    values: dict[str, Any] = {
        "donor": row.text("donor", 80) or nobody,
        "donor_kind": row.choice("donor_kind", DonorKind) or DonorKind.NATURAL_PERSON,
        "channel": row.choice("channel", Channel) or Channel.ONLINE,
        "relation": row.choice("relation", Relation) or Relation.NONE,
        "fee_cents": row.integer("fee_cents", 0, amount_cents or 0) or 0,
    }
    row.refuse_the_rest()
    if at is None:
        row.refuse("at", "missing", "la data della donazione è obbligatoria.")
    if at is None or amount_cents is None or campaign not in known:
        return None
    collected_at = collected_at or at
    _check_order(row, at, collected_at, refunded_at)
    return PlannedGift(
        at=at,
        campaign=campaign,
        amount_cents=amount_cents,
        collected_at=collected_at,
        refunded_at=refunded_at,
        **values,
    )


def _check_order(row: EditionReader, at: datetime, collected_at: datetime, refunded_at: datetime | None) -> None:
    if collected_at < at:
        row.refuse("collected_at", "before", "viene prima della donazione.")
    if refunded_at and refunded_at < collected_at:
        row.refuse("refunded_at", "before", "viene prima dell'incasso.")
