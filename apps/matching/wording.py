"""What a call's rules say to the reader of the page: they have a table in every language of the menu."""

from dataclasses import astuple

from django.utils.translation import get_language, gettext

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import PoolOwner
from apps.matching.rules import wording
from apps.matching.rules.exhaustion import rule_of
from apps.matching.rules.wording import Giver, adds_money

__all__ = [
    "Giver",
    "adds_money",
    "exhaustion_sentence",
    "giver",
    "giver_of",
    "match_sentence",
    "sentences",
]

_SOURCE = "it"


def sentences(terms: MatchTerms) -> list[str]:
    """Return the rules as sentences; raises NotSettled for what this version cannot compute."""
    return wording.sentences(terms, _language())


def match_sentence(terms: MatchTerms) -> str:
    """Return what the pool adds, by the rule's own wording; the terms add money."""
    return wording.match_sentence(terms, _language())


def exhaustion_sentence(terms: MatchTerms) -> str:
    """Return what happens when the pool is not enough, by the rule's own wording."""
    return rule_of(terms.exhaustion).WORDING[_language()]


def giver(owner: PoolOwner) -> Giver:
    """Return the words for whose money a pool is."""
    return Giver(*map(gettext, astuple(wording.GIVERS[owner])))


def giver_of(terms: MatchTerms) -> Giver:
    """Return the words for whose money the pool of some terms is."""
    return giver(terms.pool_owner)


def _language() -> str:
    return get_language() or _SOURCE
