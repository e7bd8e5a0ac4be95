"""Numbers without gaps while many receipts are issued together; each race has its twin without the protection."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django_tenants.utils import schema_context

from apps.receipts import selectors
from apps.receipts import services as receipts
from apps.receipts.models import DonationReceipt, ReceiptCounter
from apps.receipts.services import issue as issuing
from apps.receipts.services import messages
from tests.harness.fresh import FreshDatabase
from tests.receipts.givers import make_funded

SCHEMA = "c_milano"
NOW = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
AT_ONCE = 8


@pytest.fixture(autouse=True)
def milano_committed(fresh_database: FreshDatabase) -> Iterator[None]:
    with schema_context(SCHEMA):
        yield


@pytest.fixture
def together(fresh_database: FreshDatabase) -> Callable[..., list[Any]]:
    def in_milano(job: Callable[[], Any]) -> Any:
        with schema_context(SCHEMA):
            return job()

    return lambda *jobs: fresh_database.together(*(partial(in_milano, job) for job in jobs))


def issue_all(gifts: list[int]) -> list[Callable[[], Any]]:
    return [partial(receipts.issue_receipt, donation_id=gift, actor="test", now=NOW) for gift in gifts]


def numbers() -> list[int]:
    return list(DonationReceipt.objects.order_by("number").values_list("number", flat=True))


def test_receipts_issued_together_are_numbered_one_after_the_other(together: Callable[..., list[Any]]) -> None:
    _, gifts = make_funded(*[{}] * AT_ONCE)
    answers = together(*issue_all([gift.pk for gift in gifts]))
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert numbers() == list(range(1, AT_ONCE + 1))
    assert [each.missing for each in selectors.list_numberings()] == [[]]


def test_without_the_lock_two_receipts_want_the_same_number(
    together: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: the counter is read, not locked, and everybody has read it before anybody writes."""
    _, gifts = make_funded(*[{}] * AT_ONCE)
    with transaction.atomic():
        selectors.lock_counter(gifts[0].campaign.beneficiary_id, NOW.year)
    everybody = Barrier(AT_ONCE)

    def read_counter(issuer_id: int, year: int) -> ReceiptCounter:
        counter = ReceiptCounter.objects.get(issuer_id=issuer_id, year=year)
        everybody.wait(60)
        return counter

    monkeypatch.setattr(issuing.selectors, "lock_counter", read_counter)
    answers = together(*issue_all([gift.pk for gift in gifts]))
    refused = [answer for answer in answers if isinstance(answer, IntegrityError)]
    assert len(refused) == AT_ONCE - 1
    assert {error.__cause__.diag.constraint_name for error in refused} == {"receipt_number_once"}  # type: ignore[union-attr]


def fail_for(gift_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the issue of one gift's receipt fail after its number was taken."""
    tell = messages.tell_issued

    def telling(*, receipt: DonationReceipt, donation: Any, now: datetime) -> None:
        if donation.pk == gift_id:
            raise RuntimeError("the power went")
        tell(receipt=receipt, donation=donation, now=now)

    monkeypatch.setattr(issuing.messages, "tell_issued", telling)


def test_an_issue_that_fails_leaves_no_gap(together: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    _, gifts = make_funded(*[{}] * AT_ONCE)
    fail_for(gifts[2].pk, monkeypatch)
    answers = together(*issue_all([gift.pk for gift in gifts]))
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [RuntimeError]
    assert numbers() == list(range(1, AT_ONCE))


def test_a_number_taken_outside_the_transaction_leaves_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The twin: the counter commits by itself, as a sequence of the database does."""
    _, gifts = make_funded({}, {}, {})
    taken = iter(range(1, 10))
    monkeypatch.setattr(
        issuing.selectors,
        "lock_counter",
        lambda issuer_id, year: _Sequence(issuer_id, year, next(taken) - 1),
    )
    fail_for(gifts[1].pk, monkeypatch)
    for job in issue_all([gift.pk for gift in gifts]):
        try:
            job()
        except RuntimeError:
            continue
    assert numbers() == [1, 3]


class _Sequence:
    """A counter whose number is not given back when the transaction is."""

    def __init__(self, issuer_id: int, year: int, last_number: int) -> None:
        self.issuer_id, self.year, self.last_number = issuer_id, year, last_number

    def save(self, update_fields: list[str]) -> None:
        """Keep nothing: the number is gone."""


def test_one_gift_asked_for_at_the_same_instant_gets_one_receipt(together: Callable[..., list[Any]]) -> None:
    _, (gift,) = make_funded()
    answers = together(*issue_all([gift.pk] * 6))
    assert sum(isinstance(answer, DonationReceipt) for answer in answers) == 1
    assert sum(isinstance(answer, receipts.CannotIssue) for answer in answers) == 5
    assert numbers() == [1]


def test_cancelling_and_replacing_together_never_leaves_two_valid_receipts(
    together: Callable[..., list[Any]],
) -> None:
    _, (gift,) = make_funded()
    first = receipts.issue_receipt(donation_id=gift.pk, actor="test", now=NOW)
    cancel = partial(receipts.cancel_receipt, receipt_id=first.pk, reason="Errore", actor="test", now=NOW)
    replace = partial(receipts.replace_receipt, donation_id=gift.pk, actor="test", now=NOW)
    answers = together(cancel, replace, cancel, replace)
    wrong = [each for each in answers if isinstance(each, Exception) and not isinstance(each, receipts.CannotIssue)]
    assert wrong == []
    assert DonationReceipt.objects.filter(donation=gift, state="issued").count() <= 1
    assert [each.missing for each in selectors.list_numberings()] == [[]]
