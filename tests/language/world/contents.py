"""What a campaign tells: pictures, budget, people, rewards, news, corrections."""

import io
from typing import Any

from PIL import Image

from apps.campaigns.models import Campaign
from apps.campaigns.rewards import RewardText
from apps.donations import services as donations
from apps.editorial import selectors as editorial
from apps.editorial import services as editing
from apps.editorial.rules import parts
from apps.editorial.services import NewsText
from apps.editorial.states import Audience
from apps.kernel import clock
from apps.pictures import services as pictures
from tests.banking import bank
from tests.factories import story
from tests.language.world import base


def tell(campaign: Campaign) -> None:
    """Publish a whole content, rewards and news, with corrections of both."""
    now = clock.now()
    bank.open_account(campaign.beneficiary)
    shown = _picture()
    budget = [{"label": "Un orto", "cents": campaign.cost_cents, "note": "Un orto intero"}]
    _save(campaign, "budget", budget=budget)
    _save(campaign, "pictures", pictures=[shown, {**shown, "key": _picture()["key"]}])
    _save(campaign, "people", team=[{"name": "Bruno Verdi", "role": "Un orto"}], partners=[])
    _publish(campaign)
    _save(campaign, "texts", title=campaign.title, summary="Un orto nuovo.", sections=[{"text": "Un orto bello."}])
    _publish(campaign, "Un orto è cambiato.")
    for title in ("Un orto di zucche", "Un orto di vanghe"):
        text = RewardText(title=title, minimum_cents=10_00, text="Un orto in dono.", value_cents=5_00, quantity=3)
        reward = donations.save_reward(
            campaign_id=campaign.pk, reward_id=None, text=text, reason="", actor="test", now=now
        )
    story.make_collected_donation(campaign, 20_00, reward_id=reward.pk, **base.GIFT)
    text = RewardText(title="Un orto di fiori", minimum_cents=10_00, text="Un orto.", value_cents=5_00, quantity=3)
    donations.save_reward(
        campaign_id=campaign.pk, reward_id=reward.pk, text=text, reason="Un orto.", actor="test", now=now
    )
    for audience in Audience:
        news = NewsText("Un orto avanza", "Un orto di parole.", ())
        update = editing.publish_update(campaign_id=campaign.pk, news=news, audience=audience, actor="test", now=now)
    editing.withdraw_update(
        campaign_id=campaign.pk, update_id=update.pk, reason="Un orto sbagliato.", actor="test", now=now
    )


def _picture() -> dict[str, Any]:
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), "#0066cc").save(file, "PNG")
    file.seek(0)
    made = pictures.add_picture(file=file, alt="Un orto dall'alto", actor="test", now=clock.now())
    return {"key": str(made.key), "alt": made.alt, "width": made.width, "height": made.height}


def _save(campaign: Campaign, part: str, **values: object) -> None:
    seen = parts.digest(editorial.draft(campaign.pk), part)
    editing.save_part(campaign_id=campaign.pk, part=part, values=values, seen=seen, actor="test", now=clock.now())


def _publish(campaign: Campaign, reason: str = "") -> None:
    editing.publish(campaign_id=campaign.pk, reason=reason, actor="test", now=clock.now())
