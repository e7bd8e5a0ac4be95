"""A donor with a browser: fills the city's form, tries again with the same key when it fails, pays, comes back."""

import html
import re
import time
from dataclasses import dataclass
from uuid import uuid4

import requests

from tests.faults.live import Live

PATIENCE_SECONDS = 120
_PAUSE_SECONDS = 0.4


@dataclass
class Donor:
    """One person, one gift."""

    live: Live
    city: str
    campaign: str
    email: str
    amount_cents: int
    retries: int = 0

    def give_on_the_page(self) -> None:
        """Give through the HTML form, pay on the hosted page, and look at the thank-you page."""
        browser = requests.Session()
        address = f"{self.live.web}/campagne/{self.campaign}/dona/"
        form = self._form(browser, address)
        self._pay(self._until_sent_on(lambda: self._submit(browser, address, form)))

    def give_through_the_api(self) -> None:
        """Give as another site's programme would."""
        key = str(uuid4())
        self._pay(self._until_sent_on(lambda: self._post(key)))

    def _form(self, browser: requests.Session, address: str) -> dict[str, str]:
        def load() -> str | None:
            answer = browser.get(address, headers=self._headers(), timeout=30)
            return answer.text if answer.ok else None

        page = self._until_sent_on(load)
        return {name: _value(page, name) for name in ("csrfmiddlewaretoken", "request_key")}

    def _submit(self, browser: requests.Session, address: str, form: dict[str, str]) -> str | None:
        data = {
            **form,
            "amount": "altro",
            "other_amount": f"{self.amount_cents // 100},{self.amount_cents % 100:02}",
            "donor_name": "Ada Rossi",
            "donor_email": self.email,
            "donor_kind": "natural_person",
        }
        answer = browser.post(address, data=data, headers=self._headers(), allow_redirects=False, timeout=30)
        assert answer.status_code == 303 or answer.status_code >= 500, answer.text
        location = answer.headers.get("Location", "")
        return location if answer.status_code == 303 and "/dona/" not in location else None

    def _post(self, key: str) -> str | None:
        data = {
            "campaign": self.campaign,
            "amount_cents": self.amount_cents,
            "donor_name": "Ada Rossi",
            "donor_email": self.email,
        }
        headers = {**self._headers(), "Idempotency-Key": key}
        answer = requests.post(f"{self.live.web}/api/v1/donations/", json=data, headers=headers, timeout=30)
        assert answer.status_code == 201 or answer.status_code >= 500, answer.text
        return answer.json()["checkout_url"] if answer.status_code == 201 else None

    def _pay(self, session_url: str) -> None:
        assert self.live.simulator.pay(session_url) == 303

    def _until_sent_on(self, step) -> str:  # type: ignore[no-untyped-def]
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            try:
                answer = step()
            except requests.RequestException:
                answer = None
            if answer:
                return str(answer)
            self.retries += 1
            time.sleep(_PAUSE_SECONDS)
        raise AssertionError(f"{self.email} gave up after {self.retries} tries")

    def _headers(self) -> dict[str, str]:
        return {"Host": self.live.host(self.city)}


def _value(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*?value="([^"]*)"', page)
    assert found, f"the page has no {name}"
    return html.unescape(found[1])
