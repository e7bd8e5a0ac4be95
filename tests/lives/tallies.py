"""What gifts sum to after every step of a life, counted from their rows and held against what the product keeps."""

from collections import defaultdict
from collections.abc import Iterator

from tests.lives.books import Books

NOT_SUMMED = ("started", "awaiting", "to_confirm", "lapsed", "withdrawn")


def wrong(books: Books) -> Iterator[str]:
    """Yield what the gifts sum to where their tallies say otherwise."""
    found: dict[tuple[object, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for gift in books.gifts.values():
        if gift.state not in NOT_SUMMED:
            sums = found[gift.campaign, gift.channel, gift.donor_kind, gift.relation, gift.state]
            sums[0] += 1
            sums[1] += gift.amount_cents
            sums[2] += 0 if gift.state == "promised" else gift.fee_cents
    counted = {alike: tuple(sums) for alike, sums in found.items()}
    if counted != books.tallies:
        yield f"the gifts sum to {counted}, their tallies say {books.tallies}"
