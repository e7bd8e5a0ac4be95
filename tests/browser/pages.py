"""Every page there is, from the URL tables: a new page cannot be forgotten, the test fails until it has an example."""

import re
from collections.abc import Iterator
from importlib import import_module
from uuid import uuid4

import requests
from django.urls import URLPattern, URLResolver

NOT_PAGES = {
    "theming:brand_sheet",
    "theming:coat_of_arms",
    "portal:decision_record",
    "backoffice:ledger_csv",
    "backoffice:cases_csv",
    "backoffice:bank_refunds_csv",
    "backoffice:bank_batch_file",
    "backoffice:bank_batch_export",
    "backoffice:campaign_release",
    "backoffice:calls_csv",
    "backoffice:call_export",
    "backoffice:receipts_csv",
    "backoffice:receipt_pdf",
    "backoffice:receipt_preview",
    "backoffice:receipt_flow_csv",
    "portal:promise_card",
    "portal:promise_complete",
    "portal:receipt_pdf",
    "portal:transfer_qr",
    "backoffice:bank_sample",
    "backoffice:bank_lines_csv",
    "backoffice:bank_reopen",
    "backoffice:bank_accept_double",
    "backoffice:bank_return_double",
    "backoffice:offline_csv",
    "backoffice:offline_evidence",
    "portal:summary_pdf",
    "portal:summary_receipt",
    "backoffice:reconciliation_csv",
    "backoffice:reconciliation_ask",
    "backoffice:sign_out",
    "showcase:sign_out",
    "showcase:feature",
    "showcase:unfeature",
    "operator:sign_out",
    "operator:resume",
    "operator:invite",
    "webhooks:stripe",
    "invitation:choose",
}
"""Files, actions, and the invitation, whose link is in an e-mail: tests/onboarding opens it."""


def named(table: str) -> set[str]:
    """Return the names of the pages of an address table, with their namespaces; the API has no pages but its manual."""
    names = set(_names(import_module(table).urlpatterns, ""))
    return {name for name in names if not name.startswith("api:")} - NOT_PAGES


class CityClient:
    """Plain requests to a city's portal; the host goes by header, since not every system resolves `*.localhost`."""

    def __init__(self, city: str, port: int) -> None:
        self._address = f"http://127.0.0.1:{port}"
        self._session = requests.Session()
        self._session.headers["Host"] = f"{city}.localhost:{port}"

    def text(self, path: str) -> str:
        """Return a page."""
        return self._session.get(self._address + path, timeout=30).text

    def list(self, path: str) -> list[dict[str, str]]:
        """Return a list of the interface."""
        found = self._session.get(self._address + path, timeout=30).json()
        return list(found["results"]) if isinstance(found, dict) else list(found)

    def begin_a_gift(self, slug: str) -> str:
        """Return the token of a gift that is begun and not paid."""
        body = {"campaign": slug, "amount_cents": 1_000, "donor_name": "Prova", "donor_email": "prova@example.org"}
        headers = {"Idempotency-Key": str(uuid4())}
        answer = self._session.post(f"{self._address}/api/v1/donations/", json=body, headers=headers, timeout=30)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["token"])


def of_city(client: CityClient) -> dict[str, list[str]]:
    """Return an example of each page of a city's portal: every campaign, and one gift begun here."""
    calls = [call["slug"] for call in client.list("/api/v1/calls/")]
    campaigns = client.list("/api/v1/campaigns/")
    open_one = next(campaign["slug"] for campaign in campaigns if campaign["state"] == "open")
    token = client.begin_a_gift(open_one)
    slugs = [campaign["slug"] for campaign in campaigns]
    return {
        "portal:home": ["/"],
        "portal:call_list": ["/bandi/"],
        "portal:call": [f"/bandi/{slug}/" for slug in calls],
        "portal:campaign_list": ["/campagne/"],
        "portal:campaign": [f"/campagne/{slug}/" for slug in slugs],
        "portal:donate": [f"/campagne/{open_one}/dona/"],
        "portal:donate_transfer": [f"/campagne/{open_one}/dona/bonifico/"],
        "portal:donation": [f"/donazioni/{token}/"],
        "portal:promise_withdraw": [f"/donazioni/{token}/promessa/ritira/"],
        "portal:take_back": [f"/donazioni/{token}/ritira/"],
        "portal:thanks": [f"/donazioni/{token}/grazie/"],
        "portal:receipt": [f"/donazioni/{token}/ricevuta/"],
        "portal:summary": ["/ricevute/"],
        "portal:summary_asked": ["/ricevute/richiesta/"],
        "portal:decision": _decisions(client, slugs)[:2],
        **{
            f"portal:page_{name}": [f"/{path}/"]
            for name, path in {
                "accessibility": "accessibilita",
                "privacy": "privacy",
                "legal": "note-legali",
                "faq": "domande-frequenti",
                "report": "segnalazioni",
            }.items()
        },
        "theming:style_page": ["/stile/"],
        "backoffice:sign_in": ["/gestione/accedi/"],
    }


def _decisions(client: CityClient, slugs: list[str]) -> list[str]:
    texts = [client.text(f"/campagne/{slug}/") for slug in slugs]
    return sorted({link for text in texts for link in re.findall(r"/decisioni/\d+/", text)})


def _names(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"
