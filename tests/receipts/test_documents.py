"""The PDF of a receipt: accessible, the same every time, and nothing that people write is ever run."""

import json
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from apps.receipts import documents, printing
from apps.receipts.rules import repertoire, sample, snapshot
from apps.receipts.rules.snapshot import Contents, Donor, Issuer, Payment, Wording
from apps.receipts.states import Regime

NOW = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
ATTACKS = [
    '#panic("no")',
    '#eval("1+1") #sys.inputs',
    "$ integral_0^1 $ *grassetto* _corsivo_ `codice` <etichetta> @rimando",
    "] #text(fill: red)[rosso] [",
    '"); #import "common.typ": euro //',
    "\\u{41} \\ = Titolo",
    "/* commento */ // fine",
]


def frozen(**changed: Any) -> dict[str, Any]:
    """Return the contents of a receipt, with what is changed of its donor."""
    contents = Contents(
        issuer=Issuer("Associazione Orti", "97103880585", "12345", "Via Larga 1, Milano", is_demo=False),
        donor=Donor(
            **{
                "kind": "natural_person",
                "name": "Ada Rossi",
                "tax_code": "RSSDAA80A41F205L",
                "address": "Via Roma 1",
                **changed,
            }
        ),
        payment=Payment(
            amount_cents=100_00,
            reward_value_cents=30_00,
            deductible_cents=70_00,
            paid_on=date(2026, 3, 2),
            means="Bonifico bancario",
            reference="RF123",
        ),
        campaign="Orto di quartiere",
        city="Milano",
        regime=Regime.CTS_83,
        wording=Wording(2, "Testo del Comune.\n\nSecondo paragrafo."),
        issued_on=date(2026, 4, 1),
        is_demo=False,
    )
    return snapshot.freeze(contents, number=12, year=2026)


def read(body: bytes) -> PdfReader:
    return PdfReader(BytesIO(body))


def text_of(body: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(body).pages).replace("\u00a0", " ").split())


def test_a_receipt_is_a_tagged_document_with_language_and_title() -> None:
    reader = read(printing.preview_pdf(frozen(), now=NOW))
    root = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "it-IT"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert reader.metadata and reader.metadata.title == "Ricevuta n. 12/2026 - Associazione Orti"
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata and "<pdfaid:conformance>A</pdfaid:conformance>" in metadata


def test_every_table_of_a_receipt_has_headings() -> None:
    reader = read(printing.preview_pdf(frozen(), now=NOW))
    kinds = tags(reader.trailer["/Root"]["/StructTreeRoot"])
    assert kinds.count("/Table") == 2 and kinds.count("/TH") >= 4
    assert "/H1" in kinds or "/Title" in kinds


def tags(node: Any) -> list[str]:
    found = [str(node["/S"])] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        node_or_number = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(node_or_number, dict):
            found += tags(node_or_number)
    return found


def test_a_receipt_says_everything_that_the_law_asks_for() -> None:
    text = text_of(printing.preview_pdf(frozen(), now=NOW))
    for said in (
        "Ricevuta n. 12/2026",
        "Emessa il 01/04/2026",
        "Associazione Orti",
        "97103880585",
        "RUNTS n. 12345",
        "Ada Rossi",
        "RSSDAA80A41F205L",
        "Via Roma 1",
        "€ 100,00",
        "cento euro",
        "€ 30,00",
        "Parte detraibile o deducibile € 70,00",
        "02/03/2026",
        "Bonifico bancario",
        "RF123",
        "Orto di quartiere",
        "Testo del Comune.",
        "Secondo paragrafo.",
    ):
        assert said in text, said


def test_the_same_contents_make_the_same_bytes_and_others_do_not() -> None:
    first, again = (printing.preview_pdf(frozen(), now=NOW) for _ in range(2))
    assert first == again
    assert printing.preview_pdf(frozen(name="Ada Rossa"), now=NOW) != first
    assert read(first).metadata.creation_date.date() == date(2026, 4, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_a_donor_writes_is_shown_and_never_run(attack: str) -> None:
    body = printing.preview_pdf(frozen(name=attack, address=attack), now=NOW)
    assert text_of(body).count(attack) == 2


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_the_office_writes_is_shown_and_never_run(attack: str) -> None:
    made = sample.snapshot(regime=Regime.ART_BONUS, text=attack, city="Milano", now=NOW)
    assert attack in text_of(printing.preview_pdf(made, now=NOW))


def test_characters_without_a_glyph_are_replaced_and_said_to_be() -> None:
    text = text_of(printing.preview_pdf(frozen(name="王 Ada 💶 \u202e\x00"), now=NOW))
    assert "\ufffd Ada \ufffd" in text
    assert "sta al posto di caratteri" in text
    assert "sta al posto di caratteri" not in text_of(printing.preview_pdf(frozen(), now=NOW))


def test_every_character_of_the_repertoire_has_a_glyph() -> None:
    printable = [chr(code) for code in range(0x2_0000) if repertoire.is_printable(chr(code))]
    assert len(printable) > 1_000
    printing.preview_pdf(frozen(name=" ".join(printable)), now=NOW)


def test_the_compiler_refuses_what_the_repertoire_keeps_out() -> None:
    data = printing._shown(frozen())
    data = {**data, "sha256": "0" * 64, "cancelled": None, "campaign": "王"}
    with pytest.raises(Exception, match="could not be displayed"):
        documents.render(layout="receipt_1", data=data, made_at=NOW)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120), st.text(max_size=200))
def test_any_text_makes_a_document(name: str, address: str) -> None:
    read(printing.preview_pdf(frozen(name=name or "x", address=address), now=NOW))


def test_a_very_long_text_goes_on_to_other_pages() -> None:
    made = sample.snapshot(regime=Regime.CTS_83, text="Parola lunga. " * 900, city="Milano", now=NOW)
    reader = read(printing.preview_pdf(made, now=NOW))
    assert len(reader.pages) > 1
    assert "Pagina 2 di" in reader.pages[1].extract_text()


def test_the_snapshot_is_plain_json_whose_seal_changes_with_it() -> None:
    made = frozen()
    assert json.loads(json.dumps(made)) == made
    assert snapshot.seal(made) != snapshot.seal(frozen(name="Ada Rossa"))
    assert len(snapshot.seal(made)) == 64
