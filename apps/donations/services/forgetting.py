"""What is left of a donor who leaves: paid gifts stay in the books, first without a public name, then without any.

The books of a gift are kept for ten years (art. 2220 of the civil code; art. 22 d.P.R. 600/1973).
"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from apps.donations.models import Donation, HiddenName
from apps.donations.selectors.persons import NEVER_PAID, of_person
from apps.people.addresses import NOBODYS

NOBODY = "Donatore che ha lasciato il portale"


def hide_donor(*, addresses: Sequence[str]) -> list[int]:
    """Take a person's name off the public pages and off the gifts that were never paid; return the gifts that stay.

    Run inside the caller's transaction; run again, it changes nothing.
    """
    mine = of_person(addresses)
    _forget(list(mine.filter(state__in=NEVER_PAID).values_list("pk", flat=True)))
    kept = list(of_person(addresses).order_by("pk").values_list("pk", flat=True))
    Donation.objects.filter(pk__in=kept).update(is_anonymous=True, public_name="")
    _forget_hidden_names(kept)
    return kept


def forget_donor(*, donation_ids: Sequence[int]) -> None:
    """Take whoever gave out of gifts whose term is over: amounts, dates and proofs stay, so the books still agree."""
    _forget(donation_ids)


def last_instant(*, donation_ids: Sequence[int]) -> datetime | None:
    """Return when the last of some gifts was collected or begun, or None without gifts."""
    rows = Donation.objects.filter(pk__in=list(donation_ids)).values_list("collected_at", "started_at")
    return max((collected or started for collected, started in rows), default=None)


def _forget(donation_ids: Sequence[int]) -> None:
    Donation.objects.filter(pk__in=list(donation_ids)).update(
        donor_name=NOBODY,
        public_name="",
        donor_email=Concat(Value("donazione-"), Cast("pk", CharField()), Value(NOBODYS)),
        donor_tax_code="",
        donor_address="",
        wants_receipt=False,
        is_anonymous=True,
        origin_key="",
    )
    _forget_hidden_names(donation_ids)


def _forget_hidden_names(donation_ids: Sequence[int]) -> None:
    HiddenName.objects.filter(donation_id__in=list(donation_ids)).update(name="", note="")
