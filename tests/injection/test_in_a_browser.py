"""The same payloads in real Chromium, on the platform as it runs: no script runs, no policy has to stop one."""

from collections.abc import Iterator
from io import StringIO
from typing import Any
from urllib.parse import quote

import pytest
from django.core.management import call_command
from django_tenants.utils import schema_context
from playwright.sync_api import Browser, Page

from apps.campaigns import rewards
from apps.campaigns.models import Campaign
from apps.campaigns.rewards import RewardText
from apps.community import services as community
from apps.donations import links as gift_links
from apps.editorial import selectors as drafts
from apps.editorial import services as editorial
from apps.editorial.rules import parts
from apps.editorial.rules.languages import places as places_of
from apps.editorial.services import NewsText
from apps.editorial.states import Audience
from apps.feedback import links as ticket_links
from apps.feedback import services as feedback
from apps.feedback.states import TicketKind
from apps.kernel import clock
from apps.people import services as people
from apps.people.roles import Role
from tests.factories import places, story
from tests.harness.running import Running
from tests.injection.payloads import PACKS

pytestmark = [pytest.mark.browser, pytest.mark.committed]

PASSWORD = "una-parola-lunga-42"
OFFICE, ADA = "ufficio@example.org", "ada@example.org"
LOOKOUT = """
window.zqx = () => { window.ran = "zqx" };
addEventListener("securitypolicyviolation", (event) => { window.stopped = event.blockedURI + event.sourceFile });
"""
TEXTS = {pack.name: pack for pack in PACKS}


