"""Statements in three formats, and files that are none: lines, or the one refusal."""

import logging
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.banking.formats import MAX_BYTES, StatementRefused, read
from apps.banking.rules.columns import CsvMapping, WrongMapping
from apps.banking.rules.lines import ParsedStatement
from apps.banking.states import StatementFormat

FILES = Path(__file__).parent / "files"
IBAN = "IT60X0542811101000000123456"
MAPPING = CsvMapping(
    encoding="cp1252",
    skip_rows=2,
    booked_on="Data contabile",
    value_on="Data valuta",
    ordered_on="Data ordine",
    credit="Entrate",
    debit="Uscite",
    currency="Divisa",
    counterparty_name="Ordinante",
    remittance="Causale",
)


def camt(text: str = "", old: str = "", new: str = "") -> bytes:
    return (FILES / "estratto.camt053.xml").read_text().replace(old, new).encode()


def of(statement_format: StatementFormat, data: bytes) -> ParsedStatement:
    return read(data, statement_format, MAPPING)[0]


def test_camt_gives_the_booked_entries_each_part_as_a_line() -> None:
    found = of(StatementFormat.CAMT053, camt())
    assert found.account == IBAN
    assert [line.amount_cents for line in found.lines] == [50_00, 25_50, 50_00, -12_00, 12_00]
    assert [line.is_reversal for line in found.lines] == [False, False, False, False, True]
    first = found.lines[0]
    assert (first.counterparty_name, first.bank_reference) == ("ROSSI ADA", "CRO0001")
    assert first.counterparty_iban == "IT28W8000000292100645211111"
    assert "rf18 5390-0754 7034" in first.remittance
    assert (first.booked_on, first.ordered_on) == (date(2026, 3, 11), date(2026, 3, 10))
    assert found.lines[1].remittance == "RF18539007547034"


def test_camt_with_a_prefix_on_its_names_is_read_the_same() -> None:
    prefixed = camt().replace(b'xmlns="', b'xmlns:n="').replace(b"<", b"<n:").replace(b"<n:/", b"</n:")
    prefixed = prefixed.replace(b"<n:?", b"<?")
    assert of(StatementFormat.CAMT053, prefixed) == of(StatementFormat.CAMT053, camt())


def test_camt_whose_parts_do_not_add_up_gives_the_entry_as_one_line() -> None:
    found = of(StatementFormat.CAMT053, camt(old='<Amt Ccy="EUR">25.5</Amt>', new='<Amt Ccy="EUR">25.6</Amt>'))
    assert [line.amount_cents for line in found.lines] == [50_00, 75_50, -12_00, 12_00]


def test_mt940_gives_its_lines_with_text_on_several_rows() -> None:
    found = of(StatementFormat.MT940, (FILES / "estratto.mt940").read_bytes())
    assert found.account.startswith(IBAN)
    assert [line.amount_cents for line in found.lines] == [50_00, -12_00, 1_250_50]
    assert [line.bank_reference for line in found.lines] == ["CRO0001", "CRO0003", "CRO0004"]
    assert "RF18 5390 0754" in found.lines[0].remittance
    assert found.lines[0].booked_on == date(2026, 3, 11)


def test_the_balances_of_a_statement_are_held_against_its_lines() -> None:
    whole = of(StatementFormat.MT940, (FILES / "estratto.mt940").read_bytes())
    assert (whole.opening_cents, whole.closing_cents, whole.gap_cents) == (1_000_00, 2_288_50, 0)
    cut = (FILES / "estratto.mt940").read_bytes().replace(b"C260310EUR1000,00", b"C260310EUR1012,00")
    assert of(StatementFormat.MT940, cut).gap_cents == -12_00
    for cents, gap_cents in (("1125.50", 0), ("1125.51", 1)):
        balance = (
            '<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">{}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>'
        )
        told = camt(old="   <Ntry>", new=f"   {balance.format(cents)}\n   <Ntry>")
        assert of(StatementFormat.CAMT053, told).gap_cents == gap_cents


@pytest.mark.parametrize("changed", [("OPBD", "ITBD"), ('<Amt Ccy="EUR">1000.00', '<Amt Ccy="CHF">1000.00')])
def test_a_balance_that_a_statement_does_not_say_in_euro_proves_nothing(changed: tuple[str, str]) -> None:
    found = of(StatementFormat.CAMT053, camt(old=changed[0], new=changed[1]))
    assert (found.opening_cents, found.gap_cents) == (None, 0)


