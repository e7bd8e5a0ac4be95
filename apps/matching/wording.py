"""What a call's rules say to the reader of the page; who reads a language that the rules have not gets English."""

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
    "foreign_language",
    "giver",
    "giver_of",
    "match_sentence",
    "sentences",
]

_SOURCE, _OTHERWISE = "it", "en"


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


def foreign_language() -> str:
    """Return the language of the sentences where it is not the reader's, else nothing."""
    return "" if _language() == (get_language() or _SOURCE) else _language()


def _language() -> str:
    language = get_language() or _SOURCE
    return language if language in wording.LANGUAGES else _OTHERWISE
