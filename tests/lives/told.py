"""What the end of a campaign did, read from the rows before and after it and held against what was told before."""

from collections.abc import Iterable

from apps.matching.services import Preview
from apps.matching.services.giving_back.dry_run import UNDECIDED, Heap
from tests.lives.books import Books, Gift


def wrong(shown: Preview, before: Books, after: Books) -> list[str]:
    """Return each figure of a preview that turned out otherwise."""
    pk = shown.campaign_id
    gifts = [gift for gift in before.gifts.values() if gift.campaign == pk]
    moved = [after.gifts[gift.pk] for gift in gifts if gift.state == "collected"]
    going = [gift for gift in moved if gift.state == "refunding"]
    more = {each: after.held_cents(each) - before.held_cents(each) for each in after.campaigns if each != pk}
    done = {
        "state": after.campaigns[pk].state,
        "refunds": _heap(going),
        "to_card": _heap(gift for gift in going if gift.refund_state == "prepared"),
        "to_known_account": _heap(gift for gift in going if gift.bank_state == "ready"),
        "to_ask": _heap(gift for gift in going if gift.bank_state == "to_ask"),
        "disputed": _heap(gift for gift in gifts if gift.state == "disputed"),
        "undecided": _heap(gift for gift in gifts if gift.state in UNDECIDED),
        "fees_cents": sum(gift.fee_cents for gift in going),
        "granted_cents": after.held_cents(pk),
        "returned_cents": max(0, before.held_cents(pk) - after.held_cents(pk)),
        "served": {each: cents for each, cents in more.items() if cents > 0},
    }
    told = {**vars(shown), "served": {each.campaign_id: each.cents for each in shown.served}}
    return [f"{name}: told {told[name]}, done {figure}" for name, figure in done.items() if told[name] != figure]


def _heap(gifts: Iterable[Gift]) -> Heap:
    found = list(gifts)
    return Heap(len(found), sum(gift.amount_cents for gift in found))
