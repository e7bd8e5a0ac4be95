"""A second officer confirms a gift received by hand: its word and the money are one transaction."""

from datetime import datetime

from django.db import transaction

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import SETTLED
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.services import OfflineRefused
from apps.matching.services import collection


def confirm_offline_gift(*, donation_id: int, actor: str, now: datetime) -> None:
    """Confirm an offline gift as a second officer, and record its money; never once the campaign is concluded.

    Two officers at once: one confirms. Raises OfflineRefused.
    """
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(donations.campaign_id_of(donation_id))
        donation = donations.lock_donation(donation_id)
        if campaign.state in SETTLED:
            raise OfflineRefused("La campagna è conclusa: rifiuta la registrazione e restituisci quanto ricevuto.")
        donation_services.approve_offline_gift(donation=donation, actor=actor, now=now)
        facts = donation_services.offline_facts(donation)
        collection.collect_received(donation_id=donation_id, facts=facts, now=now)
