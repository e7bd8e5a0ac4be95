"""Money that goes back in a life: refunds by card and by bank, disputes, a donor's own wish, a campaign stopped."""

from dataclasses import replace

from apps.donations import services as donations
from apps.kernel.errors import DomainError
from apps.matching import services as matching
from apps.payments import services as payments
from apps.payments.gateway import GatewayRefused
from apps.payments.states import DisputeState
from tests.lives import books, told
from tests.lives.books import Gift
from tests.lives.coming import DONOR_IBAN
from tests.lives.life import Life
from tests.lives.processor import OPEN_DISPUTES


def take_back(life: Life, gift: Gift) -> None:
    """Let a donor ask for a gift back."""
    life.person(matching.give_back_own_gift, donation_id=gift.pk)


def refund(life: Life, gift: Gift, outcome: str) -> None:
    """Do a refund that is owed; the processor refuses it when the donor's bank was quicker."""
    life.processor.next_refund = outcome
    _send(life, gift)


def turn(life: Life, gift: Gift, outcome: str) -> None:
    """Let a refund that the processor knows end otherwise than it stood, and hear of it."""
    life.processor.end_refund(gift.refund_id or "", outcome)
    _send(life, gift)


def _send(life: Life, gift: Gift) -> None:
    try:
        life.work(donations.send_refund, key=str(gift.refund))
    except GatewayRefused:
        charge = life.processor.charges[gift.charge_id]
        assert charge.dispute is not None, "a refund was refused that nothing forbids"


def dispute(life: Life, gift: Gift, *, heard: bool) -> None:
    """Let the donor's bank take a charge back, and hear of it at once or later."""
    charge = life.processor.charges[gift.charge_id]
    if charge.dispute is None:
        life.processor.dispute(gift.charge_id, life.now)
    if heard:
        follow(life, gift)


def end_dispute(life: Life, gift: Gift, *, won: bool) -> None:
    """Let the donor's bank decide, and hear of it."""
    charge = life.processor.charges[gift.charge_id]
    known = charge.dispute
    if known is not None and known.state in OPEN_DISPUTES:
        back = {"reinstated_cents": known.withdrawn_cents} if won else {}
        charge.dispute = replace(known, state=DisputeState.WON if won else DisputeState.LOST, **back)
    follow(life, gift)


def follow(life: Life, gift: Gift) -> None:
    """Hear how the dispute over a gift stands."""
    charge = life.processor.charges[gift.charge_id]
    if charge.dispute is not None:
        named = {"account_id": charge.account_id, "dispute_id": charge.dispute.dispute_id}
        life.work(matching.follow_dispute, **named)


def pay_by_bank(life: Life, gift: Gift, *, by_file: bool, returned: bool) -> None:
    """Take the next step of a refund by bank transfer: account, file, payment, return."""
    named = {"bank_refund_id": gift.bank_refund, "actor": "test"}
    if gift.bank_state == "to_ask":
        life.person(donations.give_account, holder="Ada Rossi", iban=DONOR_IBAN, **named)
    elif gift.bank_state == "ready" and by_file:
        body = next(each for each in life.world.statements if _receives(life, each, gift))
        life.person(payments.export_bank_refunds, organisation_id=body, actor="test")
    elif returned and gift.bank_state in ("exported", "paid"):
        life.person(donations.record_bank_return, reason="Conto chiuso.", **named)
    elif gift.state == "refunding":
        paid_on = life.now.date()
        life.person(donations.record_bank_payment, reference=f"CRO{gift.pk}", paid_on=paid_on, **named)


def cancel(life: Life, campaign_id: int) -> None:
    """Stop a campaign for cause, as the preview showed."""
    try:
        shown = matching.preview_cancellation(campaign_id=campaign_id, now=life.now)
    except DomainError:
        return
    named = {"reason": "Il progetto non si fa più.", "act_id": None, "digest": shown.digest, "actor": "test"}
    done = life.person(matching.cancel_campaign, campaign_id=campaign_id, **named)
    assert done == shown, "a cancellation says that it did something else than it had shown"
    wrong = told.wrong(shown, life.books, books.read(life.world.call.pk, life.campaign_ids))
    assert not wrong, f"a cancellation did something else than it had shown: {wrong}"


def _receives(life: Life, body: int, gift: Gift) -> bool:
    place = life.campaign_ids.index(gift.campaign)
    return life.world.accounts[place % len(life.world.accounts)].organisation_id == body
