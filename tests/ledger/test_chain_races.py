"""Sealing beside writers: no late commit is lost, and nobody waits for another city."""

from datetime import timedelta
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import transaction
from django_tenants.utils import schema_context

from apps.ledger import selectors as ledger
from apps.ledger import services
from apps.ledger.models import Seal
from apps.ledger.services import EntriesInFlight, Line, seals
from tenants.registry import selectors as registry
from tests.ledger import book
from tests.ledger.sealing import NOW, SCHEMA, codes, donate, seal


@pytest.mark.committed
def test_an_entry_that_commits_late_with_a_lower_id_is_sealed_with_the_others(fresh_database: Any) -> None:
    """The slow writer takes its id first and commits last; sealing waits for it, and for nobody who comes later."""
    slow_has_written, slow_may_end = Barrier(2, timeout=30), Event()

    def slow() -> None:
        with schema_context(SCHEMA), transaction.atomic():
            book.post(Line("psp:acct_9", "campaign:9:donations", 9), key="slow")
            slow_has_written.wait()
            slow_may_end.wait(30)

    def sealer() -> tuple[list[str], int, int]:
        slow_has_written.wait()
        with schema_context(SCHEMA):
            donate(1)
            with pytest.raises(EntriesInFlight):
                services.seal_entries(now=NOW)
            before = Seal.objects.count()
            slow_may_end.set()
            return sorted(codes()), before, _sealed_patiently()

    def _sealed_patiently() -> int:
        return services.seal_entries(now=NOW)

    seals.PATIENCE_SECONDS, patience = 0.3, seals.PATIENCE_SECONDS
    try:
        results = fresh_database.together(slow, sealer)
    finally:
        seals.PATIENCE_SECONDS = patience
    assert results == [None, ([], 0, 2)]
    with schema_context(SCHEMA):
        kept = Seal.objects.get()
        assert (kept.first_entry, kept.entries, kept.amount_cents) == (1, 2, 50_00 + 9)
        assert ledger.verify() == []


@pytest.mark.committed
def test_without_the_wait_the_late_entry_falls_into_a_sealed_range(
    fresh_database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: what goes wrong when the highest visible id is taken for the end of what is finished."""
    monkeypatch.setattr(seals, "_wait_for_writers", lambda: None)
    slow_has_written, sealed = Barrier(2, timeout=30), Event()

    def slow() -> None:
        with schema_context(SCHEMA), transaction.atomic():
            book.post(Line("psp:acct_9", "campaign:9:donations", 9), key="slow")
            slow_has_written.wait()
            sealed.wait(30)

    def sealer() -> int:
        slow_has_written.wait()
        with schema_context(SCHEMA):
            donate(1)
            count = services.seal_entries(now=NOW)
        sealed.set()
        return count

    assert fresh_database.together(slow, sealer) == [None, 1]
    with schema_context(SCHEMA):
        assert codes() == ["seal_rows_differ"]


@pytest.mark.committed
def test_sealing_does_not_wait_for_who_only_moves_money_in_another_city(fresh_database: Any) -> None:
    venezia_has_written, may_end = Barrier(2, timeout=30), Event()

    def venezia() -> None:
        with schema_context("c_venezia"), transaction.atomic():
            donate(1)
            venezia_has_written.wait()
            may_end.wait(30)

    def milano() -> int:
        venezia_has_written.wait()
        try:
            with schema_context(SCHEMA):
                donate(1)
                return seal()
        finally:
            may_end.set()

    assert fresh_database.together(venezia, milano) == [None, 1]


@pytest.mark.committed
def test_sealing_while_16_writers_write_loses_nothing(fresh_database: Any) -> None:
    written = Event()

    def write(writer: int) -> None:
        with schema_context(SCHEMA):
            for turn in range(25):
                line = Line(f"psp:acct_{writer}", f"campaign:{writer + 1}:donations", turn + 1)
                with transaction.atomic():
                    book.post(line, key=f"{writer}:{turn}")

    def keep_sealing() -> int:
        sealed = 0
        with schema_context(SCHEMA):
            while not written.is_set():
                sealed += services.seal_entries(now=NOW)
        return sealed

    def writers() -> list[Any]:
        try:
            return fresh_database.together(*(lambda number=number: write(number) for number in range(16)))
        finally:
            written.set()

    ended, sealed = fresh_database.together(writers, keep_sealing)
    assert ended == [None] * 16
    with schema_context(SCHEMA):
        assert sealed + services.seal_entries(now=NOW) == 400
        assert ledger.count_unsealed() == 0
        assert ledger.verify() == []


@pytest.mark.committed
def test_two_workers_seal_once(fresh_database: Any) -> None:
    def work() -> int:
        with schema_context(SCHEMA):
            return services.seal_entries(now=NOW)

    with schema_context(SCHEMA):
        for number in range(30):
            donate(number)
    fresh_database.together(work, work, work, work)
    with schema_context(SCHEMA):
        assert sum(Seal.objects.values_list("entries", flat=True)) == 30
        assert ledger.verify() == []


@pytest.mark.committed
def test_writing_owes_one_sealing_some_minutes_later(fresh_database: Any) -> None:
    with schema_context(SCHEMA):
        donate(1)
        donate(2)
        (item,) = registry.list_agenda(SCHEMA, "ledger.seal")
        assert item.due_at == book.OCCURRED_AT + seals.SEAL_AFTER
        with transaction.atomic():
            donate(3)
            transaction.set_rollback(True)
        assert len(registry.list_agenda(SCHEMA, "ledger.seal")) == 1


def test_sealing_is_owed_again_while_an_entry_is_in_flight(milano: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_flight() -> None:
        raise EntriesInFlight("x")

    donate(1)
    monkeypatch.setattr(seals, "_wait_for_writers", in_flight)
    services.seal_due(key="city", now=NOW)
    assert [item.due_at for item in registry.list_agenda(SCHEMA, "ledger.seal")] == [NOW + timedelta(minutes=1)]
    assert Seal.objects.count() == 0
