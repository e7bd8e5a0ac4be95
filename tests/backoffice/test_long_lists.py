"""A list of ten thousand rows: size costs neither queries nor memory."""

import tracemalloc
from datetime import UTC, datetime

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from apps.audit.models import AuditEvent
from apps.backoffice import lists
from apps.backoffice.lists.reading import every_row, rows_of

MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
EVENTS = lists.Table(
    file="registro",
    title="Registro",
    columns=(
        lists.moment("quando", "Quando", lambda event: event.at, sort=("at",)),
        lists.text("chi", "Chi", lambda event: event.actor, sort=("actor",)),
    ),
    search=("actor", "verb"),
    order="-quando",
)


@pytest.fixture
def events(milano):
    AuditEvent.objects.bulk_create(
        AuditEvent(at=MOMENT, actor=f"persona-{n:05}", verb="prova", object_kind="prova", object_id=n, data={"n": n})
        for n in range(10_000)
    )
    return AuditEvent.objects.filter(verb="prova")


def test_a_page_of_ten_thousand_rows_reads_only_itself(events):
    with CaptureQueriesContext(
        connection,
    ) as done:
        found = lists.read(QueryDict("page=7&ordina=chi"), EVENTS, lambda asked: events)
    assert found.rows[0][1][1] == "persona-00300"
    assert (found.count, len(found.rows), len(done)) == (10_000, 50, 2)


def test_words_narrow_a_queryset_in_the_database(events):
    found = lists.read(QueryDict("q=prova+persona-00042"), EVENTS, lambda asked: events)
    assert [row[1][1] for row in found.rows] == ["persona-00042"]


def test_a_queryset_is_never_ordered_by_what_is_not_a_field_of_its_column(events):
    table = lists.Table(file="x", title="X", columns=(lists.text("chi", "Chi", lambda row: row.actor, sort=True),))
    with pytest.raises(TypeError):
        lists.read(QueryDict("ordina=chi"), table, lambda asked: events)
    wrong = lists.Table(file="x", title="X", columns=(lists.text("a", "A", lambda row: row.actor, sort=("nome",)),))
    with pytest.raises(FieldError):
        lists.read(QueryDict("ordina=a"), wrong, lambda asked: events)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_of_ten_thousand_rows_holds_few_of_them_in_memory(events, form):
    tracemalloc.start()
    with lists.EXPORTS[form][0](
        EVENTS, every_row(rows_of(QueryDict(""), EVENTS, lambda asked: events), EVENTS)
    ) as file:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert len(file.read()) > 10_000
    assert peak < 6_000_000, f"{peak} bytes"
