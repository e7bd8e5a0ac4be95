"""The editions' files are read strictly, and refused in Italian with the place of every problem."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from apps.calls.editions import reading
from apps.calls.editions.reading import EditionRefused, read_edition, read_rules
from apps.calls.rules.vocabulary import DonorKind
from tests.rehearsal.replays import DOCUMENTED, write

LISTED = """
donations:
  - {at: +1 18:30, campaign: orto, amount_cents: 300000, donor: ada}
  - {at: +2 09:15, campaign: orto, amount_cents: 250000, donor: fondazione, donor_kind: legal_entity}
  - {at: +3 12:00, campaign: teatro, amount_cents: 300000, donor: bruno}
  - {at: +4 08:00, campaign: teatro, amount_cents: 20000, donor: ada, refunded_at: +6}
  - {at: +9 21:00, campaign: panchine, amount_cents: 50000, donor: carla}
"""


def refusals(folder: Path, *changes: tuple[str, str]) -> str:
    text = DOCUMENTED
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    with pytest.raises(EditionRefused) as refused:
        read_edition(write(folder, text))
    return refused.value.message


def test_the_documented_edition_is_read_with_local_times(tmp_path: Path) -> None:
    edition = read_edition(write(tmp_path, DOCUMENTED))
    orto, teatro, panchine = edition.campaigns
    assert orto.opens_at == datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert orto.closes_at == datetime(2026, 3, 31, 8, tzinfo=UTC)
    assert teatro.closes_at == datetime(2026, 3, 21, 9, tzinfo=UTC)
    assert panchine.closes_at == datetime(2026, 3, 19, 23, tzinfo=UTC)
    assert [gift.donor_kind for gift in edition.donations][:2] == [DonorKind.NATURAL_PERSON, DonorKind.LEGAL_ENTITY]
    assert edition.donations[3].refunded_at == datetime(2026, 3, 7, 9, tzinfo=UTC)


def test_donations_as_tables_or_as_lines_are_the_same(tmp_path: Path) -> None:
    tables = write(tmp_path, DOCUMENTED.split("donations: |")[0] + LISTED, "tables.yaml")
    assert read_edition(tables) == read_edition(write(tmp_path, DOCUMENTED))


def test_every_problem_is_named_at_once_with_its_place(tmp_path: Path) -> None:
    told = refusals(
        tmp_path,
        ("cost_cents: 600000", "cost_cents: 6000.00"),
        ("+3 12:00,teatro,300000", "ieri,teatri,-3"),
        ("threshold_bps: 5000", "threshold_bps: 50001"),
        ("title: Un esempio", "titolo: Un esempio"),
        ("fondazione,legal_entity", "ada,legal_entity"),
    )
    for place in (
        "campaigns, voce 2, cost_cents",
        "donations, riga 4, campaign",
        "donations, riga 4, amount_cents",
        "donations, riga 4, at",
        "donations, riga 3, donor_kind: «ada» è già",
        "titolo",
        "Soglia",
    ):
        assert place in told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("key: teatro", "key: orto", "è già un'altra campagna"),
        ("closes_at: +20", "closes_at: 2026-02-20", "prima dell'apertura"),
        (",,+6", ",,+3", "prima dell'incasso"),
        ("at,campaign", "quando,campaign", "la prima riga nomina le colonne"),
        ("title: Un esempio", "key: altro", "scritto due volte"),
        ("rules:", "rules: &r", "riferimenti"),
        ("starts_at: 2026-03-01T10:00", "starts_at: 1 marzo", "una data e un'ora"),
        ("campaign_days: 30", "late_payments_days: 1", "serve la scadenza"),
        ("orto,300000,ada", "orto,300000,ada,,,troppo", "7 valori per 6 colonne"),
        ("cap_per_project_cents: 500000", "caps_by_category: {lavori: 500000}", "non danno un massimo"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(tmp_path: Path, before: str, after: str, told: str) -> None:
    assert told in refusals(tmp_path, (before, after))


def test_a_text_that_is_not_an_edition_is_refused(tmp_path: Path) -> None:
    for text in ("", "- a\n- b\n", "key: [", "\x00"):
        with pytest.raises(EditionRefused):
            read_edition(write(tmp_path, text))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, DOCUMENTED)
    monkeypatch.setattr(reading, "MAX_BYTES", path.stat().st_size - 1)
    with pytest.raises(EditionRefused, match="supera"):
        read_edition(path)


def test_other_rules_are_a_document_alone_or_those_of_an_edition(tmp_path: Path) -> None:
    edition = write(tmp_path, DOCUMENTED)
    alone = write(
        tmp_path, "kind: threshold\nthreshold_bps: 5000\nbase: remaining_cost\ncap_per_project_cents: 0\n", "r"
    )
    assert read_rules(edition)[0]["pool_cents"] == 700_000
    assert read_rules(alone)[0]["cap_per_project_cents"] == 0


def test_the_editions_of_the_data_tell_what_is_constructed_in_them() -> None:
    for key in reading.list_keys():
        edition = reading.get_edition(key)
        assert edition.campaigns
        assert edition.donations
        assert edition.constructed