def words(most: int) -> str:
    """Return markup, links and template syntax in one text of at most so many characters."""
    return " ".join(TEXTS[name].cut(most // 3 - 1, 0) for name in ("markup", "links", "template"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that keeps every dialog, console error and strange request in `page.wrong`."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="it-IT")
    context.add_init_script(LOOKOUT)
    page = context.new_page()
    page.wrong = []  # type: ignore[attr-defined]
    page.on("dialog", lambda dialog: (page.wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.wrong.append(f"{page.url}: {error}"))  # type: ignore[attr-defined]
    page.on("console", lambda said: said.type == "error" and page.wrong.append(f"{page.url}: {said.text}"))  # type: ignore[attr-defined]
    page.on("request", lambda asked: "zqx" in asked.url.split("?")[0] and page.wrong.append(asked.url))  # type: ignore[attr-defined]
    yield page
    context.close()


@pytest.fixture
def pages_with_scripts() -> None:
    """The site's own scripts and styles are there: they too are handed what people wrote."""
    call_command("build_assets", stdout=StringIO())


def person(email: str, *roles: Role) -> Any:
    user = people.create_user(
        email=email, name=words(120), password=PASSWORD, roles=list(roles), now=clock.now(), actor="test"
    )
    people.verify_address(user_id=user.pk, email=email)
    return user


def seeded() -> tuple[Campaign, dict[str, str]]:
    """Write the payloads wherever the public writes; return the campaign and the pages that need a key."""
    now, district = clock.now(), words(60)
    call = story.make_call(details={"title": words(200), "summary": words(400), "areas": (words(60),)})
    campaign = story.make_campaign(
        call, title=words(160), summary=words(400), story=words(2_000), area=words(60), district=district
    )
    places.add_district(district, "isola")
    ada, one = person(ADA), {"now": now, "actor": "test"}
    people.add_member(user_id=ada.pk, organisation_id=campaign.proponent_id, **one)
    person(OFFICE, Role.OFFICER, Role.COMMUNICATIONS, Role.ACCOUNTANT)
    in_german = {"de": {"title": words(120), "text": words(2_000)}}
    offer = RewardText(
        title=words(120), text=words(2_000), minimum_cents=1_00, quantity=9, position=1, translations=in_german
    )
    rewards.add(campaign_id=campaign.pk, text=offer, **one)
    gift = story.make_collected_donation(campaign, 50_00, donor_name=words(120), donor_email=ADA)
    news = NewsText(words(160), words(2_000), translations=in_german)
    editorial.publish_update(campaign_id=campaign.pk, news=news, audience=Audience.EVERYONE, **one)
    translate(campaign, **one)
    written = {"user_id": ada.pk, "now": now}
    texts = [community.ask_question(campaign_slug=campaign.slug, text=TEXTS["markup"].cut(500, 0), **written)]
    texts.append(
        community.write_comment(place="campaign", key=str(campaign.pk), text=TEXTS["markup"].cut(500, 0), **written)
    )
    texts.append(community.write_comment(place="district", key="isola", text=TEXTS["template"].cut(500, 0), **written))
    for text in texts:
        community.approve_text(what=text._meta.model_name, text_id=text.pk, note=words(400), **one)
    ticket = feedback.open_ticket(
        kind=TicketKind.PROBLEM, text=words(2_000), email="", page=words(300), address="", language="it", now=now
    )
    feedback.answer_ticket(ticket_id=ticket.pk, text=words(2_000), actor=OFFICE, now=now)
    return campaign, {
        "ticket": ticket_links.path_of(ticket.pk),
        "desk": f"/gestione/segnalazioni/{ticket.pk}/",
        "gift": f"/donazioni/{gift_links.token_of(gift.pk)}/",
        "call": f"/bandi/{call.slug}/",
    }


def translate(campaign: Campaign, **one: Any) -> None:
    """Publish a payload in German for each of the campaign's texts."""
    content = drafts.draft(campaign.pk)
    phrases = [
        {"place": place.key, "italian": place.italian, "text": words(place.most)} for place in places_of(content)
    ]
    values: dict[str, object] = {"translations": [{"language": "de", "phrases": phrases}]}
    seen = parts.digest(content, "translations")
    editorial.save_part(campaign_id=campaign.pk, part="translations", values=values, seen=seen, **one)
    editorial.publish(campaign_id=campaign.pk, reason="Tradotta", **one)


def looked_at(page: Page, running: Running, paths: list[str]) -> None:
    """Open pages and let what is in them happen: what moves is moved over, what opens is opened."""
    for path in paths:
        answer = page.goto(running.city("milano", path), wait_until="load")
        assert answer is not None and answer.status == 200, path
        page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
        page.evaluate(
            "document.querySelectorAll('svg, img, form, a').forEach((e) => e.dispatchEvent(new Event('mouseover')))"
        )
        happened = page.evaluate("[window.ran, window.stopped].filter(Boolean)")
        assert (path, happened, page.wrong) == (path, [], [])  # type: ignore[attr-defined]


def entered(page: Page, running: Running, path: str, email: str) -> None:
    page.goto(running.city("milano", path))
    page.get_by_label("Indirizzo e-mail").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Accedi").click()


@pytest.mark.usefixtures("pages_with_scripts")
def test_nothing_runs_on_the_main_pages(running: Running, page: Page, settings: Any) -> None:
    settings.SECRET_KEY = running.stack.env["COLLETTA_SECRET_KEY"]
    with schema_context("c_milano"):
        campaign, keyed = seeded()
    own, office = f"/campagne/{campaign.slug}/", f"/gestione/campagne/{campaign.pk}/"
    asked = quote(TEXTS["markup"].cut(80, 0))
    looked_at(page, running, ["/", "/campagne/", own, f"{own}commenti/", f"{own}domande/", f"{own}riquadro/"])
    looked_at(page, running, [f"{path}?lingua=de" for path in ("/campagne/", own, f"{own}dona/")])
    assert page.locator("html").get_attribute("lang") == "de"
    page.context.clear_cookies()
    looked_at(page, running, [f"{own}dona/", f"{own}incorpora/", keyed["call"], f"{keyed['call']}dotazione/"])
    looked_at(
        page, running, [f"/cerca/?q={asked}", f"/campagne/?q={asked}", "/mappa/", "/quartieri/", "/quartieri/isola/"]
    )
    looked_at(
        page, running, [keyed["ticket"], keyed["gift"], f"{keyed['gift']}grazie/", f"/segnalazioni/?pagina={asked}"]
    )
    entered(page, running, "/area/accedi/", ADA)
    looked_at(page, running, ["/area/", "/area/profilo/", "/partecipa/", "/area/donazioni/", "/area/messaggi/"])
    desk = f"/proponenti/campagne/{campaign.pk}/"
    looked_at(page, running, [desk, f"{desk}testi/", f"{desk}ricompense/", f"{desk}donatori/", f"{desk}aggiornamenti/"])
    page.context.clear_cookies()
    entered(page, running, "/gestione/accedi/", OFFICE)
    looked_at(page, running, ["/gestione/", "/gestione/campagne/", office, f"{office}donazioni/", keyed["desk"]])
    looked_at(
        page,
        running,
        ["/gestione/moderazione/?stato=", "/gestione/bandi/", "/gestione/messaggi/", "/gestione/registro/"],
    )
