"""Many at once, really committed: the ledger stays exact, and plain read-then-insert does not."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import transaction
from django_tenants.utils import schema_context

from apps.ledger import selectors as ledger
from apps.ledger.rules import Balance
from apps.ledger.services import AlreadyResolved, InsufficientFunds, Line
from tests.ledger import book

pytestmark = pytest.mark.committed

SCHEMA = "c_milano"
REQUEST_CENTS = 1_000_00


@pytest.fixture
def together(fresh_database: Any) -> Callable[..., list[Any]]:
    """Run jobs at the same time in Milano, each in a thread and a connection of its own; return results or errors."""

    def in_milano(job: Callable[[], Any]) -> Any:
        with schema_context(SCHEMA):
            return job()

    return lambda *jobs: fresh_database.together(*(partial(in_milano, job) for job in jobs))


@pytest.fixture
def milano_committed(fresh_database: Any) -> Any:
    with schema_context(SCHEMA):
        yield


def outcomes(results: list[Any]) -> Counter[Any]:
    return Counter(type(result) if isinstance(result, Exception) else result for result in results)


def in_transaction(*steps: Callable[[], Any]) -> list[Any]:
    with transaction.atomic():
        return [step() for step in steps]


def test_400_requests_at_once_empty_a_pool_to_the_cent(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    book.fund(300 * REQUEST_CENTS + 50)
    jobs = [partial(book.reserve, REQUEST_CENTS, key=f"r{n}", campaign=n % 7 + 1) for n in range(400)]
    assert outcomes(together(*jobs)) == {True: 300, InsufficientFunds: 100}
    assert ledger.balances(["pool:1"])["pool:1"] == Balance(
        posted_cents=300 * REQUEST_CENTS + 50, pending_cents=300 * REQUEST_CENTS, available_cents=50
    )
    assert ledger.verify() == []


def test_read_then_insert_gives_away_more_than_there_is(fresh_database: Any) -> None:
    """The twin: eight requests read the same free money before any of them writes."""
    requests, pool_cents = 8, 3 * REQUEST_CENTS
    everybody_has_read = Barrier(requests, timeout=30)
    free = "SELECT %s - coalesce(sum(amount_cents), 0)::bigint FROM naive_reservation"
    with psycopg.connect(fresh_database.owner_url, autocommit=True) as owner:
        owner.execute("CREATE TABLE naive_reservation (amount_cents bigint)")

        def read_then_insert() -> None:
            with psycopg.connect(fresh_database.owner_url) as connection:
                (free_cents,) = connection.execute(free, [pool_cents]).fetchone()  # type: ignore[misc]
                everybody_has_read.wait()
                if free_cents >= REQUEST_CENTS:
                    connection.execute("INSERT INTO naive_reservation VALUES (%s)", [REQUEST_CENTS])

        fresh_database.together(*[read_then_insert] * requests)
        assert owner.execute(free, [pool_cents]).fetchone() == (pool_cents - requests * REQUEST_CENTS,)


def test_sums_stay_exact_when_every_writer_moves_every_account(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    def donate(writer: int) -> None:
        for turn in range(20):
            donation = Line("psp:acct_1", "campaign:1:donations", 10_00 + writer)
            book.post(donation, Line("campaign:1:fees", "psp:acct_1", 35), key=f"charge:{writer}:{turn}")

    assert outcomes(together(*(partial(donate, writer) for writer in range(16)))) == {None: 16}
    raised_cents = sum(20 * (10_00 + writer) for writer in range(16))
    found = ledger.balances(["campaign:1:donations", "campaign:1:fees", "psp:acct_1"])
    assert [balance.posted_cents for balance in found.values()] == [raised_cents, 320 * 35, raised_cents - 320 * 35]
    assert ledger.verify() == []


def test_the_same_key_from_20_threads_is_written_once(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    donation = Line("psp:acct_1", "campaign:1:donations", 50_00)
    assert outcomes(together(*[partial(book.post, donation)] * 20)) == {True: 1, False: 19}
    assert ledger.balances(["psp:acct_1"])["psp:acct_1"].posted_cents == 50_00
    assert ledger.verify() == []


def test_who_waits_for_a_key_that_is_rolled_back_writes_it(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    donation = Line("psp:acct_1", "campaign:1:donations", 50_00)
    first_has_written = Barrier(2, timeout=30)

    def give_up() -> None:
        with transaction.atomic():
            book.post(donation)
            first_has_written.wait()
            transaction.set_rollback(True)

    def come_second() -> bool:
        first_has_written.wait()
        return book.post(donation)

    assert together(give_up, come_second) == [None, True]
    assert ledger.balances(["psp:acct_1"])["psp:acct_1"].posted_cents == 50_00


def test_one_reservation_is_resolved_once_by_20_threads(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    book.fund(100_00)
    book.reserve(30_00)
    commits = [partial(book.commit, 20_00, key=f"c{n}") for n in range(10)]
    releases = [partial(book.release, key=f"v{n}") for n in range(10)]
    assert outcomes(together(*commits, *releases)) == {True: 1, AlreadyResolved: 19}
    assert ledger.balances(["pool:1"])["pool:1"].pending_cents == 0
    assert ledger.verify() == []


def test_the_same_commitment_from_20_threads_is_written_once(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert outcomes(together(*[partial(book.commit, 20_00)] * 20)) == {True: 1, False: 19}
    assert ledger.balances(["pool:1"])["pool:1"] == Balance(posted_cents=80_00, available_cents=80_00)


def test_posts_with_the_accounts_in_opposite_order_do_not_deadlock(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    ledger.open_accounts(["campaign:1:match", "campaign:2:match"])

    def move_to_and_fro(writer: int) -> None:
        there, back = ("campaign:1:match", "campaign:2:match")[:: 1 if writer % 2 else -1]
        for turn in range(60):
            book.post(Line(there, back, 1), key=f"{writer}:{turn}")

    assert outcomes(together(*(partial(move_to_and_fro, writer) for writer in range(8)))) == {None: 8}
    assert ledger.verify() == []


def test_transactions_that_lock_first_may_post_in_any_order(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    codes = ["campaign:1:match", "campaign:2:match", "campaign:3:match", "campaign:4:match"]

    def post_in_two_steps(writer: int) -> None:
        pairs = [(codes[0], codes[1]), (codes[2], codes[3])][:: 1 if writer % 2 else -1]
        for turn in range(30):
            steps = [
                partial(book.post, Line(debit, credit, 1), key=f"{writer}:{turn}:{debit}") for debit, credit in pairs
            ]
            in_transaction(partial(ledger.lock_accounts, codes), *steps)

    assert outcomes(together(*(partial(post_in_two_steps, writer) for writer in range(8)))) == {None: 8}
    assert ledger.verify() == []


def test_accounts_that_many_open_at_once_are_opened_once(
    together: Callable[..., list[Any]], milano_committed: None
) -> None:
    jobs = [
        partial(book.post, Line(f"psp:acct_{n % 3}", f"campaign:{n % 5 + 1}:donations", 1), key=f"k{n}")
        for n in range(30)
    ]
    assert outcomes(together(*jobs)) == {True: 30}
    found = ledger.balances([f"psp:acct_{n}" for n in range(3)])
    assert sum(balance.posted_cents for balance in found.values()) == 30
    assert ledger.verify() == []
