"""The picture that stands for a campaign in lists: the first of its gallery, from its publication on."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_tenants.utils import tenant_context
from PIL import Image

from apps.editorial import selectors as editorial
from apps.editorial import services
from apps.editorial.rules.parts import digest
from apps.kernel import clock
from apps.pictures import services as pictures
from apps.showcase import services as showcase
from apps.showcase.models import ShowcaseCampaign
from tests.factories import places, story


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def publish(campaign: Any, alt: str) -> str:
    """Publish one picture of a campaign and return its key."""
    file = io.BytesIO()
    Image.new("RGB", (800, 600), "navy").save(file, "PNG")
    file.seek(0)
    by: dict[str, Any] = {"actor": "test", "now": clock.now()}
    made = pictures.add_picture(file=file, alt=alt, **by)
    shown = {"key": str(made.key), "alt": alt, "width": made.width, "height": made.height, "in_gallery": True}
    seen = digest(editorial.draft(campaign.pk), "pictures")
    values = {"pictures": [shown], "video": None}
    services.save_part(campaign_id=campaign.pk, part="pictures", values=values, seen=seen, **by)
    cents = [{"label": "Tutto", "cents": campaign.cost_cents, "note": ""}]
    seen = digest(editorial.draft(campaign.pk), "budget")
    services.save_part(campaign_id=campaign.pk, part="budget", values={"budget": cents}, seen=seen, **by)
    services.publish(campaign_id=campaign.pk, reason="Una fotografia", **by)
    return str(made.key)


def test_a_card_shows_the_picture_in_every_size_with_its_words_and_its_room(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    district = places.add_district(campaign.district, "municipio-4")
    before = visitor.get("/campagne/").content.decode()
    assert "<picture>" not in before and 'class="cl-cover-drawing"' in before
    key = publish(campaign, "L'orto a maggio")
    for path in ("/", "/campagne/", f"/bandi/{campaign.call.slug}/", f"/quartieri/{district.slug}/"):
        page = visitor.get(path).content.decode()
        assert f"/immagini/{key}-360.avif 360w" in page and f"/immagini/{key}-720.webp" in page, path
        assert 'alt="L&#x27;orto a maggio" width="800" height="600" loading="lazy"' in page, path


def test_the_national_portal_serves_the_covers_that_it_shows_and_no_other_picture(
    milano: Any, venezia: Any, public: Any, client_of: Callable[..., Client]
) -> None:
    with tenant_context(milano):
        campaign = story.make_campaign(story.make_call())
        key = publish(campaign, "L'orto a maggio")
        showcase.refresh_campaign(key=str(campaign.pk), now=clock.now())
        schema = milano.schema_name
    row = ShowcaseCampaign.objects.get()
    showcase.feature(showcase_id=row.pk, actor="test", now=clock.now())
    national = client_of(public)
    page = national.get("/").content.decode()
    assert f"/immagini/{schema}/{key}-720.jpg" in page
    answer = national.get(f"/immagini/{schema}/{key}-720.jpg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg") and "immutable" in answer[
        "Cache-Control"
    ]
    assert national.get(f"/immagini/{venezia.schema_name}/{key}-720.jpg").status_code == 404
    ShowcaseCampaign.objects.update(cover={})
    assert national.get(f"/immagini/{schema}/{key}-720.jpg").status_code == 404
