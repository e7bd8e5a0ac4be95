"""The look's desk as pages: who may enter, what is refused, that a draft is seen by who asked and nobody else."""

import re
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.branding import selectors, services
from apps.branding.models import BrandFile
from apps.branding.rules import domains as domain_rules
from apps.branding.states import TextKind
from apps.people.roles import Role
from tenants.registry import hosts
from tests.branding.test_images import SVG, bitmap
from tests.factories import story
from tests.factories.city import NOW

DESK = "/gestione/aspetto/"
PAGES = [
    "",
    "pubblica/",
    "scarta/",
    "identita/",
    "colori/",
    "contatti/",
    "cofinanziamento/",
    "donazioni/",
    "testi/",
    "testi/faq/",
    "domini/",
]
IDENTITY = {"name": "Milano", "tagline": "Motto", "sender_address": "", "language": "it"}
PAYLOADS = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7|add:7 }}", "javascript:alert(1)"]


def text_of(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def live(client, path="/"):
    hosts.forget()
    return text_of(client.get(path))


@pytest.mark.parametrize("page", PAGES)
def test_only_who_decides_the_look_enters(page, milano, client_of, signed_in):
    assert client_of(milano).get(DESK + page).status_code == 302
    assert signed_in(Role.ACCOUNTANT).get(DESK + page).status_code == 403


@pytest.mark.parametrize(
    "page", ["anteprima/", "anteprima/esci/", "pubblica/", "scarta/", "versioni/1/ripristina/", "identita/", "colori/"]
)
def test_nobody_else_writes(page, milano, client_of, signed_in):
    assert client_of(milano).post(DESK + page, {"primary_colour": "#00665e"}).status_code == 302
    assert signed_in(Role.OFFICER).post(DESK + page, {"primary_colour": "#00665e"}).status_code == 403
    assert selectors.find_draft() is None


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_with_and_without_a_draft(page, desk):
    assert desk.get(DESK + page, follow=True).status_code == 200
    services.save_draft(changes={"tagline": "Motto"}, actor="test", now=NOW)
    assert desk.get(DESK + page, follow=True).status_code == 200


def test_a_colour_that_cannot_be_read_is_refused_and_one_press_takes_the_proposal(desk):
    page = text_of(desk.post(f"{DESK}colori/", {"primary_colour": "#FFCC00", "secondary_colour": ""}), 422)
    assert "Usa questo" in page
    assert "Non si legge" in page
    offer = dict(re.findall(r'type="hidden" name="(\w+_colour)" value="([^"]*)"', page))
    assert desk.post(f"{DESK}colori/", offer).status_code == 302
    assert selectors.working_look().primary_colour == offer["primary_colour"] != "#ffcc00"


def test_a_draft_is_seen_by_who_asked_and_by_nobody_else(desk, milano, client_of):
    desk.post(f"{DESK}colori/", {"primary_colour": "#00665e", "secondary_colour": "#b04a2f"})
    assert "Stai vedendo la bozza" not in live(desk)
    assert desk.post(f"{DESK}anteprima/")["Location"] == "/"
    answer = desk.get("/")
    page = text_of(answer)
    assert "Stai vedendo la bozza" in page
    assert answer["Cache-Control"] == "private, no-store"
    sheet = re.search(r"/brand\.css\?v=\w+", page).group()
    assert "--brand-40:#00665e" in text_of(desk.get(sheet))
    assert "--brand-40:#a4343a" in text_of(client_of(milano).get(sheet))
    assert "Stai vedendo la bozza" in text_of(desk.get("/campagne/"))
    desk.post(f"{DESK}anteprima/esci/")
    assert "Stai vedendo la bozza" not in text_of(desk.get("/"))


def test_the_cookie_of_the_preview_lends_no_right(desk, milano, client_of, signed_in):
    desk.post(f"{DESK}colori/", {"primary_colour": "#00665e", "secondary_colour": ""})
    stranger, accountant = client_of(milano), signed_in(Role.ACCOUNTANT)
    for client in (stranger, accountant):
        client.cookies["anteprima"] = "1"
        assert "Stai vedendo la bozza" not in text_of(client.get("/"))


def test_a_role_that_is_taken_away_ends_the_preview(desk):
    from apps.people.models import RoleAssignment

    desk.post(f"{DESK}colori/", {"primary_colour": "#00665e", "secondary_colour": ""})
    desk.post(f"{DESK}anteprima/")
    assert "Stai vedendo la bozza" in text_of(desk.get("/"))
    RoleAssignment.objects.all().delete()
    assert "Stai vedendo la bozza" not in text_of(desk.get("/"))


def test_what_is_published_is_live_at_once_at_new_addresses(desk, milano, client_of):
    visitor = client_of(milano)
    before = re.findall(r"/(?:brand\.css|stemma\.svg)\?v=\w+", live(visitor))
    drawing = SimpleUploadedFile("stemma.svg", SVG.format("", '<path d="M1 1h9"/>').encode())
    desk.post(f"{DESK}identita/", IDENTITY | {"arms": drawing})
    desk.post(f"{DESK}colori/", {"primary_colour": "#00665e", "secondary_colour": "#b04a2f"})
    assert desk.post(f"{DESK}pubblica/").status_code == 302
    page = live(visitor)
    after = re.findall(r"/(?:brand\.css|stemma\.svg)\?v=\w+", page)
    assert set(before) & set(after) == set()
    assert "Motto" in page
    arms = visitor.get(next(address for address in after if "stemma" in address))
    assert b"M1 1h9" in arms.content
    assert "immutable" in arms["Cache-Control"]
    assert "sandbox" in arms["Content-Security-Policy"]
    assert "default-src 'none'" in arms["Content-Security-Policy"]
    assert arms["X-Content-Type-Options"] == "nosniff"


def test_a_second_click_on_publish_says_what_is_live(desk):
    desk.post(f"{DESK}identita/", IDENTITY | {"tagline": "Nuovo motto"})
    for _ in range(2):
        assert "La versione 2 è in linea." in desk.post(f"{DESK}pubblica/", follow=True).content.decode()
        desk.get(DESK)


def test_one_press_restores_the_look_of_before(desk, milano, client_of):
    desk.post(f"{DESK}identita/", IDENTITY | {"tagline": "Nuovo motto"})
    desk.post(f"{DESK}pubblica/")
    assert "Nuovo motto" in live(client_of(milano))
    assert desk.post(f"{DESK}versioni/1/ripristina/").status_code == 302
    assert "Nuovo motto" not in live(client_of(milano))
    assert desk.post(f"{DESK}versioni/99/ripristina/").status_code == 404


def test_a_photograph_needs_its_words_and_is_served_in_modern_form(desk, milano, client_of):
    picture = SimpleUploadedFile("a.jpg", bitmap((1200, 800)))
    assert "Descrivi la fotografia" in text_of(desk.post(f"{DESK}identita/", IDENTITY | {"photograph": picture}), 422)
    picture.seek(0)
    desk.post(f"{DESK}identita/", IDENTITY | {"photograph": picture, "photograph_alt": 'Il "porto" <b>'})
    desk.post(f"{DESK}pubblica/")
    page = live(client_of(milano))
    assert 'alt="Il &quot;porto&quot; &lt;b&gt;"' in page
    address = re.search(r'src="(/aspetto/[0-9a-f]{64})"', page).group(1)
    answer = client_of(milano).get(address)
    assert (answer["Content-Type"], answer.status_code) == ("image/webp", 200)
    assert "immutable" in answer["Cache-Control"]


def test_a_file_that_is_refused_is_told_beside_its_field(desk):
    for path, field, words in (("identita/", "arms", IDENTITY), ("cofinanziamento/", "logo", {"logo_alt": "UE"})):
        fake = SimpleUploadedFile("finto.png", b"<html></html>")
        html = desk.post(f"{DESK}{path}", words | {field: fake}).content.decode()
        control = re.search(f'<input[^>]* name="{field}"[^>]*>', html).group()
        assert 'aria-invalid="true"' in control
        told = re.search(r'aria-describedby="([^"]+)"', control).group(1).split()
        assert any(f'id="{each}"' in html and "_error" in each for each in told)


def test_a_citys_picture_is_not_served_by_another_nor_by_the_national_portal(desk, venezia, public, client_of):
    picture = SimpleUploadedFile("a.svg", SVG.format("", "<path/>").encode())
    desk.post(f"{DESK}identita/", IDENTITY | {"arms": picture})
    from django_tenants.utils import schema_context

    with schema_context("c_milano"):
        sha256 = BrandFile.objects.get().sha256
    assert desk.get(f"/aspetto/{sha256}").status_code == 200
    for tenant in (venezia, public):
        assert client_of(tenant).get(f"/aspetto/{sha256}").status_code == 404


@pytest.mark.parametrize(
    "data", [b"", b"<svg", b"MZ\x90", b"GIF89a", SVG.format("", "<script>alert(1)</script>").encode()]
)
def test_a_file_that_is_no_picture_is_refused_beside_the_form(desk, data):
    answer = desk.post(f"{DESK}identita/", IDENTITY | {"photograph": SimpleUploadedFile("x.png", data)})
    assert answer.status_code == 422
    assert selectors.find_draft() is None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_word_of_a_look_or_text_acts(desk, milano, client_of, payload):
    desk.post(f"{DESK}identita/", IDENTITY | {"name": payload, "tagline": payload})
    contacts = {"address": payload, "owner_name": payload, "footer_links": f"{payload.replace('|', '')} | /pagina/"}
    desk.post(f"{DESK}contatti/", contacts)
    desk.post(f"{DESK}cofinanziamento/", {"wording": payload})
    desk.post(f"{DESK}pubblica/")
    desk.post(f"{DESK}testi/faq/", {"text": f"{payload}\n\n[x](javascript:alert(1))"})
    for path in ("/", "/domande-frequenti/"):
        page = live(client_of(milano), path)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page
    assert "<script>alert" not in text_of(desk.get(f"{DESK}testi/faq/"))
    assert "<script>alert" not in text_of(desk.get(DESK))


def test_contacts_and_links_reach_the_footer(desk, milano, client_of):
    given = {
        "address": "Piazza 1",
        "phone": "02 123456",
        "pec": "protocollo@pec.example",
        "footer_links": "Sito del Comune | https://comune.example\n\nBandi | /bandi/",
        "accessibility_statement_url": "https://form.example/x",
        "accessibility_statement_date": "2026-03-01",
    }
    assert desk.post(f"{DESK}contatti/", given).status_code == 302
    desk.post(f"{DESK}pubblica/")
    page = live(client_of(milano))
    for expected in ("Piazza 1", 'href="tel:02123456"', "protocollo@pec.example", 'href="https://comune.example"'):
        assert expected in page
    assert re.search(r'href="https://form.example/x" data-element="accessibility-link"', page)
    assert "01/03/2026" in live(client_of(milano), "/accessibilita/")


def test_a_link_without_its_bar_is_refused_with_its_line(desk):
    page = text_of(desk.post(f"{DESK}contatti/", {"footer_links": "A | /a/\nsenza barra"}), 422)
    assert "Riga 2" in page


def test_cofunding_is_shown_with_its_logos_and_they_can_be_taken_away(desk, milano, client_of):
    logo = SimpleUploadedFile("ue.png", bitmap((300, 200), "RGBA", "PNG"))
    assert desk.post(f"{DESK}cofinanziamento/", {"wording": "Cofinanziato", "logo": logo}).status_code == 422
    logo.seek(0)
    desk.post(f"{DESK}cofinanziamento/", {"wording": "Cofinanziato", "logo": logo, "logo_alt": "Unione europea"})
    desk.post(f"{DESK}pubblica/")
    assert 'alt="Unione europea"' in live(client_of(milano))
    kept = selectors.working_look().cofunding["logos"][0]["sha256"]
    desk.post(f"{DESK}cofinanziamento/", {"wording": "Cofinanziato", "without": [kept]})
    assert selectors.working_look().cofunding == {"wording": "Cofinanziato", "logos": []}


@pytest.mark.parametrize(
    ("kind", "path"),
    [("privacy", "/privacy/"), ("legal", "/note-legali/"), ("how", "/come-funziona/"), ("faq", "/domande-frequenti/")],
)
def test_a_page_reads_the_citys_text_as_soon_as_it_is_saved(desk, milano, client_of, kind, path):
    visitor = client_of(milano)
    assert "Parole nostre" not in live(visitor, path)
    assert "Parole nostre" in text_of(desk.post(f"{DESK}testi/{kind}/", {"text": "## Parole nostre", "guarda": "1"}))
    assert "Parole nostre" not in live(visitor, path)
    assert desk.post(f"{DESK}testi/{kind}/", {"text": "## Parole nostre"}).status_code == 302
    assert "<h2>Parole nostre</h2>" in live(visitor, path)


def test_the_built_in_texts_have_headings_in_order_and_the_citys_name(milano, client_of):
    for kind, path in zip(
        TextKind, ("/privacy/", "/note-legali/", "/come-funziona/", "/domande-frequenti/"), strict=True
    ):
        page = live(client_of(milano), path)
        assert "{comune}" not in page, kind
        levels = [int(level) for level in re.findall(r"<h([1-6])", page.split("<footer")[0])]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels)), kind


