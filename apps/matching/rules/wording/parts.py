"""How a language says the rules: a phrase for each thing that may be said, with the places of its figures."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Channel, DonorKind, PoolOwner, Relation


def euro_after(amount_cents: int, thousands: str) -> str:
    """Return an amount as most of Europe writes it, its sign after it.

    >>> euro_after(23_243_834, ".")
    '232.438,34\xa0€'
    """
    whole, cents = divmod(amount_cents, 100)
    return f"{whole:,}".replace(",", thousands) + f",{cents:02d}\u00a0€"


@dataclass(frozen=True)
class Giver:
    """Whose money the pool is: with the article, at the beginning of a sentence, after «di» and after «da»."""

    name: str
    opening: str
    of: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Language:
    """The words of one language; `phrases` by thing, in which {giver}, {Giver} and {of} are whose money the pool is."""

    code: str
    givers: Mapping[PoolOwner, Giver]
    channels: Mapping[Channel, str]
    donors: Mapping[DonorKind, str]
    relations: Mapping[Relation, str]
    euro: Callable[[int], str]
    one_euro: str
    hours: tuple[str, str]
    days: tuple[str, str]
    conjunction: str
    phrases: Mapping[str, str]

    def joined(self, words: Iterable[str]) -> str:
        """Return words as a list in a sentence."""
        *first, last = words
        return self.conjunction.join([", ".join(first), last]) if first else last


def counted(count: int, words: tuple[str, str]) -> str:
    """Return a number with its noun; `words` are those of one and of many."""
    one, many = words
    return one if count == 1 else many.format(count=count)


def largest_cap_cents(terms: MatchTerms) -> int:
    """Return the most that any project may have from the pool. Cents."""
    return max([terms.cap_per_project_cents or 0, *terms.caps_by_category.values()])


def adds_money(terms: MatchTerms) -> bool:
    """Tell whether the pool adds anything under these terms."""
    return largest_cap_cents(terms) > 0
