"""The end of a life: outcomes for all, disputes and failures on the way, then every gift where it belongs."""

from datetime import timedelta

from apps.donations import services as donations
from apps.matching import services as matching
from tests.lives import coming, returning, time_passing
from tests.lives.books import Gift
from tests.lives.life import Life

LONGEST_WAIT = timedelta(days=16)
REFUNDS = ("succeeded", "succeeded", "pending", "failed")
ARRIVES, DISPUTED, FAILS_LATER, BY_FILE, RETURNED = 0.5, 0.2, 0.15, 0.3, 0.4


def end(life: Life) -> None:
    """Let everything come to its end, by chance on the hard ways too; then hold the books against the processor's."""
    while any(each.state == "open" for each in life.books.campaigns.values()):
        time_passing.close(life)
        life.check()
    _arrive_late(life, "awaiting")
    life.now += LONGEST_WAIT
    _give_up(life)
    for campaign_id, campaign in life.books.campaigns.items():
        if campaign.state == "outcome_pending":
            time_passing.settle(life, campaign_id)
    for gift in life.gifts("started"):
        coming.hear(life, gift, paid=False)
    life.check()
    _arrive_late(life, "lapsed", "awaiting")
    _quarrel(life)
    while _give_back(life):
        life.check()
    life.check_the_end()


def _arrive_late(life: Life, *states: str) -> None:
    """Let some transfers arrive after the deadline, begun before it or after, or after the outcome."""
    for gift in life.gifts(*states, kind="transfer"):
        if life.chance.random() < ARRIVES:
            days_ago = life.chance.randrange(4)
            coming.arrive(life, gift, off_by_cents=0, days_ago=days_ago, wish="accept")
    life.check()


def _give_up(life: Life) -> None:
    for gift in life.gifts("awaiting"):
        life.work(donations.expire_transfer, key=str(gift.pk))
    for gift in life.gifts("promised"):
        life.work(matching.collect_promise, key=str(gift.pk))
    for gift in life.gifts("to_confirm"):
        coming.decide(life, gift.pk, "refuse")


def _quarrel(life: Life) -> None:
    """Let donors' banks take some gifts back before the refunds are sent, and cards refuse some refunds later."""
    for gift in _charged(life):
        if gift.state in ("collected", "refunding") and life.chance.random() < DISPUTED:
            returning.dispute(life, gift, heard=life.chance.random() < 0.5)
    life.check()
    for gift in _refunds(life, "prepared"):
        returning.refund(life, gift, life.chance.choice(REFUNDS))
    life.check()
    for gift in _charged(life):
        returning.end_dispute(life, gift, won=life.chance.random() < 0.5)
    for gift in _refunds(life, "pending", "succeeded"):
        if gift.refund_id and life.chance.random() < FAILS_LATER:
            returning.turn(life, gift, "failed")
    life.check()


def _give_back(life: Life) -> bool:
    """Take every refund one step further; returns False when none is left."""
    by_card = _refunds(life, "prepared", "pending")
    by_bank = [gift for gift in life.gifts("refunding") if gift.bank_state in ("to_ask", "ready", "exported")]
    for gift in by_card:
        if gift.refund_id:
            returning.turn(life, gift, "succeeded")
        else:
            returning.refund(life, gift, "succeeded")
    for gift in by_bank:
        by_file, returned = life.chance.random() < BY_FILE, life.chance.random() < RETURNED
        returning.pay_by_bank(life, gift, by_file=by_file, returned=returned)
    return bool(by_card or by_bank)


def _charged(life: Life) -> list[Gift]:
    return [gift for gift in life.books.gifts.values() if gift.charge_id in life.processor.charges]


def _refunds(life: Life, *states: str) -> list[Gift]:
    return [gift for gift in life.books.gifts.values() if gift.refund_state in states]
