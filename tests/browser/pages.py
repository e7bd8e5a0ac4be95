"""An example of each page of a city's portal that a visitor opens."""

import re
from uuid import uuid4

import requests


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
        "portal:district_list": ["/quartieri/"],
        "portal:district": re.findall(r'href="(/quartieri/[\w-]+/)"', client.text("/quartieri/"))[:2],
        "portal:report_text": _linked(client, slugs, r"/partecipa/(?:commenti|domande)/\d+/segnala/")[:1],
        "portal:report_name": _linked(client, slugs, r"/partecipa/nomi/[\w.-]+/segnala/")[:1],
        "portal:campaign_comments": [f"/campagne/{open_one}/commenti/"],
        "portal:campaign_questions": [f"/campagne/{open_one}/domande/"],
        "portal:call_list": ["/bandi/"],
        "portal:call": [f"/bandi/{slug}/" for slug in calls],
        "portal:campaign_list": ["/campagne/", "/campagne/?stato=aperte&ordina=scadenza", "/campagne/?q=mai-vista"],
        "portal:search": ["/cerca/", "/cerca/?q=citt%C3%A0", "/cerca/?q=camapgna"],
        "portal:map": ["/mappa/"],
        "portal:feeds": ["/avvisi/"],
        "portal:site_map": ["/mappa-del-sito/"],
        "portal:campaign_widget": [f"/campagne/{open_one}/riquadro/"],
        "portal:campaign_embed": [f"/campagne/{open_one}/incorpora/"],
        "portal:pool_history": [f"/bandi/{slug}/dotazione/" for slug in calls],
        "portal:ticket": _tickets(client),
        "portal:campaign": [f"/campagne/{slug}/" for slug in slugs],
        "portal:donate": [f"/campagne/{open_one}/dona/", f"/campagne/{open_one}/dona/bonifico/"],
        "portal:donation": [f"/donazioni/{token}/"],
        "portal:public_name": [f"/donazioni/{token}/nome/"],
        "portal:promise_withdraw": [f"/donazioni/{token}/promessa/ritira/"],
        "portal:take_back": [f"/donazioni/{token}/ritira/"],
        "portal:thanks": [f"/donazioni/{token}/grazie/"],
        "portal:receipt": [f"/donazioni/{token}/ricevuta/"],
        "portal:summary": ["/ricevute/"],
        "portal:summary_asked": ["/ricevute/richiesta/"],
        "portal:decision": _linked(client, slugs, r"/decisioni/\d+/")[:2],
        **{
            f"portal:page_{name}": [f"/{path}/"]
            for name, path in {
                "accessibility": "accessibilita",
                "privacy": "privacy",
                "legal": "note-legali",
                "how": "come-funziona",
                "faq": "domande-frequenti",
                "report": "segnalazioni",
            }.items()
        },
        **_letters(client),
        "theming:style_page": ["/stile/"],
        "account_login": ["/area/accedi/", "/area/accedi/?next=/area/dati/"],
        "account_signup": ["/area/registrati/"],
        "account_email_verification_sent": ["/area/conferma-indirizzo/"],
        "account_confirm_email": ["/area/conferma-indirizzo/finto/"],
        "account_reset_password": ["/area/password-dimenticata/"],
        "account_reset_password_from_key": ["/area/password-dimenticata/1-finto/"],
        "account_reset_password_done": ["/area/password-dimenticata/inviata/"],
        "account_reset_password_from_key_done": ["/area/password-dimenticata/fatto/"],
        "socialaccount_login_cancelled": ["/area/identita/annullata/"],
        "backoffice:sign_in": ["/gestione/accedi/"],
    }


def _letters(client: CityClient) -> dict[str, list[str]]:
    """Read the demo's post for the signed links that every message carries."""
    lists = [client.text("/posta-demo/"), client.text("/posta-demo/?q=Dicci+dove")]
    letters = sorted({path for text in lists for path in re.findall(r"/posta-demo/\d+/", text)})
    texts = [client.text(path) for path in letters]
    linked = {
        "letters:guest_wishes": r"/notifiche/(?!disiscrivi)[^/\"<]+/",
        "portal:refund_account": r"/rimborsi/[^/\"<]+/",
    }
    return {
        "demo_mail:list": ["/posta-demo/", "/posta-demo/?q=nessuno"],
        "demo_mail:letter": letters[:2],
        **{name: [link for text in texts for link in re.findall(found, text)][:1] for name, found in linked.items()},
    }


def _tickets(client: CityClient) -> list[str]:
    """Return the page of a ticket that the demo wrote, from the letter that holds its link."""
    letters = sorted(set(re.findall(r"/posta-demo/\d+/", client.text("/posta-demo/?q=segnalazione"))))
    texts = [client.text(path) for path in letters]
    return sorted({link for text in texts for link in re.findall(r"/segnalazioni/\d+\.[\w-]+/", text)})[:1]


def _linked(client: CityClient, slugs: list[str], pattern: str) -> list[str]:
    texts = [client.text(f"/campagne/{slug}/") for slug in slugs]
    return sorted({link for text in texts for link in re.findall(pattern, text)})
