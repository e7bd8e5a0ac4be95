"""Calls, and a campaign of each state."""

from datetime import timedelta

from apps.campaigns.models import Campaign
from apps.kernel import clock
from apps.matching.models import DecisionRecord
from apps.receipts import links as receipt_links
from tests.factories import story
from tests.language.world import base
from tests.receipts import givers

EVERY_CHANNEL = {"channels": ["online", "bank_transfer", "offline"]}
PER_DONATION = {"kind": "per_donation", "ratio_bps": 10_000, "threshold_bps": None, "base": None}


def add(world: base.World) -> None:
    """Make a campaign of each state, and a gift to those that have one."""
    call = story.make_call(counting=EVERY_CHANNEL)
    keeps, each, poor = story.make_call(on_failure="keep"), story.make_call(**PER_DONATION), story.make_call(100_00)
    found = {
        "open": story.make_campaign(call),
        "reached": story.make_campaign(call, 1_000_00),
        "waiting": story.make_campaign(poor, 1_000_00),
        "failed": story.make_campaign(call, 1_000_00, days=1),
        "kept": story.make_campaign(keeps, 1_000_00, days=1),
        "each": story.make_campaign(each, 1_000_00),
        "cancelled": story.make_campaign(call, 1_000_00),
        "promised": story.make_campaign(story.make_call(collection="charge_on_success"), 1_000_00),
        "pending": story.make_campaign(call, 1_000_00, days=2),
    }
    for name, cents in {"reached": 600_00, "waiting": 700_00, "failed": 100_00, "kept": 100_00, "each": 50_00}.items():
        story.make_collected_donation(found[name], cents, **base.GIFT)
    for name in ("failed", "kept"):
        story.settle(found[name])
    story.close(found["pending"])
    now = clock.now()
    cancelled = {"state": "cancelled", "cancelled_reason": "Un orto non si può fare.", "settled_at": now}
    Campaign.objects.filter(pk=found["cancelled"].pk).update(**cancelled)
    found["funded"], (gift, *_) = givers.make_funded(base.GIFT, {})
    receipt = givers.issue(gift)
    summary = receipt_links.token_of(
        donation_id=gift.pk, year=receipt.paid_on.year, expires_at=now + timedelta(hours=1)
    )
    world.campaigns = found
    slugs = [campaign.slug for campaign in found.values()]
    calls = sorted({campaign.call.slug for campaign in found.values()})
    world.pages |= {
        "portal:home": ["/"],
        "portal:campaign_list": ["/campagne/", "/campagne/?stato=aperte&ordina=scadenza", "/campagne/?q=mai-vista"],
        "portal:campaign": [f"/campagne/{slug}/" for slug in slugs],
        "portal:donate": [f"/campagne/{found[name].slug}/dona/" for name in ("open", "reached", "each", "promised")],
        "portal:call_list": ["/bandi/"],
        "portal:call": [f"/bandi/{slug}/" for slug in calls],
        "portal:pool_history": [f"/bandi/{slug}/dotazione/" for slug in calls],
        "portal:decision": [f"/decisioni/{each.pk}/" for each in DecisionRecord.objects.all()],
        "portal:receipt": [f"{base.path_of(gift)}ricevuta/"],
        "portal:summary_list": [f"/ricevute/{summary}/"],
    }
