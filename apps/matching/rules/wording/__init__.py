"""The rules of a call in short plain sentences, one thought each: Italian at level B1, and the menu's other languages.

Says only what the terms say; the figures of a single campaign are in the worked examples and in the decision records.
Who reads what is `apps.matching.wording`'s.
"""

from apps.calls.rules.terms import MatchTerms
from apps.matching.rules.settled import require_settled
from apps.matching.rules.wording import de, en, fr, it, sl
from apps.matching.rules.wording.it import GIVERS
from apps.matching.rules.wording.parts import Giver, adds_money, largest_cap_cents
from apps.matching.rules.wording.telling import Telling

__all__ = ["GIVERS", "LANGUAGES", "Giver", "adds_money", "largest_cap_cents", "match_sentence", "sentences"]

LANGUAGES = {each.LANGUAGE.code: each.LANGUAGE for each in (it, en, de, fr, sl)}


def sentences(terms: MatchTerms, language: str = "it") -> list[str]:
    """Return the rules as sentences for the public page; raises NotSettled for what this version cannot compute."""
    require_settled(terms)
    return Telling(terms, LANGUAGES[language]).sentences()


def match_sentence(terms: MatchTerms, language: str = "it") -> str:
    """Return what the pool adds, by the rule's own wording; the terms add money."""
    return Telling(terms, LANGUAGES[language]).match_sentence()
