"""Whether the beginning of a gift looks like card testing, and how a donor stands to the proponent. Pure.

A campaign page with small amounts is what thieves use to try stolen cards: thousands of beginnings from one address
that are never paid. Honest crowds behind one address exist too (a school, a public evening), so a suspicion asks for a
code sent by e-mail, and only what no crowd does is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from apps.calls.rules.vocabulary import Relation

REASON_LABELS: dict[str, str] = {
    "declared": "lo ha dichiarato chi dona",
    "same_tax_code": "ha lo stesso codice fiscale dell'ente",
    "same_email": "ha lo stesso indirizzo e-mail dell'ente",
}


class Verdict(StrEnum):
    """What happens to the beginning of a gift."""

    ACCEPT = "accept"
    CHALLENGE = "challenge"
    REFUSE = "refuse"


@dataclass(frozen=True, kw_only=True)
class Beginnings:
    """How many gifts began in the last hour: from this address, and to this campaign without being paid."""

    from_address: int
    unpaid_of_campaign: int


@dataclass(frozen=True, kw_only=True)
class Limits:
    """From how many beginnings on a code is asked for, or the gift refused."""

    challenge_from_address: int
    refuse_from_address: int
    challenge_unpaid_of_campaign: int


def judge(beginnings: Beginnings, limits: Limits) -> Verdict:
    """Return what happens to one more beginning.

    >>> limits = Limits(challenge_from_address=8, refuse_from_address=60, challenge_unpaid_of_campaign=40)
    >>> judge(Beginnings(from_address=7, unpaid_of_campaign=0), limits)
    <Verdict.ACCEPT: 'accept'>
    >>> judge(Beginnings(from_address=8, unpaid_of_campaign=0), limits)
    <Verdict.CHALLENGE: 'challenge'>
    """
    if beginnings.from_address >= limits.refuse_from_address:
        return Verdict.REFUSE
    is_suspect = (
        beginnings.from_address >= limits.challenge_from_address
        or beginnings.unpaid_of_campaign >= limits.challenge_unpaid_of_campaign
    )
    return Verdict.CHALLENGE if is_suspect else Verdict.ACCEPT


def conclude_relation(
    *, declares_relation: bool, tax_code: str, email: str, bodies: Mapping[str, str]
) -> tuple[Relation, str]:
    """Return how a donor stands to the bodies of a campaign, and why.

    `bodies` maps the tax code of proponent and beneficiary to their e-mail address; either may be empty.

    >>> conclude_relation(declares_relation=False, tax_code="02345678901", email="", bodies={"02345678901": ""})
    (<Relation.PROPONENT: 'proponent'>, 'same_tax_code')
    """
    if tax_code and tax_code in bodies:
        return Relation.PROPONENT, "same_tax_code"
    if email and email.strip().lower() in {address.strip().lower() for address in bodies.values()}:
        return Relation.PROPONENT, "same_email"
    return (Relation.RELATED_PARTY, "declared") if declares_relation else (Relation.NONE, "")
