"""What the gifts of a campaign sum to follows them, in the transaction that moves them; the campaign is locked."""

from collections.abc import Iterable

from django.db import connection, transaction

from apps.campaigns import selectors as campaigns
from apps.donations import selectors, statements
from apps.donations.models import TALLIED, Donation, GiftTally


def put_in(donation_ids: Iterable[int]) -> None:
    """Add gifts, as their rows are now, to what is summed; those in a state that is not summed change nothing."""
    _run(statements.PUT_IN, donation_ids)


def take_out(donation_ids: Iterable[int]) -> None:
    """Take gifts, as their rows still are, out of what is summed; those in a state that is not summed were not in."""
    _run(statements.TAKE_OUT, donation_ids)


def recount_gifts() -> list[int]:
    """Sum anew the gifts of the campaigns whose sums are wrong, and return which these are; each in a transaction."""
    wrong = sorted({each.campaign_id for each in selectors.list_wrong_sums()})
    for campaign_id in wrong:
        with transaction.atomic(durable=True):
            campaigns.lock_campaign(campaign_id)
            GiftTally.objects.filter(campaign_id=campaign_id).update(gifts=0, amount_cents=0, fee_cents=0)
            put_in(Donation.objects.filter(campaign_id=campaign_id).values_list("pk", flat=True))
    return wrong


def _run(statement: str, donation_ids: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"states": [str(state) for state in TALLIED], "gifts": list(donation_ids)})
