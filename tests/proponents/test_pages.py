"""The desk as a person uses it: every page, who may open it, what it keeps, and that nothing typed is ever executed."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tenants.utils import tenant_context
from PIL import Image

from apps.campaigns.models import Reward
from apps.editorial import selectors as editorial
from apps.editorial.models import Update
from apps.kernel import clock
from apps.people import services as people
from apps.people.models import User
from apps.people.roles import Role
from tests.factories import story
from tests.factories.desk import PAGES

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
MARKDOWN = f"{EVIL} [x](javascript:alert(1)) **forte**"


@pytest.fixture(autouse=True)
def _media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def campaign(milano: object) -> Any:
    return story.make_campaign(story.make_call(), 1_000_00)


def person(name: str, roles: list[Role] | None = None) -> User:
    return people.create_user(
        email=f"{name}@example.org", name=name, password=None, roles=roles or [], now=clock.now(), actor="test"
    )


def signed_in(client_of: Any, city: Any, user: User) -> Client:
    client: Client = client_of(city)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def member(milano: Any, campaign: Any, client_of: Any) -> Client:
    user = person("ada")
    people.add_member(user_id=user.pk, organisation_id=campaign.proponent_id, actor="test", now=clock.now())
    return signed_in(client_of, milano, user)


def page(campaign: Any, name: str = "") -> str:
    return f"/proponenti/campagne/{campaign.pk}/{name}"


def paths(campaign: Any) -> list[str]:
    return [*(page(campaign, name) for name in ("", *PAGES, "donatori.csv")), f"/campagne/{campaign.pk}/anteprima/"]


def test_every_page_opens_for_a_member_and_for_nobody_else(
    member: Client, campaign: Any, client_of: Any, milano: Any, venezia: Any
) -> None:
    with tenant_context(milano):
        stranger, visitor = signed_in(client_of, milano, person("bruno")), client_of(milano)
    for path in ["/proponenti/", *paths(campaign)]:
        assert member.get(path).status_code == 200, path
        assert visitor.get(path)["Location"].startswith("/area/accedi/"), path
    for path in paths(campaign):
        assert stranger.get(path).status_code == 403, path
        assert stranger.post(path).status_code in (403, 405), path
        assert client_of(venezia).get(path).status_code in (302, 404), path
    assert campaign.title not in stranger.get("/proponenti/").content.decode()


def test_the_office_edits_only_the_municipalitys_own_campaigns(milano: Any, campaign: Any, client_of: Any) -> None:
    office = signed_in(client_of, milano, person("carla", [Role.COMMUNICATIONS]))
    assert office.get(page(campaign)).status_code == 403
    campaign.proponent.kind = "municipality"
    campaign.proponent.save()
    assert office.get(page(campaign)).status_code == 200
    assert signed_in(client_of, milano, person("dario", [Role.ACCOUNTANT])).get(page(campaign)).status_code == 403


def seen(client: Client, path: str) -> str:
    return str(client.get(path).context["seen"])


def rows(prefix: str, *typed: dict[str, str]) -> dict[str, str]:
    sent = {f"{prefix}-TOTAL_FORMS": str(len(typed)), f"{prefix}-INITIAL_FORMS": "0"}
    return sent | {f"{prefix}-{at}-{name}": value for at, row in enumerate(typed) for name, value in row.items()}


def texts(title: str, summary: str = "Un orto.", text: str = "Il nostro orto.") -> dict[str, str]:
    return {"title": title, "summary": summary, **rows("capitoli", {"text": text}, {"text": ""})}


def test_a_stale_tab_is_refused_and_keeps_what_was_typed(member: Client, campaign: Any) -> None:
    path = page(campaign, "testi/")
    old = seen(member, path)
    assert member.post(path, {**texts("Primo"), "seen": old}).status_code == 302
    answer = member.post(path, {**texts("Secondo"), "seen": old})
    assert answer.status_code == 409
    assert 'value="Secondo"' in answer.content.decode()
    assert editorial.draft(campaign.pk).title == "Primo"
    assert member.post(path, {**texts("Secondo"), "seen": answer.context["seen"]}).status_code == 302
    assert editorial.draft(campaign.pk).title == "Secondo"


def test_a_page_saves_itself_and_says_why_when_it_cannot(member: Client, campaign: Any) -> None:
    path, asked = page(campaign, "testi/"), {"HTTP_X_AUTOSAVE": "1"}
    old = seen(member, path)
    told = member.post(path, {**texts("Primo"), "seen": old}, **asked).json()
    assert told["seen"] == seen(member, path)
    assert member.post(path, {**texts("Secondo"), "seen": old}, **asked).status_code == 409
    assert member.post(path, {**texts(""), "seen": told["seen"]}, **asked).status_code == 422


def picture() -> io.BytesIO:
    kept = io.BytesIO()
    Image.linear_gradient("L").resize((400, 300)).save(kept, "PNG")
    kept.seek(0)
    kept.name = '"><script>alert(1)</script>.png'
    return kept


def test_nothing_that_is_typed_is_executed_and_nothing_is_lost(
    member: Client, campaign: Any, client_of: Any, milano: Any
) -> None:
    save(member, page(campaign, "testi/"), texts(EVIL, EVIL, MARKDOWN))
    empty = {"video_url": "", "video_picture": "", **rows("immagini")}
    save(member, page(campaign, "immagini/"), {**empty, "new_file": picture(), "new_alt": EVIL})
    key = editorial.draft(campaign.pk).pictures[0].key
    lines = rows("voci", {"label": EVIL, "cents": "1.000", "note": EVIL})
    save(member, page(campaign, "bilancio/"), lines)
    someone = {"name": EVIL, "role": EVIL, "link": "https://example.org/?q=<b>", "picture": key}
    wrong = member.post(page(campaign, "persone/"), {"seen": "", **rows("persone", someone), **rows("partner")})
    assert wrong.status_code == 422
    someone["link"] = "https://example.org/"
    save(member, page(campaign, "persone/"), {**rows("persone", someone), **rows("partner", someone)})
    reason = {"reason": EVIL}
    assert member.post(page(campaign, "pubblica/"), reason).status_code == 302
    reward = {"title": EVIL, "text": MARKDOWN, "minimum_cents": "10", "quantity": "1", "position": "1"}
    assert member.post(page(campaign, "ricompense/nuova/"), reward).status_code == 302
    news = {"title": EVIL, "text": MARKDOWN, "audience": "everyone"}
    assert member.post(page(campaign, "aggiornamenti/nuovo/"), news).status_code == 302
    update, offered = Update.objects.get(), Reward.objects.get()
    corrected = {"title": f"{EVIL}!", "text": MARKDOWN, "reason": EVIL}
    assert member.post(page(campaign, f"aggiornamenti/{update.pk}/"), corrected).status_code == 302
    every = [
        *paths(campaign),
        page(campaign, f"ricompense/{offered.pk}/"),
        page(campaign, f"aggiornamenti/{update.pk}/"),
    ]
    shown = [member.get(path).content.decode() for path in every]
    shown.append(client_of(milano).get(f"/campagne/{campaign.slug}/").content.decode())
    for html in shown:
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert 'href="javascript:' not in html
    assert "&lt;script&gt;alert(1)" in shown[-1]
    assert f"/immagini/{key}-400.avif" in shown[-1]


def save(client: Client, path: str, data: dict[str, Any]) -> None:
    answer = client.post(path, {**data, "seen": seen(client, path)})
    assert answer.status_code == 302, answer.context["editor"].problems


def test_a_correction_without_a_reason_is_not_published(member: Client, campaign: Any) -> None:
    save(member, page(campaign, "testi/"), texts("Un altro orto"))
    assert member.post(page(campaign, "pubblica/"), {"reason": ""}).status_code == 422
    assert editorial.latest_version(campaign.pk) is None


def test_a_second_click_on_publish_says_what_is_published(member: Client, campaign: Any) -> None:
    save(member, page(campaign, "testi/"), texts("Un altro orto"))
    for words in ("Pubblicato: è la versione 1.", "È già pubblicato: è la versione 1."):
        answer = member.post(page(campaign, "pubblica/"), {"reason": "Meglio"}, follow=True)
        assert answer.redirect_chain == [(page(campaign), 302)]
        assert words in answer.content.decode()
    assert len(editorial.list_versions(campaign.pk)) == 1


def test_a_document_that_is_not_published_is_opened_as_a_file_by_who_may_edit_alone(
    member: Client, campaign: Any, client_of: Any, milano: Any
) -> None:
    file = SimpleUploadedFile("piano.pdf", PDF, "application/pdf")
    save(member, page(campaign, "documenti/"), {**rows("documenti"), "new_file": file, "new_title": "Piano"})
    (paper,) = editorial.draft(campaign.pk).documents
    address = f"/documenti/{campaign.slug}/{paper.sha256}.pdf"
    for shown in (page(campaign, "documenti/"), f"/campagne/{campaign.pk}/anteprima/"):
        assert f'href="{address}"' in member.get(shown).content.decode()
    answer = member.get(address)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert (answer.headers["X-Content-Type-Options"], answer.content) == ("nosniff", PDF)
    for nobody in (client_of(milano), signed_in(client_of, milano, person("eva", [Role.OFFICER]))):
        assert nobody.get(address).status_code == 404


def test_the_preview_of_a_public_campaign_has_its_gifts(member: Client, campaign: Any) -> None:
    story.make_collected_donation(campaign, 10_00, donor_name="Bice Neri")
    assert "Bice Neri" in member.get(f"/campagne/{campaign.pk}/anteprima/").content.decode()


def test_a_language_that_the_portal_does_not_speak_is_said(member: Client, campaign: Any) -> None:
    text = member.get(page(campaign, "traduzioni/")).content.decode()
    assert text.count("non parla ancora questa lingua") == 1


def test_the_list_of_donors_names_them_to_the_payee_without_addresses_or_formulas(
    member: Client, campaign: Any, milano: Any, client_of: Any
) -> None:
    story.make_collected_donation(campaign, 10_00, donor_name="=SUM(A1)", is_anonymous=True)
    for name in ("donatori/", "donatori.csv"):
        text = member.get(page(campaign, name)).content.decode()
        assert "=SUM(A1)" in text
        assert "@example.org" not in text
        assert "Donazione ricevuta" in text
    rows = member.get(page(campaign, "donatori.csv")).content.decode()
    assert "'=SUM(A1)" in rows
    assert rows.splitlines()[1].startswith(f"{timezone.localdate():%d/%m/%Y};'=SUM(A1);10,00;")
    assert "SUM(A1)" not in client_of(milano).get(f"/campagne/{campaign.slug}/").content.decode()
    campaign.beneficiary = story.make_body()
    campaign.save()
    assert "SUM(A1)" not in member.get(page(campaign, "donatori.csv")).content.decode()


def test_news_for_donors_are_read_by_donors_alone(member: Client, campaign: Any, milano: Any, client_of: Any) -> None:
    news = {"title": "Per voi", "text": "La parola segreta", "audience": "donors"}
    assert member.post(page(campaign, "aggiornamenti/nuovo/"), news).status_code == 302
    public = client_of(milano).get(f"/campagne/{campaign.slug}/").content.decode()
    assert "Per voi" in public
    assert "La parola segreta" not in public


def test_a_draft_has_a_preview_that_writes_nothing(milano: Any, client_of: Any) -> None:
    draft = story.make_draft(story.make_call())
    user = person("ada")
    people.add_member(user_id=user.pk, organisation_id=draft.proponent_id, actor="test", now=clock.now())
    client = signed_in(client_of, milano, user)
    answer = client.get(f"/campagne/{draft.pk}/anteprima/")
    assert answer.status_code == 200
    assert "Anteprima" in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.state, draft.opens_at) == ("draft", None)
