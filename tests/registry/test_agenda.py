"""What is owed is written once, found again until it is done, and left alone while its city is not live."""

from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django_tenants.utils import tenant_context

from tenants.registry import selectors, workers
from tenants.registry import services as registry
from tenants.registry.models import AgendaItem
from tenants.registry.states import TenantState

NOW = datetime(2026, 1, 15, 10, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def sent(monkeypatch) -> list[tuple[int, str]]:
    """What was given to the broker."""
    given: list[tuple[int, str]] = []
    monkeypatch.setattr(registry, "_send", lambda item_id, schema_name: given.append((item_id, schema_name)))
    return given


def put(key: str = "1", due_at: datetime = NOW) -> AgendaItem:
    registry.put_on_agenda(kind="campaign.deadline", key=key, due_at=due_at, now=NOW)
    return AgendaItem.objects.get(kind="campaign.deadline", key=key)


def dispatch(now: datetime) -> int:
    return registry.dispatch_due(now=now, lease_seconds=60)


def test_the_same_work_put_twice_is_owed_once_at_the_later_said_instant(milano, sent):
    put(due_at=LATER)
    again = put(due_at=LATER + timedelta(days=1))
    assert AgendaItem.objects.filter(kind="campaign.deadline").count() == 1
    assert (again.due_at, again.stamp) == (LATER + timedelta(days=1), 2)


def test_the_same_key_in_two_cities_is_two_works(milano, city, sent):
    put(due_at=LATER)
    with tenant_context(city("venezia")):
        registry.put_on_agenda(kind="campaign.deadline", key="1", due_at=LATER, now=NOW)
    assert set(AgendaItem.objects.filter(kind="campaign.deadline").values_list("schema_name", flat=True)) == {
        "c_milano",
        "c_venezia",
    }


def test_work_that_is_due_is_sent_after_the_commit_for_the_city_that_put_it(
    milano, sent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        item = put()
        assert sent == []
    assert sent == [(item.pk, "c_milano")]


def test_work_of_later_is_sent_by_the_tick_when_it_is_due_and_not_before(milano, sent):
    item = put(due_at=LATER)
    AgendaItem.objects.exclude(pk=item.pk).delete()
    assert dispatch(LATER - timedelta(seconds=1)) == 0
    assert dispatch(LATER) == 1
    assert sent == [(item.pk, "c_milano")]


def test_leased_work_is_not_sent_again_before_its_lease_ends(milano, sent):
    item = put(due_at=LATER)
    AgendaItem.objects.exclude(pk=item.pk).delete()
    counts = [dispatch(LATER + timedelta(seconds=after)) for after in (0, 59, 60)]
    assert counts == [1, 0, 1]


def test_nothing_is_leased_while_the_workers_have_enough_to_do(milano, sent, monkeypatch):
    item = put(due_at=LATER)
    AgendaItem.objects.exclude(pk=item.pk).delete()
    monkeypatch.setattr(workers, "ENOUGH", 3)
    for number in range(3):
        current_app.send_task("nobody.does.this", args=[number])
    assert dispatch(LATER) == 0
    assert selectors.get_agenda_item(item.pk).due_at == LATER
    current_app.control.purge()
    assert dispatch(LATER) == 1


def test_the_work_of_a_suspended_city_waits(milano, sent):
    item = put(due_at=LATER)
    AgendaItem.objects.exclude(pk=item.pk).delete()
    registry.set_state(tenant=milano, state=TenantState.SUSPENDED)
    assert dispatch(LATER) == 0
    registry.set_state(tenant=milano, state=TenantState.ACTIVE)
    assert dispatch(LATER) == 1


def test_work_that_was_put_again_while_it_was_done_stays_owed(milano, sent):
    read = put(due_at=LATER)
    put(due_at=LATER)
    registry.complete_item(item=read)
    assert selectors.get_agenda_item(read.pk)
    registry.complete_item(item=selectors.get_agenda_item(read.pk))
    assert selectors.get_agenda_item(read.pk) is None


def test_work_that_fails_comes_back_later_and_later_with_its_error(milano, sent):
    item = put(due_at=LATER)
    waits = []
    for _ in range(12):
        registry.fail_item(item=item, error=ValueError("rotto"), now=NOW)
        item = selectors.get_agenda_item(item.pk)
        waits.append((item.due_at - NOW).total_seconds())
    assert waits[:4] == [5, 10, 20, 40]
    assert max(waits) == 3600
    assert (item.attempts, item.last_error) == (12, "ValueError: rotto")


def test_two_ticks_at_once_send_each_work_once(fresh_database, monkeypatch):
    given: list[int] = []
    monkeypatch.setattr(registry, "_send", lambda item_id, schema_name: given.append(item_id))
    AgendaItem.objects.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(schema_name="c_milano", kind="campaign.deadline", key=str(key), due_at=NOW) for key in range(200)
    )
    counts = fresh_database.together(*[lambda: dispatch(NOW)] * 4)
    assert sum(counts) == 200
    assert len(given) == len(set(given)) == 200
