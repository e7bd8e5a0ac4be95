"""The rules of a call in short plain sentences, one thought each: Italian at level B1, and English.

Says only what the terms say; the figures of a single campaign are in `example` and in the decision records.
"""

from collections.abc import Callable

from apps.calls.rules.terms import MatchTerms
from apps.matching.rules.settled import require_settled
from apps.matching.rules.wording import en, it
from apps.matching.rules.wording.it import GIVERS, Giver, giver_of, match_sentence
from apps.matching.rules.wording.parts import adds_money, largest_cap_cents

__all__ = ["GIVERS", "LANGUAGES", "Giver", "adds_money", "giver_of", "largest_cap_cents", "match_sentence", "sentences"]

LANGUAGES: dict[str, Callable[[MatchTerms], list[str]]] = {"it": it.sentences, "en": en.sentences}


def sentences(terms: MatchTerms, language: str = "it") -> list[str]:
    """Return the rules as sentences for the public page; raises NotSettled for what this version cannot compute."""
    require_settled(terms)
    return LANGUAGES[language](terms)
