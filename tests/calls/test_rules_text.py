"""The rules as one readable document: what is written reads back, and what strangers write is read with care."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.editions import reading
from apps.calls.rules import text
from apps.calls.rules.document import RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import LABELS, WORDS
from apps.kernel.amounts import MOST_CENTS

MILANO: dict[str, Any] = {
    "kind": "threshold",
    "threshold_bps": 5_000,
    "base": "remaining_cost",
    "cap_per_project_cents": 5_000_000,
}
LINE = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "pool_cents": st.integers(0, MOST_CENTS),
    "exhaustion": st.sampled_from(["first_come_partial", "ranking", "pro_rata"]),
    "judged": st.sampled_from(["on_crossing", "at_close"]),
    "on_failure": st.sampled_from(["refund_all", "keep"]),
    "pool_owner": st.sampled_from(["municipality", "national"]),
    "late_payments_days": st.integers(0, 90),
    "first_donation_only": st.booleans(),
    "boosts": st.lists(
        st.fixed_dictionaries(
            {"ratio_bps": st.integers(1, 10**6), "hours": st.integers(1, 999)},
            optional={"from_hour": st.integers(0, 999), "starts_at": st.just("2026-03-01T09:00:00+01:00")},
        ),
        max_size=3,
    ),
    "rounds": st.lists(
        st.fixed_dictionaries({"days": st.integers(1, 365), "goal": st.sampled_from(["minimum", "optimum"])}),
        max_size=3,
    ),
    "caps_by_category": st.dictionaries(st.text(LINE, min_size=1, max_size=12), st.integers(0, 10**9), max_size=4),
    "articles": st.dictionaries(
        st.sampled_from(sorted(set(LABELS) - {"articles"})),
        st.text(LINE, min_size=1, max_size=40).filter(lambda words: words.strip()),
        max_size=3,
    ),
    "counting": st.fixed_dictionaries(
        {},
        optional={
            "channels": st.lists(st.sampled_from(["online", "bank_transfer", "offline"]), min_size=1, unique=True),
            "excluded_relations": st.lists(st.sampled_from(["proponent", "related_party"]), unique=True),
            "min_distinct_donors": st.integers(1, 10**6),
        },
    ),
}


def refusal(written: str) -> str:
    with pytest.raises(RulesRefused) as caught:
        text.from_yaml(written)
    return str(caught.value)


@pytest.mark.parametrize("key", reading.list_keys())
def test_the_rules_of_an_edition_read_back_as_they_were_written(key: str) -> None:
    terms = reading.get_edition(key).terms()
    assert text.from_yaml(text.to_yaml(terms)) == terms


@given(changed=st.fixed_dictionaries({}, optional=OPTIONAL))
def test_any_rules_read_back_as_they_were_written(changed: dict[str, Any]) -> None:
    terms = MatchTerms.from_document({**MILANO, **changed})
    written = text.to_yaml(terms)
    assert text.from_yaml(written) == terms
    assert text.to_yaml(text.from_yaml(written)) == written


@pytest.mark.parametrize("character", [*map(chr, range(32)), "\x7f", "\x85", "\u2028", "\u2029", "\ud800"])
def test_a_text_that_is_not_one_line_is_refused_wherever_it_comes_from(character: str) -> None:
    words = f"art.{character}5"
    for changed in ({"articles": {"base": words}}, {"caps_by_category": {words: 1}}):
        with pytest.raises(RulesRefused, match="deve stare su una riga sola, senza a capo né caratteri di controllo"):
            MatchTerms.from_document({**MILANO, **changed})


def test_every_parameter_is_named_in_italian_and_its_amounts_are_said() -> None:
    written = text.to_yaml(MatchTerms.from_document({**MILANO, "counting": {"min_distinct_donors": 3}}))
    for words in (
        "# Soglia.\nthreshold_bps: 5000  # 50%",
        "cap_per_project_cents: 5000000  # €\u00a050.000,00",
        "  # Numero minimo di donatori.\n  min_distinct_donors: 3",
        "# Soglia non raggiunta. Valori: refund_all, keep.",
    ):
        assert words in written


def test_every_parameter_that_is_a_choice_names_its_values() -> None:
    assert set(WORDS) <= set(LABELS)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("kind: threshold\nkind: per_donation", "riga 2: lo stesso parametro è scritto due volte"),
        ("kind: &a threshold\nbase: *a", "riga 1: i riferimenti"),
        ("kind: !!python/object/apply:os.system ['true']", "riga 1: le etichette"),
        ("kind: threshold\n  base: [", "riga 2: il testo non è scritto in YAML corretto"),
        ("kind: threshold\n\tbase: x", "riga 2"),
        ("a: " + "[" * 40 + "]" * 40, "più di 8 livelli"),
        ("kind: \x00", "il testo non è scritto in YAML corretto"),
        ("- kind", "deve essere un elenco di parametri"),
        ("", "deve essere un elenco di parametri"),
        ("--- {}\n--- {}", "il testo non è scritto in YAML corretto"),
        ('kind: "\\0"', "riga 1: c'è un carattere di controllo"),
        ('kind: threshold\n"\\uD800": 1', "riga 2: c'è un carattere di controllo"),
        ("? [a, b]\n: 1", "il testo non è scritto in YAML corretto"),
        ("pool_cents: " + "9" * 5_000, "il testo non è scritto in YAML corretto"),
        ("# " + "x" * text.MAX_CHARACTERS, "il testo supera 50.000 caratteri"),
        ("kind: threshold\nunknown: 1", "unknown: parametro sconosciuto"),
    ],
)
def test_what_is_no_rules_document_is_refused_in_italian_with_its_line(written: str, words: str) -> None:
    assert words in refusal(written)


@pytest.mark.parametrize("value", ["010", "0x10", "1:30", "0.5", "1e3", "yes", "2026-01-01"])
def test_nothing_is_read_as_a_number_that_a_person_does_not_read_as_one(value: str) -> None:
    assert text.to_document(f"pool_cents: {value}") == {"pool_cents": value}
    assert "serve un numero intero" in refusal(f"kind: threshold\npool_cents: {value}")


def test_a_boost_without_a_time_zone_is_refused() -> None:
    row = "{ratio_bps: 20000, hours: 1, starts_at: '2026-03-01T09:00:00'}"
    assert "fuso orario" in refusal(f"kind: per_donation\nboosts: [{row}]")


def test_a_mark_of_the_byte_order_changes_nothing() -> None:
    assert text.to_document("\ufeffkind: threshold") == {"kind": "threshold"}
