"""The accountant's page: a tampered row shows, says what to do, and both books can be downloaded side by side."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from apps.campaigns.models import Campaign
from apps.kernel import clock
from apps.ledger import selectors as ledger
from apps.ledger import services as ledger_services
from apps.ledger.services import Line
from apps.people import services as people
from apps.people.roles import Role
from apps.reconciliation import services
from apps.reconciliation.states import Scope
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import NOW
from tests.harness.stripe import StripeSimulator

PASSWORD = "una-parola-lunga-42"
PAGE = "/gestione/riconciliazione/"


@pytest.fixture
def office(milano: object, client_of: Callable[..., Any]) -> Callable[[Role], Any]:
    """Return a browser in which a person with a role has signed in."""

    def signed_in(role: Role = Role.ACCOUNTANT) -> Any:
        email = f"{role}@example.org"
        people.create_user(email=email, name="Ada", password=PASSWORD, now=NOW, actor="test", roles=[role])
        client = client_of(milano)
        assert client.post("/gestione/accedi/", {"username": email, "password": PASSWORD}).status_code == 302
        return client

    return signed_in


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    campaign = city.add_campaign(city.add_call(300_00), city.add_account(stripe_simulator), 1_000_00)
    city.give(stripe_simulator, campaign, 100_00)
    return campaign


def text_of(client: Any, path: str = PAGE) -> str:
    return str(client.get(path).content.decode())


def reconcile(campaign: Campaign) -> None:
    now = clock.now() + timedelta(hours=1)
    services.reconcile_account(account_id=campaign.account.account_id, scope=Scope.FULL, now=now)


def period(campaign: Campaign, **changes: str) -> dict[str, str]:
    today = clock.now().date().isoformat()
    return {"account": campaign.account.account_id, "first_day": today, "last_day": today, **changes}


def test_an_empty_city_says_so(office: Callable[..., Any]) -> None:
    page = text_of(office())
    assert "Nessuna differenza aperta" in page
    assert "la prima è questa notte" in page
    assert "Il libro mastro è ancora vuoto" in page


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COMMUNICATIONS])
def test_who_keeps_no_books_does_not_see_them(office: Callable[..., Any], role: Role) -> None:
    client = office(role)
    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}movimenti.csv").status_code == 403
    assert client.post(f"{PAGE}verifica/", {"account": "x"}).status_code == 403


def test_books_that_agree_are_shown_with_balances_and_the_head_of_the_chain(
    office: Callable[..., Any], campaign: Campaign
) -> None:
    ledger_services.seal_entries(now=NOW)
    reconcile(campaign)
    page = text_of(office())
    assert "Torna" in page
    assert "Nessuna differenza aperta" in page
    assert ledger.chain_head().sha256 in page
    assert "€\u00a098,25" in page


def test_an_entry_slipped_into_the_ledger_shows_with_what_to_do(office: Callable[..., Any], campaign: Campaign) -> None:
    line = Line(f"psp:{campaign.account.account_id}", f"campaign:{campaign.pk}:donations", 1_00)
    ledger_services.post(kind="donation", key="charge:ch_x", occurred_at=NOW, source="test", lines=[line])
    reconcile(campaign)
    page = text_of(office())
    assert "charge:ch_x: nel registro ci sono 1,00 euro che presso il servizio di pagamento mancano." in page
    assert "il registro si corregge con una registrazione contraria" in page
    assert "Non torna" in page


def test_a_tampered_sum_shows_with_what_to_do(office: Callable[..., Any], campaign: Campaign) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_account SET debits_posted_cents = debits_posted_cents + 1 WHERE kind = 'psp'")
    services.record_ledger_proof(now=clock.now())
    page = text_of(office())
    assert f"Il conto psp:{campaign.account.account_id} riporta" in page
    assert "avvisa subito l&#x27;assistenza" in page


def test_both_books_stand_side_by_side_with_their_totals(
    office: Callable[..., Any], campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    unseen = city.start(campaign, 40_00)
    stripe_simulator.pay(unseen.attempt.session_url)
    answer = office().get(f"{PAGE}movimenti.csv", period(campaign))
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    paired, lonely, total = rows
    assert (paired["netto_servizio"], paired["netto_registro"], paired["differenza"]) == ("98,25", "98,25", "0,00")
    assert paired["chiave_registro"] == f"charge:{paired['id_servizio']}"
    assert (lonely["netto_servizio"], lonely["chiave_registro"], lonely["differenza"]) == ("39,15", "", "39,15")
    assert (total["data"], total["lordo_servizio"], total["netto_registro"]) == ("TOTALE", "140,00", "98,25")
    assert total["differenza"] == "39,15"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"first_day": "2026-03-02", "last_day": "2026-03-01"}, "viene prima del primo"),
        ({"first_day": "2024-01-01"}, "al massimo un anno"),
        ({"first_day": "ieri"}, "data valida"),
        ({"account": "acct_altrui"}, "non è tra quelle disponibili"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused_in_words(
    office: Callable[..., Any], campaign: Campaign, changes: dict[str, str], told: str
) -> None:
    answer = office().get(f"{PAGE}movimenti.csv", period(campaign, **changes))
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_processor_that_does_not_answer_is_told(
    office: Callable[..., Any], campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    client = office()
    stripe_simulator.fail("error_500", "/v1/balance_transactions", method="GET")
    answer = client.get(f"{PAGE}movimenti.csv", period(campaign))
    assert answer.status_code == 503
    assert "Movimenti non disponibili" in answer.content.decode()


def test_a_full_comparison_can_be_asked_for(office: Callable[..., Any], campaign: Campaign) -> None:
    client = office()
    account_id = campaign.account.account_id
    assert client.post(f"{PAGE}verifica/", {"account": account_id}).status_code == 302
    assert [item.key for item in registry.list_agenda("c_milano", "reconcile.whole")] == [account_id]
    assert client.post(f"{PAGE}verifica/", {"account": "acct_altrui"}).status_code == 404
