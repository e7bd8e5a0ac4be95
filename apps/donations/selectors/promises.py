"""Reads and locks of gifts whose card is saved and not charged yet."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation

from apps.calls.rules.vocabulary import Collection
from apps.campaigns import selectors as campaigns
from apps.donations import promises
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.kernel import formats
from apps.kernel.periods import last_moment

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def mandate_text_for(campaign: "Campaign") -> promises.MandateText | None:
    """Return what a donor has to accept before a card is saved, in the language of the page.

    None where the card is charged at once.
    """
    if campaigns.terms_of(campaign).collection is not Collection.CHARGE_ON_SUCCESS:
        return None
    return _mandate_in(campaign, translation.get_language() or settings.LANGUAGE_CODE)


def accepted_mandate(campaign: "Campaign", sha256: str) -> promises.MandateText | None:
    """Return the text that a hash names, in whichever language the donor read it; None when it reads otherwise now."""
    if campaigns.terms_of(campaign).collection is not Collection.CHARGE_ON_SUCCESS:
        return None
    offered = (_mandate_in(campaign, language) for language in settings.OFFERED_LANGUAGES)
    return next((text for text in offered if text.sha256 == sha256), None)


def list_promised_ids(campaign_id: int) -> set[int]:
    """Return the gifts of a campaign whose card is saved and not charged yet."""
    return set(_promised(campaign_id).values_list("pk", flat=True))


def has_promised(campaign_id: int) -> bool:
    """Tell whether a campaign has gifts whose card is saved and not charged yet."""
    return _promised(campaign_id).exists()


def lock_promised(campaign_id: int) -> list[Donation]:
    """Lock, in order of id, the gifts of a campaign whose card is saved and not charged yet."""
    promised = _promised(campaign_id).select_for_update(no_key=True, of=("self",))
    return list(promised.select_related("campaign").order_by("pk"))


def _mandate_in(campaign: "Campaign", language: str) -> promises.MandateText:
    latest_at = promises.latest_charge_at(campaigns.opened(campaign).closes_at)
    with translation.override(language):
        return promises.mandate_text(
            beneficiary=campaign.beneficiary.name,
            campaign=campaign.title,
            latest_on=formats.day(timezone.localtime(last_moment(latest_at))),
            language=language,
        )


def _promised(campaign_id: int) -> QuerySet[Donation]:
    return Donation.objects.filter(campaign_id=campaign_id, state=DonationState.PROMISED)