def test_csv_is_read_by_the_columns_that_were_named() -> None:
    found = of(StatementFormat.CSV, (FILES / "estratto.csv").read_bytes())
    assert [line.amount_cents for line in found.lines] == [50_00, -12_00, 1_250_50]
    assert found.lines[2].counterparty_name == "Verdi Società Agricola"
    assert found.lines[0].ordered_on == date(2026, 3, 10)


def test_every_format_finds_the_same_reference() -> None:
    from apps.banking.rules import references

    files = {
        StatementFormat.CAMT053: camt(),
        StatementFormat.MT940: (FILES / "estratto.mt940").read_bytes(),
        StatementFormat.CSV: (FILES / "estratto.csv").read_bytes(),
    }
    for statement_format, data in files.items():
        assert references.find_in(of(statement_format, data).lines[0].remittance) == ["RF18539007547034"]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:1/evil.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declarations_and_entities_are_refused(declaration: str, encoding: str) -> None:
    body = camt().decode().split("?>", 1)[1].replace("Canone", "&b;" if "ENTITY b" in declaration else "Canone", 1)
    document = f'<?xml version="1.0" encoding="{encoding}"?>{declaration}{body}'
    with pytest.raises(StatementRefused):
        read(document.encode(encoding), StatementFormat.CAMT053)


def test_a_file_that_nests_a_million_times_is_refused() -> None:
    with pytest.raises(StatementRefused):
        read(b"<a>" * 1_000_000, StatementFormat.CAMT053)


@pytest.mark.parametrize(
    ("old", "new"),
    [('Ccy="EUR">50.00', 'Ccy="USD">50.00'), ("50.00</Amt><CdtDbtInd>CRDT", "50.005</Amt><CdtDbtInd>CRDT")],
    ids=["another currency", "a fraction of a cent"],
)
def test_camt_with_an_amount_that_is_no_euro_cents_is_refused(old: str, new: str) -> None:
    with pytest.raises(StatementRefused):
        of(StatementFormat.CAMT053, camt(old=old, new=new))


def test_a_file_that_names_a_file_of_the_server_is_not_that_file() -> None:
    with pytest.raises(StatementRefused):
        read(b"/etc/passwd", StatementFormat.MT940)


def test_a_file_above_the_limit_is_refused() -> None:
    with pytest.raises(StatementRefused, match="MB"):
        read(b" " * (MAX_BYTES + 1), StatementFormat.CSV, MAPPING)


def test_nothing_of_a_bad_mt940_reaches_the_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(StatementRefused):
        read(b":20:X\n:25:1\n:61:ROSSI ADA HA DONATO\n:62F:C2", StatementFormat.MT940)
    assert "ROSSI" not in caplog.text


@pytest.mark.parametrize(
    "wrong",
    [{"encoding": "rot13"}, {"delimiter": "x"}, {"date_format": "boh"}, {"skip_rows": 1000}, {"credit": ""}],
)
def test_a_mapping_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(WrongMapping):
        CsvMapping.from_document({**MAPPING.to_document(), **wrong})


def test_a_mapping_is_kept_and_read_again() -> None:
    assert CsvMapping.from_document(MAPPING.to_document()) == MAPPING


def test_a_csv_without_a_named_column_says_which() -> None:
    with pytest.raises(StatementRefused, match="Causale"):
        read(
            b"Data contabile;Entrate\n11/03/2026;1,00\n",
            StatementFormat.CSV,
            CsvMapping(**{**MAPPING.to_document(), "skip_rows": 0}),
        )


MUTATED = st.tuples(
    st.sampled_from(sorted(FILES.iterdir())), st.integers(0, 4000), st.binary(max_size=6), st.integers(0, 40)
).map(lambda told: (d := told[0].read_bytes())[: told[1]] + told[2] + d[told[1] + told[3] :])


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400) | MUTATED, st.sampled_from(list(StatementFormat)))
def test_any_bytes_give_lines_or_the_one_refusal(data: bytes, statement_format: StatementFormat) -> None:
    try:
        found = read(data, statement_format, MAPPING)
    except StatementRefused:
        return
    assert all(isinstance(line.amount_cents, int) for statement in found for line in statement.lines)