def test_a_domain_is_claimed_verified_chosen_and_removed_from_the_desk(desk, milano, name_server):
    assert desk.post(f"{DESK}domini/", {"domain": "x.localhost"}).status_code == 422
    desk.post(f"{DESK}domini/", {"domain": "Città.example"})
    (claim,) = selectors.list_claims()
    page = text_of(desk.get(f"{DESK}domini/"))
    assert "CNAME verso <code>localhost</code>" in page
    for shown in ("città.example", "xn--citt-3na.example", claim.token, f"_colletta.{claim.domain}"):
        assert shown in page
    answer = text_of(desk.post(f"{DESK}domini/{claim.pk}/verifica/", follow=True))
    assert "non c&#x27;è ancora" in answer
    name_server.records[domain_rules.record_name(claim.domain)] = [domain_rules.record_value(claim.token)]
    assert "risponde anche lì" in text_of(desk.post(f"{DESK}domini/{claim.pk}/verifica/", follow=True))
    assert "Rendere principale" in text_of(desk.get(f"{DESK}domini/principale/{claim.domain}/"))
    desk.post(f"{DESK}domini/principale/{claim.domain}/")
    assert desk.post(f"{DESK}domini/{claim.pk}/rimuovi/").status_code == 409
    desk.post(f"{DESK}domini/principale/milano.localhost/")
    assert "Rimuovere" in text_of(desk.get(f"{DESK}domini/{claim.pk}/rimuovi/"))
    assert desk.post(f"{DESK}domini/{claim.pk}/rimuovi/").status_code == 302
    assert selectors.list_claims() == []
    assert desk.post(f"{DESK}domini/{claim.pk}/verifica/").status_code == 404
    assert desk.get(f"{DESK}domini/principale/venezia.localhost/").status_code == 404


