"""Names that the office took off the public pages: of one gift, and as part of a query of gifts."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext as _

from apps.campaigns.states import CampaignState
from apps.donations.models import Donation, HiddenName
from apps.donations.rules import name_chosen
from apps.donations.selectors.gifts import COUNTED, DonationNotFound, find_donation


def with_hidden(found: QuerySet[Any]) -> QuerySet[Any]:
    """Add to gifts whether the office has hidden the name that their donor chose, as `name_is_hidden`."""
    chosen = Coalesce(NullIf(OuterRef("public_name"), Value("")), OuterRef("donor_name"))
    hidden = HiddenName.objects.filter(donation_id=OuterRef("pk"), name=chosen, restored_at__isnull=True)
    return found.annotate(name_is_hidden=Exists(hidden))


def name_in_public(gift: Any) -> str:
    """Return the name that everyone reads beside a gift of `with_hidden`, empty where none is read."""
    return "" if gift.name_is_hidden else name_chosen(gift)


def list_hidden_names(donation_id: int) -> list[HiddenName]:
    """Return every name that the office has hidden beside a gift, restored ones too, oldest first."""
    return list(HiddenName.objects.filter(donation_id=donation_id).order_by("hidden_at", "pk"))


def hidden_beside(donation_id: int) -> list[str]:
    """Return the names that are hidden beside a gift now."""
    return [row.name for row in list_hidden_names(donation_id) if row.name and row.restored_at is None]


def names_not_to_choose(donor_key: str) -> list[str]:
    """Return the names that a donor does not choose again, beside whichever gift they were hidden."""
    hidden = HiddenName.objects.filter(donation__donor_key=donor_key, restored_at__isnull=True).exclude(name="")
    return list(hidden.values_list("name", flat=True))


def hidden_of_gifts(donation_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the names that the office has hidden beside some gifts, restored ones too, in one query."""
    found: dict[int, list[str]] = {}
    for row in HiddenName.objects.filter(donation_id__in=donation_ids).order_by("hidden_at", "pk"):
        found.setdefault(row.donation_id, []).append(row.name)
    return found


def lock_hidden_name(hidden_id: int) -> HiddenName | None:
    """Lock a name that is hidden, for the rest of the transaction; None where it is not hidden any more."""
    hidden = HiddenName.objects.select_for_update(no_key=True, of=("self",)).select_related("donation__campaign")
    return hidden.filter(pk=hidden_id, restored_at__isnull=True).exclude(name="").first()


def public_name_of(gift: Donation) -> str:
    """Return the name that everyone reads beside a gift now, empty where none is read."""
    name = name_chosen(gift)
    return "" if name in hidden_beside(gift.pk) else name


def get_named(donation_id: int) -> tuple[Donation, str]:
    """Return a gift that the public sees, with the name beside it; raises DonationNotFound where there is none."""
    gift = find_donation(donation_id)
    is_seen = gift.state in COUNTED and gift.campaign.state != CampaignState.NOT_FUNDED
    name = public_name_of(gift) if is_seen else ""
    if not name:
        raise DonationNotFound(_("Questa donazione non mostra nessun nome."))
    return gift, name


def find_hidden_names() -> QuerySet[HiddenName]:
    """Return the names that are hidden now, with their gifts and campaigns, latest first; lazy."""
    hidden = HiddenName.objects.filter(restored_at__isnull=True).exclude(name="")
    return hidden.select_related("donation__campaign").order_by("-hidden_at", "-pk")


def list_gifts(donation_ids: Sequence[int]) -> list[Any]:
    """Return some gifts with their campaigns, and whether the name chosen for each is hidden, as `name_is_hidden`."""
    return list(with_hidden(Donation.objects.filter(pk__in=donation_ids).select_related("campaign")))
