"""Take a decision from what stands in the database, and keep its record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from apps.calls import selectors as calls
from apps.calls.rules.terms import MatchTerms
from apps.campaigns import selectors as campaigns
from apps.matching import selectors
from apps.matching.models import DecisionRecord
from apps.matching.rules import boosts
from apps.matching.rules import decision as rules
from apps.matching.rules import record as records
from apps.matching.rules.boosts import Announcement
from apps.matching.rules.decision import Decision, DecisionInputs, Phase, Turn
from apps.matching.rules.exhaustion import TOGETHER

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def decide(*, campaign: "Campaign", phase: Phase) -> Decision:
    """Decide on a locked campaign that asks its pool alone, from its gifts and the pool, which is locked here."""
    return rules.decide(inputs_of(campaign=campaign, phase=phase, free_cents=selectors.lock_pool(campaign.call_id)))


def decide_in_queue(*, campaign: "Campaign", phase: Phase, queue: Sequence[Turn], free_cents: int) -> Decision:
    """Decide on a campaign that asks together with others; the pool is locked and had `free_cents` for all of them."""
    inputs = inputs_of(campaign=campaign, phase=phase, free_cents=free_cents)
    return rules.decide(replace(inputs, queue=tuple(queue)))


def decide_all(*, due: Sequence["Campaign"], phase: Phase) -> dict[int, Decision]:
    """Decide on campaigns of one call whose time has come, by campaign; together where they share the pool out."""
    found: dict[int, Decision] = {}
    for campaign in due:
        if campaign.pk in found:
            continue
        if shares_out(campaign):
            found |= decide_together(together=_same_batch(campaign, due), phase=phase)
        else:
            found[campaign.pk] = decide(campaign=campaign, phase=phase)
    return found


def shares_out(campaign: "Campaign") -> bool:
    """Tell whether the rules of a campaign share the pool out among those that are decided with it."""
    return campaigns.terms_of(campaign).exhaustion in TOGETHER


def decide_together(*, together: Sequence["Campaign"], phase: Phase) -> dict[int, Decision]:
    """Decide on campaigns whose rules share the pool out among them, by campaign; they hold nothing of it now.

    First each alone, for whether it is reached and what it is due; then all those that are due something, together.
    """
    free_cents = selectors.lock_pool(together[0].call_id)
    asked = {each.pk: inputs_of(campaign=each, phase=phase, free_cents=free_cents) for each in together}
    alone = {pk: rules.decide(inputs) for pk, inputs in asked.items()}
    queue = tuple(
        Turn(campaign_id=each.pk, requested_cents=alone[each.pk].entitlement_cents, rank=each.rank)
        for each in together
        if alone[each.pk].entitlement_cents > 0
    )
    return {pk: rules.decide(replace(inputs, queue=queue)) for pk, inputs in asked.items()}


def inputs_of(*, campaign: "Campaign", phase: Phase, free_cents: int) -> DecisionInputs:
    """Return everything that a decision on a campaign depends on, as it stands; the pool is locked."""
    opened = campaigns.opened(campaign)
    version = calls.get_rules_version(opened.rules_version_id)
    terms = MatchTerms.from_document(version.document)
    return DecisionInputs(
        rules_number=version.number,
        rules_sha256=version.sha256,
        document=version.document,
        campaign_id=campaign.pk,
        cost_cents=campaign.cost_cents,
        category=campaign.category,
        opened_at=campaign.opens_at if terms.boosts else None,
        announcements=announcements_of(campaign=campaign, terms=terms),
        contributions=selectors.list_contributions(campaign, terms),
        free_cents=free_cents,
        reserved_cents=selectors.held_cents_of(campaign.pk),
        phase=phase,
    )


def announcements_of(*, campaign: "Campaign", terms: MatchTerms) -> tuple[Announcement, ...]:
    """Return when the boosts hold that a campaign's frozen rules left open, as later versions first said."""
    if campaign.opens_at is None or all(boost.is_announced for boost in terms.boosts):
        return ()
    found: dict[int, Announcement] = {}
    for version in reversed(calls.list_rules_versions(campaign.call_id)):
        if version.pk == campaign.rules_version_id:
            continue
        stated = MatchTerms.from_document(version.document).boosts
        for each in boosts.announce(terms.boosts, stated, campaign.opens_at, version.published_at):
            found.setdefault(each.place, each)
    return tuple(found[place] for place in sorted(found))


def record(*, campaign: "Campaign", decision: Decision, now: datetime) -> DecisionRecord:
    """Append the record of a decision on a campaign, numbered per campaign."""
    text = records.to_json(decision)
    return DecisionRecord.objects.create(
        campaign_id=campaign.pk,
        number=DecisionRecord.objects.filter(campaign_id=campaign.pk).count() + 1,
        phase=decision.inputs.phase,
        rules_version_id=campaigns.opened(campaign).rules_version_id,
        record=text,
        sha256=records.sha256_in(text),
        decided_at=now,
    )


def _same_batch(campaign: "Campaign", due: Sequence["Campaign"]) -> list["Campaign"]:
    batch = (campaign.rules_version_id, campaign.closes_at)
    return [each for each in due if (each.rules_version_id, each.closes_at) == batch]
