"""Gifts as those who run a campaign see them: never an address; names and amounts as far as the person may know."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models.functions import Lower

from apps.campaigns import rewards
from apps.donations.models import Donation
from apps.donations.selectors.names import name_in_public, with_hidden
from apps.donations.states import DonationState

SHOWN = (
    DonationState.COLLECTED,
    DonationState.PROMISED,
    DonationState.REFUNDING,
    DonationState.REFUNDED,
    DonationState.DISPUTED,
    DonationState.CHARGED_BACK,
)

HELD = (DonationState.COLLECTED, DonationState.PROMISED)


@dataclass(frozen=True)
class DeskGift:
    """A gift for the desk; cents, `amount_cents` None and an empty name where they are withheld.

    `public_name` is what the public reads instead of the name, where the donor chose another; `name_is_hidden`: the
    office has taken the chosen one off the public pages.
    """

    name: str
    amount_cents: int | None
    at: datetime
    state: DonationState
    is_anonymous: bool
    hides_amount: bool
    reward: str
    public_name: str = ""
    name_is_hidden: bool = False


def list_for_payee(campaign_id: int) -> list[DeskGift]:
    """Return the gifts of a campaign for who receives them, latest first: nobody is anonymous to the payee."""
    return [
        replace(
            _as_anybody(gift, reward),
            name=gift.donor_name,
            amount_cents=gift.amount_cents,
            public_name=gift.public_name,
            name_is_hidden=gift.name_is_hidden,
        )
        for gift, reward in _list(campaign_id)
    ]


def list_for_proponent(campaign_id: int) -> list[DeskGift]:
    """Return the gifts of a campaign for a proponent who does not receive them: as the public sees them."""
    return [_as_anybody(gift, reward) for gift, reward in _list(campaign_id)]


def list_donor_addresses(campaign_id: int) -> list[str]:
    """Return where those are reached whose gift a campaign has, or who promised one; each once, lower case."""
    return sorted(languages_of_donors(campaign_id))


def languages_of_donors(campaign_id: int) -> dict[str, str]:
    """Return the language of the latest gift that a campaign has, or was promised, by lower case address."""
    given = Donation.objects.filter(campaign_id=campaign_id, state__in=HELD).order_by("pk")
    return {address.lower(): language for address, language in given.values_list("donor_email", "language") if address}


def has_given(campaign_id: int, addresses: list[str]) -> bool:
    """Tell whether one of some addresses, in lower case, is that of a donor whose gift the campaign has."""
    return bool(given_to([campaign_id], addresses))


def given_to(campaign_ids: Iterable[int], addresses: list[str]) -> set[int]:
    """Return which of some campaigns have, or were promised, a gift from one of some addresses, in lower case."""
    given = Donation.objects.annotate(address=Lower("donor_email")).filter(
        campaign_id__in=campaign_ids, address__in=addresses, state__in=HELD
    )
    return set(given.values_list("campaign_id", flat=True))


def _list(campaign_id: int) -> list[tuple[Any, str]]:
    """Return the gifts that are shown, each with the title of its reward."""
    found = Donation.objects.filter(campaign_id=campaign_id, state__in=SHOWN).order_by("-started_at", "-pk")
    titles = rewards.titles_of(campaign_id)
    return [(gift, titles.get(gift.reward_id or 0, "")) for gift in with_hidden(found)]


def _as_anybody(gift: Any, reward: str) -> DeskGift:
    """Return a gift as the public sees it."""
    return DeskGift(
        name_in_public(gift),
        None if gift.hides_amount else gift.amount_cents,
        gift.collected_at or gift.promised_at or gift.started_at,
        DonationState(gift.state),
        gift.is_anonymous,
        gift.hides_amount,
        reward,
    )
