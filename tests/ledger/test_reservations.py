"""What reservations promise, in one city's schema."""

import pytest
from django.db import transaction

from apps.ledger import selectors as ledger
from apps.ledger.rules import Balance
from apps.ledger.services import (
    AboveReserved,
    AlreadyResolved,
    InsufficientFunds,
    KeyReused,
    Line,
    UnknownReservation,
)
from tests.ledger import book

pytestmark = pytest.mark.usefixtures("milano")


def test_a_reservation_leaves_the_pool_and_is_announced_to_the_campaign() -> None:
    book.fund(100_00)
    assert book.reserve(30_00) is True
    assert ledger.balances(["pool:1", "campaign:1:match"]) == {
        "pool:1": Balance(posted_cents=100_00, pending_cents=30_00, available_cents=70_00),
        "campaign:1:match": Balance(incoming_cents=30_00),
    }


def test_a_reservation_repeated_reserves_once() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert book.reserve(30_00) is False
    assert ledger.balances(["pool:1"])["pool:1"].pending_cents == 30_00


def test_a_pool_gives_its_last_cent_and_not_one_more() -> None:
    book.fund(100_00)
    book.reserve(60_00, key="a")
    with pytest.raises(InsufficientFunds), transaction.atomic():
        book.reserve(40_01, key="b")
    assert book.reserve(40_00, key="b") is True
    assert ledger.balances(["pool:1"])["pool:1"].available_cents == 0


def test_a_post_cannot_take_what_is_reserved() -> None:
    book.fund(100_00)
    book.reserve(60_00)
    with pytest.raises(InsufficientFunds), transaction.atomic():
        book.post(Line("pool:1", "campaign:2:match", 40_01))
    assert book.post(Line("pool:1", "campaign:2:match", 40_00)) is True


def test_a_refused_entry_leaves_its_key_free() -> None:
    book.fund(100_00)
    with pytest.raises(InsufficientFunds), transaction.atomic():
        book.reserve(100_01)
    assert book.reserve(100_00) is True
    assert ledger.verify() == []


def test_the_whole_reservation_is_committed() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert book.commit(30_00) is True
    assert ledger.balances(["pool:1", "campaign:1:match"]) == {
        "pool:1": Balance(posted_cents=70_00, available_cents=70_00),
        "campaign:1:match": Balance(posted_cents=30_00, available_cents=30_00),
    }


def test_a_part_is_committed_and_the_rest_is_free_again() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert book.commit(12_34) is True
    assert ledger.balances(["pool:1", "campaign:1:match"]) == {
        "pool:1": Balance(posted_cents=87_66, available_cents=87_66),
        "campaign:1:match": Balance(posted_cents=12_34, available_cents=12_34),
    }
    assert ledger.verify() == []


def test_more_than_reserved_is_refused_even_when_the_pool_has_it() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    with pytest.raises(AboveReserved):
        book.commit(30_01)
    assert book.commit(30_00) is True


@pytest.mark.parametrize("amount_cents", [0, -1])
def test_a_commitment_of_nothing_is_an_error_of_the_program(amount_cents: int) -> None:
    book.fund(100_00)
    book.reserve(30_00)
    with pytest.raises(ValueError, match="positive amount"):
        book.commit(amount_cents)


def test_a_release_frees_the_whole() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    assert book.release() is True
    assert ledger.balances(["pool:1", "campaign:1:match"]) == {
        "pool:1": Balance(posted_cents=100_00, available_cents=100_00),
        "campaign:1:match": Balance(),
    }
    assert ledger.verify() == []


def test_a_repeated_commitment_or_release_writes_nothing_more() -> None:
    book.fund(100_00)
    book.reserve(30_00, key="a")
    book.reserve(20_00, key="b")
    book.commit(25_00, reserve_key="a")
    book.release(reserve_key="b")
    assert book.commit(25_00, reserve_key="a") is False
    assert book.release(reserve_key="b") is False
    assert ledger.balances(["pool:1"])["pool:1"] == Balance(posted_cents=75_00, available_cents=75_00)


def test_a_commitments_key_with_another_amount_is_refused() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    book.commit(25_00)
    with pytest.raises(KeyReused):
        book.commit(24_00)


def test_a_reservation_is_resolved_at_most_once() -> None:
    book.fund(100_00)
    book.reserve(30_00)
    book.commit(10_00, key="first")
    with pytest.raises(AlreadyResolved), transaction.atomic():
        book.commit(10_00, key="second")
    with pytest.raises(AlreadyResolved), transaction.atomic():
        book.release()
    assert ledger.balances(["pool:1"])["pool:1"] == Balance(posted_cents=90_00, available_cents=90_00)
    assert ledger.verify() == []


@pytest.mark.parametrize("reserve_key", ["nobody", "fund:1"])
def test_only_a_reservation_can_be_resolved(reserve_key: str) -> None:
    book.fund(100_00)
    with pytest.raises(UnknownReservation):
        book.commit(10_00, reserve_key=reserve_key)
    with pytest.raises(UnknownReservation):
        book.release(reserve_key=reserve_key)
