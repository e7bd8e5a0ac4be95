"""What gifts sum to: it follows them to their end, nobody else writes it, and it counts those that were there."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.donations import selectors
from apps.donations.models import Donation, GiftTally
from apps.donations.selectors import GiftTotals
from apps.donations.services import life
from apps.donations.states import DonationState
from apps.kernel.states import ForbiddenTransition
from tests.concurrency.crowd import add_account
from tests.factories import city
from tests.factories.city import NOW
from tests.factories.constraints import refused
from tests.fleet.process import manage
from tests.harness.fresh import FreshDatabase
from tests.matching import books

ALIKE = {"channel": "online", "donor_kind": "natural_person", "relation": "none", "state": "collected"}


def add_campaign() -> Campaign:
    return city.add_campaign(city.add_call(0), add_account(), cost_cents=10_000_00)


@pytest.fixture
def campaign(milano: object) -> Campaign:
    return add_campaign()


def sums(campaign: Campaign) -> list[tuple[str, str, int, int]]:
    found = selectors.list_sums([campaign.pk]).get(campaign.pk, [])
    return [(each.donor_kind, each.state, each.amount_cents, each.fee_cents) for each in found]


def totals(*campaigns: Campaign) -> dict[int, GiftTotals]:
    found = selectors.list_sums([each.pk for each in campaigns])
    return {pk: selectors.totals_of(each) for pk, each in found.items()}


def test_sums_follow_gifts_and_totals_keep_what_went_back(campaign: Campaign) -> None:
    other = add_campaign()
    books.collect(other, 7_00)
    books.begin(campaign, 9_00)
    assert totals(campaign) == {}
    gifts = [books.collect(campaign, cents) for cents in (10_00, 20_00)]
    books.collect(campaign, 40_00, donor_kind="legal_entity")
    books.give_back(gifts[0], NOW)
    assert sums(campaign) == [
        ("legal_entity", "collected", 40_00, 25),
        ("natural_person", "collected", 20_00, 25),
        ("natural_person", "refunding", 10_00, 25),
    ]
    books.give_back(gifts[1], NOW)
    assert sums(campaign) == [("legal_entity", "collected", 40_00, 25), ("natural_person", "refunding", 30_00, 50)]
    assert totals(campaign, other) == {
        campaign.pk: GiftTotals(3, 70_00, 0, 30_00),
        other.pk: GiftTotals(1, 7_00, 0, 0),
    }
    assert selectors.list_wrong_sums() == []


def test_gifts_move_together_or_not_at_all(campaign: Campaign) -> None:
    gifts = [books.collect(campaign, 10_00), books.begin(campaign, 5_00)]
    with pytest.raises(ForbiddenTransition):
        life.move_all(gifts=gifts, state=DonationState.REFUNDING)
    assert (gifts[0].state, sums(campaign)) == ("collected", [("natural_person", "collected", 10_00, 25)])


@pytest.mark.parametrize(
    ("corrupt", "found"),
    [
        (lambda: GiftTally.objects.update(gifts=1), [([1, 30_00, 50], [2, 30_00, 50])]),
        (lambda: GiftTally.objects.update(amount_cents=30_01), [([2, 30_01, 50], [2, 30_00, 50])]),
        (lambda: GiftTally.objects.update(fee_cents=0), [([2, 30_00, 0], [2, 30_00, 50])]),
        (
            lambda: Donation.objects.filter(amount_cents=10_00).update(state="disputed"),
            [([2, 30_00, 50], [1, 20_00, 25]), ([0, 0, 0], [1, 10_00, 25])],
        ),
    ],
    ids=["gifts", "amounts", "fees", "a state written past the one place"],
)
def test_what_is_kept_otherwise_than_counted_is_found(
    campaign: Campaign, corrupt: Callable[[], Any], found: list[tuple[list[int], list[int]]]
) -> None:
    for cents in (10_00, 20_00):
        books.collect(campaign, cents)
    assert selectors.list_wrong_sums() == []
    corrupt()
    assert [(each.kept, each.counted) for each in selectors.list_wrong_sums()] == found


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("gift_tally_once", {}),
        ("gift_tally_state_known", {"state": "started"}),
        ("gift_tally_sums_of_gifts", {"state": "refunded", "gifts": -1}),
        ("gift_tally_sums_of_gifts", {"state": "refunded", "gifts": 0}),
        ("gift_tally_sums_of_gifts", {"state": "refunded", "gifts": 11}),
        ("gift_tally_sums_of_gifts", {"state": "refunded", "fee_cents": -1}),
        ("gift_tally_sums_of_gifts", {"state": "refunded", "fee_cents": 11}),
    ],
)
def test_a_bad_tally_is_refused_by_name(campaign: Campaign, constraint: str, changes: dict[str, Any]) -> None:
    values = {"campaign": campaign, **ALIKE, "gifts": 1, "amount_cents": 10, "fee_cents": 1}
    GiftTally.objects.create(**values)
    with refused(constraint):
        GiftTally.objects.create(**{**values, **changes})


@pytest.mark.parametrize(
    "attack", ["DELETE FROM donations_gifttally", "UPDATE donations_gifttally SET state = 'refunded'"]
)
def test_a_tally_is_neither_deleted_nor_given_to_other_gifts_by_the_serving_role(milano: object, attack: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def test_a_city_that_had_gifts_before_there_were_tallies_has_them_counted(fresh_database: FreshDatabase) -> None:
    with schema_context("c_milano"):
        campaign = add_campaign()
        books.collect(campaign, 10_00)
        books.give_back(books.collect(campaign, 20_00), NOW)
        books.begin(campaign, 30_00)
        before = totals(campaign), sums(campaign)
        connection.close()
    with psycopg.connect(fresh_database.owner_url) as owner:
        owner.execute("DROP TABLE c_milano.donations_gifttally")
        owner.execute("DROP INDEX c_milano.donation_of_person")
        owner.execute("DELETE FROM c_milano.django_migrations WHERE app = 'donations' AND name >= '0004'")
    done = manage(fresh_database, "migrate_fleet")
    assert done.returncode == 0, done.stdout + done.stderr
    with schema_context("c_milano"):
        assert (totals(campaign), sums(campaign)) == before
        assert selectors.list_wrong_sums() == []
        books.collect(campaign, 40_00)
