"""Receipts in the story: who asks for one, and what the office decided. No town has the code X999: nobody has these."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from stdnum.it import codicefiscale

from apps.donations.rules import Gift
from apps.receipts import selectors
from apps.receipts import services as receipts
from apps.receipts.proposals import proposal_for
from apps.receipts.states import Regime

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

_ONE_IN = 3
_NO_TOWN = "X999"


def asking(gift: Gift, number: int) -> Gift:
    """Return the gift, one person in three asking for a receipt with a tax code that belongs to nobody."""
    if number % _ONE_IN or gift.donor_kind != "natural_person":
        return gift
    address = f"Via della Dimostrazione {number + 1}, 20100 Milano"
    return replace(gift, wants_receipt=True, donor_tax_code=_tax_code(gift.donor_name, number), donor_address=address)


def decide(campaign: "Campaign", *, is_third_sector: bool, actor: str, now: datetime) -> None:
    """Let the office approve the proposed texts and choose the regime of a campaign; again, it changes nothing."""
    regime = Regime.CTS_83 if is_third_sector else Regime.NONE
    receipts.save_text(regime=regime, text=proposal_for(regime), actor=actor, now=now)
    if selectors.list_regimes([campaign.pk]) != {campaign.pk: regime}:
        receipts.choose_regime(campaign_id=campaign.pk, regime=regime, actor=actor, now=now)


def _tax_code(name: str, number: int) -> str:
    letters = [letter for letter in name.upper() if "A" <= letter <= "Z"]
    six = "".join([*letters, *"XXXXXX"][:6])
    body = f"{six}{60 + number % 40:02d}A{1 + number % 28:02d}{_NO_TOWN}"
    return body + str(codicefiscale.calc_check_digit(body))
