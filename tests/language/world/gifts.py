"""One person's gifts in every state, and what is theirs alone: letters, receipts, the desk of a campaign."""

from datetime import timedelta

from apps.campaigns import rewards
from apps.campaigns.models import Campaign
from apps.donations import links
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.services import tally
from apps.editorial import selectors as editorial
from apps.kernel import clock
from apps.notifications import links as letter_links
from apps.notifications import services as notifications
from apps.notifications.models import Message
from apps.notifications.states import Topic
from apps.payments.models import BankRefund, Mandate
from apps.people.models import User
from tests.banking import bank
from tests.factories import story
from tests.language.world import base

DESK = {
    "desk": "",
    "texts": "testi/",
    "pictures": "immagini/",
    "budget": "bilancio/",
    "people": "persone/",
    "documents": "documenti/",
    "translations": "traduzioni/",
    "translate": "traduzioni/en/",
    "rewards": "ricompense/",
    "reward_new": "ricompense/nuova/",
    "publish": "pubblica/",
    "updates": "aggiornamenti/",
    "update_new": "aggiornamenti/nuovo/",
    "donors": "donatori/",
}
"""The pages of a campaign's desk that need nothing but the campaign."""


def give(world: base.World, campaign: Campaign) -> None:
    """Make a gift of each state."""
    now = clock.now()
    begun = story.make_started_donation(campaign, 20_00, **base.GIFT)
    named = story.make_started_donation(campaign, 20_00, donor_name="Bruno Verdi")
    donations.hide_name(donation_id=named.pk, fault="offensive", note="", actor="test", now=now)
    announced = bank.announce(campaign, 30_00, **base.GIFT)
    given = Donation.objects.filter(donor_email="ada@example.org").order_by("pk")
    owed = BankRefund.objects.create(attempt=begun.attempt, amount_cents=20_00, reason="late", created_at=now)
    promised = _promised(story.make_started_donation(campaign, 20_00, **base.GIFT), world.campaigns["promised"])
    lapsed = story.make_started_donation(campaign, 20_00, **base.GIFT)
    donations.lapse_donation(donation_id=lapsed.pk, now=now)
    paths = [base.path_of(gift) for gift in given]
    world.pages |= {
        "portal:donation": [*paths, base.path_of(named)],
        "portal:public_name": [f"{path}nome/" for path in (*paths, base.path_of(named))],
        "portal:thanks": [f"{path}grazie/" for path in paths],
        "portal:take_back": [f"{path}ritira/" for path in paths],
        "portal:promise_withdraw": [f"{base.path_of(promised)}promessa/ritira/"],
        "portal:transfer": [f"{base.path_of(announced)}bonifico/"],
        "portal:transfer_withdraw": [f"{base.path_of(announced)}bonifico/annulla/"],
        "portal:refund_account": [f"/rimborsi/{links.account_token_of(owed.pk, now)}/"],
        "portal:receipt": world.pages["portal:receipt"] + [f"{path}ricevuta/" for path in paths],
        "portal:summary": ["/ricevute/"],
        "portal:summary_asked": ["/ricevute/richiesta/"],
    }


def keep(world: base.World, campaign: Campaign, user: User) -> None:
    """Send the letters there are, and name the pages of who runs the campaign."""
    for message in Message.objects.filter(to=user.email, state="queued"):
        notifications.send_message(key=str(message.pk), now=clock.now())
    message = Message.objects.filter(to=user.email).latest("pk")
    desk = f"/proponenti/campagne/{campaign.pk}/"
    update, reward = editorial.list_updates(campaign.pk)[0], rewards.list_rewards(campaign.pk)[0]
    world.pages |= {
        "account_confirm_email": ["/area/conferma-indirizzo/finto/"],
        "account_reset_password_from_key": ["/area/password-dimenticata/1-finto/"],
        "letters:list": ["/area/messaggi/"],
        "letters:message": [f"/area/messaggi/{message.pk}/"],
        "letters:wishes": ["/area/notifiche/"],
        "letters:guest_wishes": [letter_links.wishes_path("altra@example.org")],
        "letters:unsubscribe": [letter_links.unsubscribe_path("altra@example.org", Topic.CAMPAIGNS)],
        "proponents:update": [f"{desk}aggiornamenti/{update.pk}/"],
        "proponents:update_withdraw": [f"{desk}aggiornamenti/{update.pk}/ritira/"],
        "proponents:reward": [f"{desk}ricompense/{reward.pk}/"],
        "portal:campaign_preview": [f"/campagne/{campaign.pk}/anteprima/"],
        "portal:campaign_widget": [f"/campagne/{campaign.slug}/riquadro/"],
        "portal:campaign_embed": [f"/campagne/{campaign.slug}/incorpora/"],
    }
    for name, end in DESK.items():
        world.pages[f"proponents:{name}"] = [f"{desk}{end}"]


def _promised(donation: Donation, campaign: Campaign) -> Donation:
    """Turn a gift into one that is promised, as if its card had been saved."""
    now = clock.now()
    mandate = Mandate.objects.create(
        attempt=donation.attempt,
        amount_cents=donation.amount_cents,
        text="Un orto si paga dopo.",
        sha256="0" * 64,
        locale="it",
        accepted_at=now,
        latest_at=now + timedelta(days=90),
        saved_at=now,
        customer_id="cus_test",
        payment_method_id="pm_test",
        card_brand="visa",
        card_last4="4242",
    )
    promised = {"campaign": campaign, "state": "promised", "promised_at": now, "mandate": mandate}
    Donation.objects.filter(pk=donation.pk).update(**promised)
    tally.put_in([donation.pk])
    return donation
