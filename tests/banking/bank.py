"""A bank for tests: accounts with a right IBAN, and statements in CAMT.053 as a bank would write them."""

from datetime import date
from itertools import count
from typing import Any
from uuid import uuid4

from schwifty import IBAN

from apps.banking import services as banking
from apps.banking.models import BankAccount, BankStatement, StatementLine
from apps.banking.sample import Movement, camt053
from apps.banking.services import Upload
from apps.banking.states import StatementFormat
from apps.campaigns.models import Campaign
from apps.donations import selectors as donations
from apps.donations import services
from apps.donations.models import Donation
from apps.donations.rules import Evidence
from apps.donations.services import Received
from apps.donations.states import Means
from apps.kernel import clock
from apps.matching.services import transfers
from apps.people.models import Organisation
from tests.factories import story

_numbers = count(1)
PDF = Evidence("distinta.pdf", b"%PDF-1.7 una distinta")
FIRST = "prima@example.org"


def new_iban() -> str:
    """Return an Italian IBAN that was not given before."""
    code = f"{next(_numbers):012d}"
    return str(IBAN.generate("IT", bank_code="05428", branch_code="11101", account_code=code))


def open_account(body: Organisation) -> BankAccount:
    """Give a body a bank account."""
    return banking.set_account(organisation_id=body.pk, iban=new_iban(), actor="test", now=clock.now())


def announce(campaign: Campaign, amount_cents: int, **fields: object) -> Donation:
    """Announce a transfer to a campaign."""
    return services.announce_transfer(
        campaign_slug=campaign.slug,
        gift=story.make_gift(amount_cents, **fields),
        request_key=uuid4(),
        now=clock.now(),
    )


def reference_of(donation: Donation) -> str:
    """Return the reference of a gift by transfer."""
    return donations.get_transfer(donation.pk).reference


def movement(text: str, amount_cents: int, *, on: date | None = None, name: str = "ROSSI ADA") -> Movement:
    """Return a movement that arrived on a day with a text."""
    day = on or clock.now().date()
    return Movement(day, day, amount_cents, f"CRO{next(_numbers):08d}", name, text)


def bring(account: BankAccount, *movements: Movement) -> BankStatement:
    """Import a statement with these movements, and have its lines judged."""
    sha256 = banking.keep_upload(data=camt053(account.iban, movements), now=clock.now())
    upload = Upload(account.pk, StatementFormat.CAMT053, sha256, "estratto.xml")
    statement = banking.import_statement(upload=upload, actor="ragioneria@example.org", now=clock.now())
    transfers.match_statement(key=str(statement.pk), now=clock.now())
    return statement


def only_line() -> StatementLine:
    """Return the only line there is."""
    return StatementLine.objects.get()


def lines() -> list[StatementLine]:
    """Return every line, in order."""
    return list(StatementLine.objects.order_by("pk"))


def record(campaign: Campaign, amount_cents: int = 50_00, evidence: Evidence = PDF, **more: Any) -> Donation:
    """Record a gift received by hand, as the first officer."""
    received = Received(more.pop("means", Means.CHEQUE), more.pop("received_on", clock.now().date()))
    return services.record_offline_gift(
        campaign_id=campaign.pk,
        gift=story.make_gift(amount_cents, **more),
        received=received,
        evidence=evidence,
        actor=FIRST,
        now=clock.now(),
    )
