"""Take a decision from what stands in the database, and keep its record."""

from datetime import datetime

from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.matching import selectors
from apps.matching.models import DecisionRecord
from apps.matching.rules import decision as rules
from apps.matching.rules import record as records
from apps.matching.rules.decision import Decision, DecisionInputs, Phase


def decide(*, campaign_id: int, phase: Phase, held_cents: int, now: datetime) -> Decision:
    """Decide on a campaign from its gifts and its pool, which is locked here.

    `held_cents` is what the campaign has already, reserved or committed.
    """
    campaign = campaigns.get_campaign(campaign_id)
    version = calls.get_rules_version(campaigns.opened(campaign).rules_version_id)
    return rules.decide(
        DecisionInputs(
            rules_number=version.number,
            rules_sha256=version.sha256,
            document=version.document,
            campaign_id=campaign_id,
            cost_cents=campaign.cost_cents,
            contributions=selectors.list_contributions(campaign_id),
            free_cents=selectors.lock_pool(campaign.call_id),
            reserved_cents=held_cents,
            phase=phase,
        )
    )


def record(*, decision: Decision, now: datetime) -> DecisionRecord:
    """Append the record of a decision, numbered per campaign."""
    campaign_id = decision.inputs.campaign_id
    text = records.to_json(decision)
    return DecisionRecord.objects.create(
        campaign_id=campaign_id,
        number=DecisionRecord.objects.filter(campaign_id=campaign_id).count() + 1,
        phase=decision.inputs.phase,
        rules_version_id=campaigns.opened(campaigns.get_campaign(campaign_id)).rules_version_id,
        record=text,
        sha256=records.sha256_in(text),
        decided_at=now,
    )
