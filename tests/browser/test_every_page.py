"""Every page, in two cities' colours and on the national portal, at 360 and 1280 px: nothing is wrong with it."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser import pages
from tests.browser.conftest import WIDTHS, Demo
from tests.browser.look import Looker

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CALLS = {
    "backoffice:calls",
    "backoffice:call",
    "backoffice:call_new",
    "backoffice:call_act",
    "backoffice:call_title",
    "backoffice:call_fund",
    "backoffice:call_close",
    "backoffice:call_rules",
    "backoffice:call_import",
    "backoffice:call_publish",
    "backoffice:call_rectify",
}
RECEIPTS = {
    "backoffice:receipts",
    "backoffice:receipts_missing",
    "backoffice:receipt",
    "backoffice:receipt_cancel",
    "backoffice:receipt_replace",
    "backoffice:receipt_texts",
    "backoffice:receipt_text",
    "backoffice:receipt_regimes",
    "backoffice:receipt_regime",
    "backoffice:receipt_issuer",
    "backoffice:receipt_flow",
    "portal:summary_list",
}
LOOK = {
    "backoffice:look",
    "backoffice:look_publish",
    "backoffice:look_discard",
    "backoffice:look_identity",
    "backoffice:look_colours",
    "backoffice:look_contacts",
    "backoffice:look_cofunding",
    "backoffice:look_texts",
    "backoffice:look_text",
    "backoffice:look_domains",
    "backoffice:look_domain_remove",
    "backoffice:look_domain_primary",
}
BANK = {
    "portal:transfer",
    "portal:transfer_withdraw",
    "backoffice:bank",
    "backoffice:bank_iban",
    "backoffice:bank_upload",
    "backoffice:bank_preview",
    "backoffice:bank_lines",
    "backoffice:bank_line",
    "backoffice:bank_match",
    "backoffice:bank_dismiss",
    "backoffice:bank_undo",
    "backoffice:offline",
    "backoffice:offline_record",
    "backoffice:offline_gift",
    "backoffice:offline_confirm",
    "backoffice:offline_refuse",
}
MESSAGES = {
    "letters:list",
    "letters:message",
    "letters:wishes",
    "letters:unsubscribe",
    "backoffice:messages",
    "backoffice:message",
    "backoffice:wordings",
    "backoffice:wording",
}
"""Looked at in test_message_pages.py."""
OFFICE = {
    "backoffice:summary",
    "backoffice:log",
    "backoffice:works",
    "backoffice:campaign_gifts",
    "backoffice:cockpit",
    "backoffice:campaigns",
    "backoffice:campaign",
    "backoffice:reconciliation",
    "backoffice:cases",
    "backoffice:tickets",
    "backoffice:ticket",
    "backoffice:case",
    "backoffice:bank_refunds",
    "backoffice:bank_refund",
    "backoffice:bank_batch_cancel",
    "backoffice:campaign_outcome",
    "backoffice:campaign_cancel",
    "portal:refund_account",
}
DISTRICTS = {"backoffice:districts", "backoffice:districts_upload", "backoffice:districts_preview"}
AREA = {
    "account_change_password",
    "account_email",
    "account_logout",
    "account_reauthenticate",
    "account_set_password",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_index",
    "mfa_reauthenticate",
    "mfa_view_recovery_codes",
    "personal:data",
    "personal:delete",
    "personal:followed",
    "personal:gifts",
    "personal:overview",
    "personal:profile",
    "personal:sessions",
    "socialaccount_connections",
}
"""Pages of who is signed in as a citizen: tests/browser/test_area.py."""
PERSONS = {
    "backoffice:people",
    "backoffice:person",
    "backoffice:person_invite",
    "backoffice:bodies",
    "backoffice:body",
}
DESK = {"showcase:home", "showcase:sign_in", "showcase:desk", "theming:style_page"}
PROPONENTS = {
    "portal:campaign_preview",
    "proponents:list",
    "proponents:desk",
    "proponents:texts",
    "proponents:pictures",
    "proponents:budget",
    "proponents:people",
    "proponents:documents",
    "proponents:translations",
    "proponents:translate",
    "proponents:rewards",
    "proponents:reward_new",
    "proponents:reward",
    "proponents:publish",
    "proponents:updates",
    "proponents:update_new",
    "proponents:update",
    "proponents:update_withdraw",
    "proponents:donors",
}
"""Looked at in test_proponent_pages.py."""
COMMUNITY = {
    "portal:follow",
    "portal:comment_campaign",
    "portal:comment_district",
    "portal:ask_question",
    "portal:own_texts",
    "portal:own_text",
    "proponents:questions",
    "backoffice:moderation",
    "backoffice:moderation_text",
    "backoffice:moderation_policy",
}
"""Looked at in test_community.py."""
CONSOLE = {
    "operator:sign_in",
    "operator:city_list",
    "operator:new_city",
    "operator:city",
    "operator:suspend",
    "operator:reactivate",
}


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("Indirizzo e-mail").fill(email)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Accedi").click()


def account(demo: Demo, role: str) -> str:
    """Return the address of the demo account that the demo prints for a role."""
    found = re.search(rf"(\S+@\S+)\s+.*{role}", demo.accounts)
    assert found, demo.accounts
    return found.group(1)


def links(page: Page, pattern: str) -> list[str]:
    return sorted(set(re.findall(pattern, page.content())))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_a_page_of_a_city(demo: Demo, page: Page, city: str, width: int) -> None:
    looker = Looker(page)
    examples = pages.of_city(pages.CityClient(city, demo.port))
    elsewhere = COMMUNITY | PROPONENTS | OFFICE | DISTRICTS | CALLS | RECEIPTS | BANK | AREA | PERSONS | LOOK | MESSAGES
    assert pages.named("colletta.urls_tenant") - set(examples) - {"socialaccount_login_error"} == elsewhere
    assert [name for name, paths in examples.items() if not paths] == []
    for paths in examples.values():
        for path in paths:
            looker.look(demo.url(city, path))
    looker.look(demo.url(city, "/questa-pagina-non-esiste/"), status=404)
    looker.look(demo.url(city, "/area/identita/errore/"), status=401)
    assert [line for line in looker.wrong if "the server responded with a status of 40" not in line] == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("city", ["milano", "venezia"])
def test_nothing_is_wrong_with_the_office_of_a_city(demo: Demo, page: Page, city: str, width: int) -> None:
    looker = Looker(page)
    sign_in(page, demo.url(city, "/gestione/"), account(demo, "Ragioneria").replace("milano", city), demo.password)
    looker.look(demo.url(city, "/gestione/"))
    cockpits = links(page, r"/gestione/dotazioni/\d+/")
    looker.look(demo.url(city, "/gestione/riconciliazione/"))
    for path in ("registro/", "lavori/", "riconciliazione/?storia=tutte", "campagne/?stato=draft&q=niente"):
        looker.look(demo.url(city, f"/gestione/{path}"))
    for path in ("/gestione/casi/", "/gestione/casi/?stato=", "/gestione/rimborsi/"):
        looker.look(demo.url(city, path))
        for one in links(page, r"/gestione/(?:casi|rimborsi)/\d+/"):
            looker.look(demo.url(city, one))
    looker.look(demo.url(city, "/gestione/campagne/"))
    for path in [*cockpits, *links(page, r"/gestione/campagne/\d+/")]:
        looker.look(demo.url(city, path))
        for gifts in links(page, r"/gestione/campagne/\d+/donazioni/")[:1]:
            looker.look(demo.url(city, gifts))
            page.goto(demo.url(city, path))
        for outcome in links(page, r"/gestione/campagne/\d+/esito/"):
            looker.look(demo.url(city, outcome))
    assert cockpits
    assert looker.wrong == []


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wrong_with_the_national_pages(demo: Demo, page: Page, width: int) -> None:
    looker = Looker(page)
    assert pages.named("colletta.urls_public") == DESK | CONSOLE
    for path in ("/", "/gestione/accedi/", "/operatore/accedi/", "/stile/"):
        looker.look(demo.url("", path))
    sign_in(page, demo.url("", "/gestione/"), account(demo, "Redazione nazionale ANCI"), demo.password)
    looker.look(demo.url("", "/gestione/"))
    page.get_by_role("button", name="Esci").click()
    sign_in(page, demo.url("", "/operatore/"), account(demo, "Operatore della piattaforma"), demo.password)
    looker.look(demo.url("", "/operatore/"))
    city = links(page, r"/operatore/comuni/\d+/")[0]
    for path in ("/operatore/comuni/nuovo/", city, f"{city}sospendi/"):
        looker.look(demo.url("", path))
    assert looker.wrong == []
