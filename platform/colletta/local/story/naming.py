"""Names beside gifts in the demo: one that the office has hidden, and one that a reader has reported."""

from datetime import datetime
from typing import TYPE_CHECKING

from apps.community import services
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.rules import Shown
from apps.donations.states import NameFault
from colletta.local.story import beginnings

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

LATEST = 8
RUDE, SELLING = "Alla faccia vostra, ladri", "Traslochi Rapidi, i prezzi più bassi"
REPORT = "È la pubblicità di una ditta."


def tell(campaign: "Campaign", reader_id: int, now: datetime) -> None:
    """Let two of the latest donors choose a name that should not be there, where so many have given."""
    shown = [gift.id for gift in donations.list_latest_public(campaign.pk, LATEST) if gift.name]
    chosen = dict(zip((SELLING, RUDE), shown, strict=False))
    if RUDE not in chosen:
        return
    for name, donation_id in chosen.items():
        donation_services.choose_name(donation_id=donation_id, shown=Shown(public_name=name), now=now)
    services.hide_name(
        donation_id=chosen[RUDE], reason=NameFault.OFFENSIVE, note="Vedi i commenti.", actor=beginnings.ACTOR, now=now
    )
    services.report_name(
        donation_id=chosen[SELLING],
        reporter_id=reader_id,
        guest="",
        reason=NameFault.ADVERTISING,
        words=REPORT,
        now=now,
    )
