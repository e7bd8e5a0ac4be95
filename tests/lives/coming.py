"""Money that comes to a campaign in a life: by card, on a promise, by bank transfer, by hand."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from apps.banking.models import StatementLine
from apps.banking.states import LineState
from apps.campaigns import selectors as campaigns
from apps.donations import links, selectors
from apps.donations import services as donations
from apps.donations.rules import Evidence, Gift
from apps.donations.services import Received
from apps.donations.states import Means
from apps.matching import services as matching
from apps.matching.services import transfers
from apps.matching.services.offline import confirm_offline_gift
from tests.factories.city import ORIGIN
from tests.lives import books
from tests.lives.life import DONORS, Life

AMOUNTS_CENTS = (200, 10_00, 20_01, 33_33, 50_00, 80_00, 130_00)
PDF = Evidence("distinta.pdf", b"%PDF-1.7 una distinta")
DONOR_IBAN = "IT60X0542811101000000123456"
_numbers = count(1)


def gift_of(donor: int, amount: int) -> Gift:
    """Return what one of the donors asks for; the last of them belongs to the proponent."""
    email, declares = DONORS[donor], donor == len(DONORS) - 1
    return Gift(AMOUNTS_CENTS[amount], donor_name="Ada Rossi", donor_email=email, declares_relation=declares)


def give(life: Life, campaign_id: int, gift: Gift, fate: str) -> None:
    """Begin a gift by card and let its donor pay, pay unheard, leave the page, or leave it open."""
    campaign = campaigns.get_campaign(campaign_id)
    named = {"campaign_slug": campaign.slug, "gift": gift, "request_key": uuid4(), "origin": ORIGIN}
    mandate = selectors.mandate_text_for(campaign)
    if mandate is None:
        begun = life.person(donations.start_donation, **named)
    else:
        begun = life.person(donations.start_promise, mandate_sha256=mandate.sha256, **named)
    if begun is None or fate == "open":
        return
    if fate == "left":
        life.processor.expire_session("", begun.attempt.session_id)
    else:
        life.processor.pay(begun.attempt.session_id)
    if fate != "unheard":
        life.work(matching.check_payment, key=str(begun.attempt_id))


def hear(life: Life, gift: books.Gift, *, paid: bool) -> None:
    """Ask how a payment stands, after its donor paid or did not."""
    if paid and gift.session_id:
        life.processor.pay(gift.session_id)
    life.work(matching.check_payment, key=str(gift.attempt))


def charge(life: Life, gift: books.Gift, outcome: str) -> None:
    """Collect a promise, with an answer of the card's bank."""
    life.processor.next_charge = outcome
    life.work(matching.collect_promise, key=str(gift.pk))


def complete(life: Life, gift: books.Gift, *, paid: bool) -> None:
    """Open the page where the donor of a refused promise pays in person, and let it be paid or looked at only."""
    begun = life.person(donations.complete_promise, token=links.token_of(gift.pk), origin=ORIGIN)
    if begun is not None:
        if paid:
            life.processor.pay(begun.attempt.session_id)
        life.work(matching.check_payment, key=str(begun.attempt_id))


def withdraw(life: Life, gift: books.Gift) -> None:
    """Let a donor take back a promise or an announced transfer, before money moved."""
    if gift.state == "promised":
        life.person(donations.withdraw_promise, token=links.token_of(gift.pk))
    else:
        life.person(donations.withdraw_transfer, donation_id=gift.pk)


def announce(life: Life, campaign_id: int, gift: Gift) -> None:
    """Announce a bank transfer."""
    slug = campaigns.get_campaign(campaign_id).slug
    life.person(donations.announce_transfer, campaign_slug=slug, gift=gift, request_key=uuid4())


def arrive(life: Life, gift: books.Gift, *, off_by_cents: int, days_ago: int, wish: str) -> None:
    """Let a transfer of an announced gift arrive, begun some days before; a person decides what is doubtful."""
    transfer, campaign = selectors.get_transfer(gift.pk), campaigns.get_campaign(gift.campaign)
    statement = life.world.statements[campaign.beneficiary_id]
    day = life.now.date() - timedelta(days=days_ago)
    line = StatementLine.objects.create(
        account_id=statement.account_id,
        statement=statement,
        fingerprint=f"{next(_numbers):064x}",
        occurrence=1,
        booked_on=day,
        value_on=day,
        amount_cents=max(1, gift.amount_cents + off_by_cents),
        counterparty_name="ROSSI ADA",
        counterparty_iban=DONOR_IBAN,
        remittance=transfer.reference,
        state=LineState.NEW,
    )
    life.work(transfers.match_line, line_id=line.pk)
    line.refresh_from_db()
    if line.state == LineState.SUGGESTED:
        named = {"donation_id": gift.pk, "ordered_on": None, "actor": "test"}
        life.person(transfers.confirm_match, line_id=line.pk, **named)
    elif line.state == LineState.DOUBLE:
        act = transfers.accept_double if wish == "accept" else transfers.return_double
        life.person(act, line_id=line.pk, actor="test")


def undo(life: Life, gift: books.Gift) -> None:
    """Undo the match of a transfer: it was another's."""
    match = selectors.match_of(gift.pk)
    if match is not None:
        life.person(transfers.undo_match, line_id=match.line_id, reason="Non era suo.", actor="test")


def bring(life: Life, campaign_id: int, gift: Gift, wish: str) -> None:
    """Record a gift received by hand; a second officer confirms or refuses it, or has not looked yet."""
    recorded = life.person(
        donations.record_offline_gift,
        campaign_id=campaign_id,
        gift=gift,
        received=Received(Means.CHEQUE, life.now.date()),
        evidence=PDF,
        actor="prima",
    )
    if recorded is not None and wish != "wait":
        decide(life, recorded.pk, wish)


def decide(life: Life, gift_id: int, wish: str) -> None:
    """Let a second officer confirm or refuse a gift received by hand."""
    if wish == "accept":
        life.person(confirm_offline_gift, donation_id=gift_id, actor="seconda")
    else:
        life.person(donations.refuse_offline_gift, donation_id=gift_id, reason="Non risulta.", actor="seconda")
