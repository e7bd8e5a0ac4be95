"""What tests do on every page: sign in with a demo account, find addresses."""

import re

from playwright.sync_api import Page

from tests.browser.conftest import Demo


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