def test_the_amounts_that_a_city_proposes_stand_in_its_form_from_the_publication_on(desk, milano, client_of):
    address = f"/campagne/{story.make_campaign(story.make_call()).slug}/dona/"
    assert desk.post(f"{DESK}donazioni/", {"usual_cents": "50; 7,50; 20"}).status_code == 302
    offered = [r'value="750"', r'value="2000"', r'value="5000"']
    assert not all(each in live(client_of(milano), address) for each in offered)
    desk.post(f"{DESK}pubblica/")
    page = live(client_of(milano), address)
    assert all(each in page for each in offered) and 'value="2500"' not in page
    assert 'value="7,50; 20; 50"' in text_of(desk.get(f"{DESK}donazioni/"))
    desk.post(f"{DESK}donazioni/", {"usual_cents": ""})
    desk.post(f"{DESK}pubblica/")
    assert 'value="2500"' in live(client_of(milano), address)


@pytest.mark.parametrize("typed", ["10", "10; dieci", "1; 10", "10; 10", "10; 20; 30; 40; 50", "10; 20.000"])
def test_amounts_that_cannot_be_proposed_are_refused(desk, typed):
    text_of(desk.post(f"{DESK}donazioni/", {"usual_cents": typed}), 422)
    assert selectors.find_draft() is None
