"""The chart of accounts: what an account's code says about it. Pure; owns no balance.

| Code | Normal side | Holds |
|---|---|---|
| `psp:<account>` | debit | donations' money at the payment processor, in the beneficiary's own account |
| `bank:<organisation>` | debit | donations' money at the beneficiary's bank |
| `till:<organisation>` | debit | donations that the beneficiary received by hand |
| `campaign:<id>:donations` | credit | what citizens gave to a campaign |
| `campaign:<id>:fees` | debit | what the processor kept of it |
| `appropriation:<call>` | debit | what the municipality assigned to a call, by act |
| `pool:<call>` | credit, guarded | what of it is not yet committed |
| `campaign:<id>:match` | credit | what is committed to a campaign |
| `campaign:<id>:cleared` | credit | what is cleared for payment |
| `treasury:<tenant>` | credit | what the treasurer paid |

Source: design of the ledger, table of events.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """The side on which an account grows."""

    DEBIT = "debit"
    CREDIT = "credit"


class AccountKind(StrEnum):
    """Every kind of account there is."""

    PSP = "psp"
    BANK = "bank"
    TILL = "till"
    DONATIONS = "donations"
    FEES = "fees"
    APPROPRIATION = "appropriation"
    POOL = "pool"
    MATCH = "match"
    CLEARED = "cleared"
    TREASURY = "treasury"


@dataclass(frozen=True)
class Nature:
    """What is fixed about an account for ever; a guarded one never goes below zero, reservations counted."""

    kind: AccountKind
    normal_side: Side
    guarded: bool = False


class UnknownAccountCode(ValueError):
    """A code that the chart does not provide for: an error of the program, not of a person."""


_CHART: tuple[tuple[re.Pattern[str], Nature], ...] = (
    (re.compile(r"psp:[A-Za-z0-9_]{1,64}"), Nature(AccountKind.PSP, Side.DEBIT)),
    (re.compile(r"bank:[1-9][0-9]{0,18}"), Nature(AccountKind.BANK, Side.DEBIT)),
    (re.compile(r"till:[1-9][0-9]{0,18}"), Nature(AccountKind.TILL, Side.DEBIT)),
    (re.compile(r"campaign:[1-9][0-9]{0,18}:donations"), Nature(AccountKind.DONATIONS, Side.CREDIT)),
    (re.compile(r"campaign:[1-9][0-9]{0,18}:fees"), Nature(AccountKind.FEES, Side.DEBIT)),
    (re.compile(r"appropriation:[1-9][0-9]{0,18}"), Nature(AccountKind.APPROPRIATION, Side.DEBIT)),
    (re.compile(r"pool:[1-9][0-9]{0,18}"), Nature(AccountKind.POOL, Side.CREDIT, guarded=True)),
    (re.compile(r"campaign:[1-9][0-9]{0,18}:match"), Nature(AccountKind.MATCH, Side.CREDIT)),
    (re.compile(r"campaign:[1-9][0-9]{0,18}:cleared"), Nature(AccountKind.CLEARED, Side.CREDIT)),
    (re.compile(r"treasury:[a-z0-9_-]{1,63}"), Nature(AccountKind.TREASURY, Side.CREDIT)),
)


def nature_of(code: str) -> Nature:
    """Return what the chart says of a code; raises UnknownAccountCode.

    >>> nature_of("pool:7")
    Nature(kind=<AccountKind.POOL: 'pool'>, normal_side=<Side.CREDIT: 'credit'>, guarded=True)
    """
    for pattern, nature in _CHART:
        if pattern.fullmatch(code):
            return nature
    raise UnknownAccountCode(f"the chart of accounts has no {code!r}")
