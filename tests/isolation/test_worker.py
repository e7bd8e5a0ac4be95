"""One real worker process does the work of two cities in turn, on the same ids, and each city gets only its own."""

import json
from base64 import b64decode
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.message import Message as EmailMessage
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.db import connection, transaction
from django_tenants.utils import schema_context

from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.notifications import services as notifications
from apps.notifications.models import Message
from apps.payments.models import PaymentAttempt
from colletta.local import processes
from tenants.registry import services as registry
from tenants.registry.models import AgendaItem
from tests.concurrency import crowd
from tests.factories import city
from tests.factories.city import NOW
from tests.harness.fresh import FreshDatabase
from tests.local.stripe_simulator_process import wait_until

pytestmark = pytest.mark.committed

CITIES = ("c_milano", "c_venezia")
GIFTS = 30
QUEUE = "celery"
RULE = b"\n" + b"-" * 79
"""What Django's file backend writes after a letter."""


@pytest.fixture
def broker(fresh_database: FreshDatabase) -> Iterator[redis.Redis]:
    """The broker, without what other tests left in it."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as broker:
        broker.delete(QUEUE)
        yield broker
        broker.delete(QUEUE)


@pytest.fixture
def worker(fresh_database: FreshDatabase, broker: redis.Redis, tmp_path: Path) -> Iterator[processes.Program]:
    """A worker that is started by the test; two cities share its two processes."""
    program = processes.worker(folder=tmp_path, env=fresh_database.environment)
    yield program
    program.kill()


def old_gifts() -> list[int]:
    """Write gifts whose page nobody was ever given: their check lapses them without asking the processor."""
    campaign = city.add_campaign(city.add_call(0), crowd.add_account(), 1_000_00)
    made = [crowd.begin(campaign, 10_00) for _ in range(GIFTS)]
    PaymentAttempt.objects.update(state="prepared", session_id="")
    return [donation.attempt_id for donation in made]


def rows() -> dict[str, int]:
    """Return how many rows each table of the current schema has; what only mirrors others is left out."""
    mirrors = {"registry", "search"}
    tables = [name for name in connection.introspection.table_names() if name.split("_")[0] not in mirrors]
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{connection.schema_name}"."{table}"')
            (found[table],) = cursor.fetchone()
        return found


def lapsed() -> set[int]:
    return set(Donation.objects.filter(state=DonationState.LAPSED).values_list("attempt_id", flat=True))


def test_a_worker_writes_only_to_the_city_that_the_work_is_of(worker: processes.Program) -> None:
    """Every second gift is due in Milano, the others in Venezia, under the same numbers."""
    attempts = {}
    for schema_name in CITIES:
        with schema_context(schema_name):
            attempts[schema_name] = old_gifts()
    numbers = attempts["c_milano"]
    assert attempts["c_venezia"] == numbers
    before = {}
    for schema_name in CITIES:
        with schema_context(schema_name):
            before[schema_name] = rows()

    due: dict[str, set[int]] = {name: set() for name in CITIES}
    for turn, number in enumerate(numbers):
        schema_name = CITIES[turn % 2]
        due[schema_name].add(number)
        with schema_context(schema_name):
            registry.put_on_agenda(kind="payment.check", key=str(number), due_at=NOW, now=NOW + timedelta(days=2))
    worker.start()
    wait_until(lambda: not AgendaItem.objects.filter(kind="payment.check").exists(), seconds=60)
    for schema_name in CITIES:
        with schema_context(schema_name):
            assert lapsed() == due[schema_name]
            assert rows() == before[schema_name]


def test_a_worker_sends_each_city_s_letters_from_that_city(
    worker: processes.Program, fresh_database: FreshDatabase
) -> None:
    data = {"campaign": "Un orto", "amount_cents": 10_00, "path": "/donazioni/x/"}
    for number in range(12):
        schema_name = CITIES[number % 2]
        with schema_context(schema_name):
            to = f"{schema_name}.{number}@example.org"
            notifications.enqueue(
                kind="donation_collected", key=str(number), to=to, data={**data, "name": schema_name}, now=NOW
            )
    worker.start()
    wait_until(lambda: not AgendaItem.objects.filter(kind="message.send").exists(), seconds=60)
    folder = Path(fresh_database.environment["COLLETTA_MAIL_FOLDER"])
    texts = [text for path in folder.glob("*") for text in path.read_bytes().split(RULE) if text.strip()]
    letters = [message_from_bytes(text.lstrip()) for text in texts]
    for schema_name, host, other in (
        ("c_milano", "milano.localhost", "venezia.localhost"),
        ("c_venezia", "venezia.localhost", "milano.localhost"),
    ):
        own = [_text_of(letter) for letter in letters if letter["To"].startswith(schema_name)]
        assert len(own) == 6
        assert all(host.encode() in text and other.encode() not in text for text in own)
        with schema_context(schema_name):
            assert Message.objects.filter(state="sent").count() == 6


def _text_of(letter: EmailMessage) -> bytes:
    return b"".join(part.get_payload(decode=True) for part in letter.walk() if not part.is_multipart())


def test_a_nudge_carries_the_city_in_which_it_was_asked_for(broker: redis.Redis) -> None:
    """The commit of an outer transaction comes when the connection is in the public schema again."""
    with transaction.atomic():
        for schema_name in CITIES:
            with schema_context(schema_name):
                registry.put_on_agenda(kind="payment.check", key="1", due_at=NOW, now=NOW)
        assert broker.llen(QUEUE) == 0
    sent = [json.loads(message) for message in broker.lrange(QUEUE, 0, -1)]
    carried = {message["headers"]["_schema_name"]: json.loads(b64decode(message["body"]))[0][0] for message in sent}
    assert carried == dict(AgendaItem.objects.filter(kind="payment.check").values_list("schema_name", "pk"))


def test_a_transaction_that_is_rolled_back_nudges_nobody(broker: redis.Redis) -> None:
    with schema_context("c_milano"), transaction.atomic():
        registry.put_on_agenda(kind="payment.check", key="1", due_at=NOW, now=NOW)
        transaction.set_rollback(True)
    assert broker.llen(QUEUE) == 0
    assert not AgendaItem.objects.filter(kind="payment.check").exists()
