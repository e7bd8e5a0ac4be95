"""One small edition, told by the production engine: what comes out, and that nothing stays."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.db import connection

from tests.harness.fresh import FreshDatabase
from tests.rehearsal.replays import DOCUMENTED, replay, replay_json, row, write

OTHER_RULES = """
kind: threshold
threshold_bps: 5000
base: fixed_share
match_share_bps: 5000
cap_per_project_cents: 500000
pool_cents: 1000000
campaign_days: 30
"""


@pytest.fixture
def edition(fresh_database: FreshDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The documented edition, on a database of the test's own; whoever speaks to the network fails."""

    def refuse(*_: object) -> None:
        raise AssertionError("a replay speaks to nobody")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    return write(tmp_path, DOCUMENTED)


def everything_of(schema_name: str) -> dict[str, list[Any]]:
    """Return every row of a schema as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema_name])
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT row.*::text FROM "{schema_name}"."{table}" AS row ORDER BY 1')
            found[table] = cursor.fetchall()
    return found


def schemas() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def test_the_documented_edition_comes_to_what_its_page_says(edition: Path) -> None:
    told = replay_json(edition)
    orto, teatro, panchine = (row(told, key) for key in ("orto", "teatro", "panchine"))
    assert (orto["state"], orto["raised_cents"], orto["matched_cents"]) == ("funded", 550_000, 450_000)
    assert (teatro["state"], teatro["raised_cents"], teatro["matched_cents"]) == ("funded", 300_000, 250_000)
    assert (teatro["refunded_cents"], teatro["entitlement_cents"]) == (20_000, 300_000)
    assert (panchine["state"], panchine["raised_cents"], panchine["refunded_cents"]) == ("not_funded", 0, 50_000)
    assert told["pool"] == {
        "source": "rules",
        "funded_cents": 700_000,
        "committed_cents": 700_000,
        "reserved_cents": 0,
        "free_cents": 0,
    }
    assert told["totals"]["total_cents"] == 850_000 + 700_000
    assert told["totals"]["gathered_cents"] == told["totals"]["raised_cents"] + told["totals"]["refunded_cents"]
    assert told["proof"] == {"decisions_recomputed": 6, "findings": []}
    assert [each["kind"] for each in told["reservations"]][:3] == ["call_funded", "match_reserved", "match_reserved"]
    assert all(len(each["sha256"]) == 64 for each in told["decisions"])


def test_it_says_the_same_twice_and_leaves_nothing_anywhere(edition: Path) -> None:
    before = {name: everything_of(name) for name in ("c_milano", "c_venezia", "public")}
    there = schemas()
    assert {"c_milano", "c_venezia"} <= set(there)
    assert replay(edition, "--json") == replay(edition, "--json")
    assert {name: everything_of(name) for name in before} == before
    assert schemas() == there


def test_with_other_rules_both_stand_side_by_side(edition: Path, tmp_path: Path) -> None:
    other = write(tmp_path, OTHER_RULES, "other.yaml")
    told = replay_json(edition, "--rules", str(other))
    assert told["totals"] == replay_json(edition)["totals"]
    assert row(told["alternative"], "orto")["matched_cents"] == 500_000
    changed = {each["key"]: each["changed"] for each in told["differences"]["campaigns"]}
    assert changed["orto"]["matched_cents"] == {"published": 450_000, "alternative": 500_000, "difference": 50_000}
    assert changed["teatro"]["matched_cents"]["difference"] == 50_000
    assert "panchine" not in changed
    assert told["differences"]["totals"]["matched_cents"]["difference"] == 100_000
    assert "Differenze" in replay(edition, "--rules", str(other))


def test_the_table_tells_the_campaigns_and_the_totals(edition: Path) -> None:
    told = replay(edition)
    for words in ("orto", "non finanziata", "€\u00a07.000,00", "Tutto è inventato", "Raccolto e cofinanziato"):
        assert words in told


def test_what_the_rules_do_not_admit_is_told_and_not_counted(edition: Path, tmp_path: Path) -> None:
    late = DOCUMENTED.replace("+9 21:00,panchine", "+25 21:00,panchine").replace("cost_cents: 600000", "cost_cents: 99")
    strict = late.replace("campaign_days: 30", "campaign_days: 30\n  min_project_cost_cents: 1000")
    told = replay_json(write(tmp_path, strict, "late.yaml"))
    assert row(told, "teatro")["state"] == "draft"
    assert {(each["what"], each["campaign"], each["code"]) for each in told["refusals"]} == {
        ("campaign_not_opened", "teatro", "campaign_cannot_open"),
        ("gift_refused", "teatro", "campaign_closed"),
        ("gift_refused", "panchine", "campaign_closed"),
    }
    assert told["totals"]["gifts"] == 2


def test_money_that_comes_after_the_deadline_counts_within_the_window_only(edition: Path, tmp_path: Path) -> None:
    head, _ = DOCUMENTED.replace("campaign_days: 30", "campaign_days: 30\n  late_payments_days: 2").split(
        ",refunded_at\n"
    )
    late = [
        "+19 12:00,teatro,150000,ada,,+21",
        "+19 12:30,teatro,150000,bruno,,+21 18:00",
        "+19 13:00,teatro,10000,dino,,+24",
    ]
    told = replay_json(write(tmp_path, f"{head},collected_at\n  " + "\n  ".join(late) + "\n", "late.yaml"))
    teatro = row(told, "teatro")
    assert (teatro["state"], teatro["raised_cents"], teatro["refunded_cents"]) == ("funded", 300_000, 10_000)
    assert teatro["settled_at"] == "2026-03-23T09:00:00Z"


def test_after_an_error_in_the_middle_nothing_stays(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tenants.rehearsal import report

    def fail(*_: object) -> None:
        raise RuntimeError("in the middle")

    before, there = everything_of("public"), schemas()
    monkeypatch.setattr(report, "_proof", fail)
    with pytest.raises(RuntimeError, match="in the middle"):
        replay(edition)
    assert everything_of("public") == before
    assert schemas() == there
    monkeypatch.undo()
    assert json.loads(replay(edition, "--json"))["totals"]["campaigns_funded"] == 2


def test_the_schema_of_a_killed_replay_is_dropped_by_the_next_and_a_running_one_is_not(
    edition: Path, fresh_database: FreshDatabase
) -> None:
    from tenants.fleet import owner
    from tenants.rehearsal.scratch import scratch_schema

    with owner.connect() as link:
        link.execute("CREATE SCHEMA rehearsal_killed")
    with scratch_schema() as running, owner.connect() as link:
        names = [name for (name,) in link.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rehears%'")]
        assert names == [running]
        from tenants.rehearsal.scratch import drop_abandoned

        assert drop_abandoned(link) == []
    assert not [name for name in schemas() if name.startswith("rehearsal_")]


def test_a_refused_file_ends_with_an_italian_sentence(edition: Path, tmp_path: Path) -> None:
    for text, words in (
        (DOCUMENTED.replace("kind: threshold", "kind: quadratic"), "quadratic"),
        (DOCUMENTED.split("campaigns:")[0], "non elenca campagne"),
    ):
        with pytest.raises(CommandError, match=words) as refused:
            replay(write(tmp_path, text, "refused.yaml"))
        assert refused.value.returncode == 1
    with pytest.raises(CommandError, match="non si può leggere"):
        replay(tmp_path / "missing.yaml")


def test_every_due_work_of_the_match_is_done_in_a_replay_or_left_on_purpose() -> None:
    from colletta.agenda import AGENDA
    from tenants.rehearsal.agenda import ASKS_OUTSIDE, PERFORMED

    of_the_match = {kind for kind, handler in AGENDA.items() if handler.startswith("apps.matching.")}
    assert {*PERFORMED, *ASKS_OUTSIDE} == {*of_the_match, "refund.send"}
