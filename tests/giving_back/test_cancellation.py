"""A campaign stopped for cause: told first, done exactly as told, or not done at all."""

import pytest

from apps.audit.models import AuditEvent
from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.kernel.states import ForbiddenTransition
from apps.ledger.models import Entry
from apps.matching import selectors
from apps.matching import services as matching
from apps.matching.services import CancellationRefused, WorldChanged
from apps.matching.services.giving_back.dry_run import Heap
from apps.notifications.models import Message
from apps.payments.models import ConnectedAccount, Refund
from tenants.registry import selectors as registry
from tenants.registry.models import AgendaItem
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.giving_back.desk import DISPUTED, follow, give, later, posted, prove, send_refunds
from tests.harness.stripe import StripeSimulator


def cancel(campaign: Campaign, digest: str, reason: str = "Il terreno è stato venduto.", **more: object) -> None:
    matching.cancel_campaign(
        campaign_id=campaign.pk, reason=reason, digest=digest, actor="test", now=NOW, **{"act_id": None, **more}
    )


def rows() -> list[object]:
    return [
        list(Donation.objects.order_by("pk").values_list("pk", "state")),
        Refund.objects.count(),
        Entry.objects.count(),
        Message.objects.count(),
        AuditEvent.objects.count(),
        AgendaItem.objects.count(),
        list(Campaign.objects.order_by("pk").values_list("pk", "state", "threshold_reached_at")),
    ]


def test_the_preview_tells_what_happens_and_changes_nothing(
    call: Call, campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    waiting = city.add_campaign(call, account, 1_000_00)
    give(stripe_simulator, campaign, 500_00)
    give(stripe_simulator, campaign, 100_00)
    give(stripe_simulator, waiting, 500_00)
    city.start(campaign, 10_00)
    before = rows()
    preview = matching.preview_cancellation(campaign_id=campaign.pk, now=NOW)
    assert rows() == before
    assert (preview.refunds, preview.to_card, preview.to_ask) == (Heap(2, 600_00), Heap(2, 600_00), Heap(0, 0))
    assert preview.undecided == Heap(1, 10_00)
    assert preview.fees_cents == sum(gift.attempt.fee_cents for gift in Donation.objects.filter(campaign=campaign))
    assert preview.fee_bearer == "beneficiary"
    assert preview.returned_cents == 500_00
    assert [(each.campaign_id, each.cents) for each in preview.served] == [(waiting.pk, 400_00)]


def test_what_was_told_is_done(
    call: Call, campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    waiting = city.add_campaign(call, account, 1_000_00)
    give(stripe_simulator, campaign, 500_00)
    give(stripe_simulator, waiting, 500_00)
    digest = matching.preview_cancellation(campaign_id=campaign.pk, now=NOW).digest
    cancel(campaign, digest, act_id=city.add_act(call))
    campaign.refresh_from_db()
    assert (campaign.state, campaign.settled_at) == (CampaignState.CANCELLED, NOW)
    assert campaign.cancelled_reason == "Il terreno è stato venduto."
    assert (selectors.held_cents_of(campaign.pk), selectors.held_cents_of(waiting.pk)) == (0, 500_00)
    donations.tell_cancellation(key=str(campaign.pk), now=NOW)
    assert Message.objects.get(kind="campaign_cancelled").data["reason"] == "Il terreno è stato venduto."
    send_refunds()
    campaign.refresh_from_db()
    assert campaign.refunds_completed_at == NOW
    assert posted(f"campaign:{campaign.pk}:donations") == [0]
    assert not registry.list_agenda("c_milano", "campaign.settle")
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.CANCELLED
    prove()


def test_a_gift_that_arrives_between_preview_and_confirmation_stops_it(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 50_00)
    digest = matching.preview_cancellation(campaign_id=campaign.pk, now=NOW).digest
    give(stripe_simulator, campaign, 20_00)
    with pytest.raises(WorldChanged) as refusal:
        cancel(campaign, digest)
    assert refusal.value.details["preview"].refunds == Heap(2, 70_00)  # type: ignore[attr-defined]
    campaign.refresh_from_db()
    assert campaign.state == CampaignState.OPEN
    assert not Refund.objects.exists()


def test_the_digest_of_an_unchanged_world_is_the_same(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    give(stripe_simulator, campaign, 50_00)
    digests = {matching.preview_cancellation(campaign_id=campaign.pk, now=NOW).digest for _ in range(3)}
    assert len(digests) == 1


def test_a_campaign_whose_outcome_is_awaited_can_be_stopped_and_one_that_has_it_cannot(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 600_00)
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    assert matching.preview_cancellation(campaign_id=campaign.pk, now=DEADLINE).refunds == Heap(1, 600_00)
    city.settle(campaign)
    with pytest.raises(ForbiddenTransition):
        matching.preview_cancellation(campaign_id=campaign.pk, now=DEADLINE)
    with pytest.raises(ForbiddenTransition):
        cancel(campaign, "")


def test_a_reason_is_needed_and_an_act_is_of_the_same_call(campaign: Campaign) -> None:
    digest = matching.preview_cancellation(campaign_id=campaign.pk, now=NOW).digest
    with pytest.raises(CancellationRefused):
        cancel(campaign, digest, reason="  ")
    with pytest.raises(CancellationRefused):
        cancel(campaign, digest, act_id=city.add_act(city.add_call(0)))


def test_a_gift_paid_after_the_cancellation_goes_straight_back(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = city.start(campaign, 50_00)
    stripe_simulator.pay(donation.attempt.session_url)
    cancel(campaign, matching.preview_cancellation(campaign_id=campaign.pk, now=NOW).digest)
    assert city.check(donation).state == DonationState.REFUNDING
    send_refunds()
    prove()


def test_a_disputed_gift_is_shown_in_the_way_and_waits(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 50_00)
    give(stripe_simulator, campaign, 30_00, DISPUTED)
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id)
    preview = matching.preview_cancellation(campaign_id=campaign.pk, now=NOW)
    assert (preview.refunds, preview.disputed) == (Heap(1, 50_00), Heap(1, 30_00))
    cancel(campaign, preview.digest)
    send_refunds()
    campaign.refresh_from_db()
    assert campaign.refunds_completed_at is None
    prove()


@pytest.mark.parametrize(("cents", "state"), [(499_99, "not_funded"), (500_00, "funded")])
def test_the_outcome_is_told_before_it_is_there(
    campaign: Campaign, stripe_simulator: StripeSimulator, cents: int, state: str
) -> None:
    give(stripe_simulator, campaign, cents)
    before = rows()
    preview = matching.preview_outcome(campaign_id=campaign.pk, now=NOW)
    assert rows() == before
    assert preview.state == state
    assert (preview.refunds.cents, preview.granted_cents) == ((cents, 0) if state == "not_funded" else (0, 500_00))
