"""Reads of receipts for the office: one, a search, the issuers and years there are."""

from django.db.models import Q, QuerySet
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from apps.kernel.errors import DomainError
from apps.receipts.models import DonationReceipt
from apps.receipts.states import ReceiptState


class ReceiptNotFound(DomainError):
    """No such receipt in this city."""

    code = "receipt_not_found"
    status = 404


def find_receipt(receipt_id: int) -> DonationReceipt:
    """Return a receipt with its issuer, gift and the one that it replaces; raises ReceiptNotFound."""
    receipt = _complete().filter(pk=receipt_id).first()
    if receipt is None:
        raise ReceiptNotFound(_("Questa ricevuta non esiste."))
    return receipt


def lock_receipt(receipt_id: int) -> DonationReceipt:
    """Lock a receipt for the rest of the transaction; raises ReceiptNotFound."""
    receipt = DonationReceipt.objects.select_for_update(no_key=True).filter(pk=receipt_id).first()
    if receipt is None:
        raise ReceiptNotFound(_("Questa ricevuta non esiste."))
    return receipt


def replacement_of(receipt_id: int) -> DonationReceipt | None:
    """Return the receipt that replaces one, or None."""
    return DonationReceipt.objects.filter(replaces_id=receipt_id).first()


def search(
    *, words: str = "", year: int | None = None, issuer_id: int | None = None, state: str = ""
) -> QuerySet[DonationReceipt]:
    """Return receipts, latest number first, by words (donor, number, campaign), year, issuer and state.

    Accents do not matter.
    """
    found = _complete().alias(donor=KT("snapshot__donor__name"), campaign=KT("snapshot__campaign"))
    found = found.order_by("-year", "issuer_id", "-number")
    if year:
        found = found.filter(year=year)
    if issuer_id:
        found = found.filter(issuer_id=issuer_id)
    if state:
        found = found.filter(state=state)
    for word in words.split():
        found = found.filter(_matches(word))
    return found


def list_issuers() -> list[tuple[int, str]]:
    """Return id and name of every body that issued a receipt, by name."""
    rows = DonationReceipt.objects.order_by("issuer__name", "issuer_id").distinct("issuer__name", "issuer_id")
    return list(rows.values_list("issuer_id", "issuer__name"))


def list_years() -> list[int]:
    """Return the years in which a receipt was issued or its gift paid, latest first."""
    issued = set(DonationReceipt.objects.values_list("year", flat=True).distinct())
    paid = {day.year for day in DonationReceipt.objects.dates("paid_on", "year")}
    return sorted(issued | paid, reverse=True)


def count_issued(campaign_id: int) -> int:
    """Return how many valid receipts the gifts of a campaign have."""
    return DonationReceipt.objects.filter(donation__campaign_id=campaign_id, state=ReceiptState.ISSUED).count()


def _matches(word: str) -> Q:
    number, _, year = word.partition("/")
    found = (
        Q(donor__unaccent__icontains=word)
        | Q(snapshot__donor__tax_code__iexact=word)
        | Q(campaign__unaccent__icontains=word)
    )
    if number.isascii() and number.isdigit() and len(number) <= 9:  # noqa: PLR2004
        found |= Q(number=int(number), year=int(year)) if year.isdigit() and len(year) == 4 else Q(number=int(number))  # noqa: PLR2004
    return found


def _complete() -> QuerySet[DonationReceipt]:
    return DonationReceipt.objects.select_related("issuer", "donation", "replaces")
