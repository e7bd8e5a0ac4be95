"""The calls among which a life chooses: every kind of rule, each with open campaigns and a pool that is too short."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

from apps.banking import services as banking
from apps.banking.models import BankAccount, BankStatement
from apps.banking.states import StatementFormat
from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.payments.models import ConnectedAccount
from tests.banking.bank import new_iban
from tests.concurrency import crowd
from tests.factories import city
from tests.factories.city import NOW

POOL_CENTS = 70_01
COSTS_CENTS = (100_00, 75_01)
LASTS = timedelta(days=5)
OPTIMUM_CENTS = 120_00
ALL_CHANNELS = {"channels": ["online", "bank_transfer", "offline"]}
SHARED = {"judged": "at_close", "late_payments_days": 2}
PER_DONATION: dict[str, Any] = {
    "kind": "per_donation",
    "threshold_bps": None,
    "base": None,
    "ratio_bps": 10_000,
    "cap_per_donor_cents": 40_00,
    "cap_per_project_cents": 90_00,
}
ROUNDS = {"rounds": [{"days": 3, "goal": "minimum"}, {"days": 2, "goal": "optimum"}]}
BOOST = {"boosts": [{"ratio_bps": 20_000, "hours": 24, "from_hour": 24}]}

CHARGED_NOW: dict[str, dict[str, Any]] = {
    "remaining": {"counting": ALL_CHANNELS},
    "remaining, capped": {"cap_per_project_cents": 20_00, "counting": ALL_CHANNELS, "late_payments_days": 5},
    "fixed share, whole": {
        "base": "fixed_share",
        "match_share_bps": 6_000,
        "exhaustion": "first_come_whole",
        "counting": ALL_CHANNELS,
    },
    "capped remaining, net, at close": {
        "base": "capped_remaining",
        "match_share_bps": 4_000,
        "judged": "at_close",
        "counting": {**ALL_CHANNELS, "amounts": "net"},
    },
    "ranking": {**SHARED, "exhaustion": "ranking", "counting": ALL_CHANNELS},
    "pro rata": {
        **SHARED,
        "exhaustion": "pro_rata",
        "base": "fixed_share",
        "match_share_bps": 8_000,
        "counting": ALL_CHANNELS,
    },
    "kept": {"on_failure": "keep", "counting": ALL_CHANNELS},
    "some donors": {
        "counting": {
            **ALL_CHANNELS,
            "per_donor_ceiling_cents": 30_00,
            "min_distinct_donors": 2,
            "excluded_relations": ["related_party"],
        }
    },
    "by category": {"cap_per_project_cents": None, "caps_by_category": {"opere": 60_00, "acquisti": 15_00}},
    "no match": {"cap_per_project_cents": 0},
    "each gift": {**PER_DONATION, "counting": ALL_CHANNELS},
    "each gift, threshold, at close": {**PER_DONATION, "threshold_bps": 4_000, "judged": "at_close"},
    "each gift, first only, pro rata": {
        **PER_DONATION,
        **SHARED,
        "threshold_bps": 3_000,
        "exhaustion": "pro_rata",
        "first_donation_only": True,
    },
    "each gift, boosted, in rounds": {**PER_DONATION, **ROUNDS, **BOOST, "ratio_bps": 5_000},
}
ON_SUCCESS: dict[str, dict[str, Any]] = {
    "promised": {"collection": "charge_on_success"},
    "promised, net, whole": {
        "collection": "charge_on_success",
        "exhaustion": "first_come_whole",
        "base": "capped_remaining",
        "match_share_bps": 5_000,
        "counting": {"amounts": "net"},
    },
}
RULES = {**CHARGED_NOW, **ON_SUCCESS}
_numbers = count(1)


@dataclass(frozen=True)
class World:
    """A published call, its campaigns that are open, and who receives their gifts."""

    name: str
    call: Call
    campaigns: tuple[Campaign, ...]
    accounts: tuple[ConnectedAccount, ...]
    statements: dict[int, BankStatement]

    @property
    def family(self) -> dict[str, dict[str, Any]]:
        """The rules that a rectification of this call may bring: those with the same way to collect."""
        return ON_SUCCESS if self.name in ON_SUCCESS else CHARGED_NOW


def document(name: str) -> dict[str, Any]:
    """Return rules by their name, as a call publishes them."""
    return {field: value for field, value in {**city.RULES, **RULES[name]}.items() if value is not None}


def build(name: str) -> World:
    """Publish a call with rules, fund its pool and open its campaigns."""
    call = city.add_call(POOL_CENTS, **{**dict.fromkeys(city.RULES), **document(name)})
    accounts = tuple(crowd.add_account() for _ in COSTS_CENTS)
    statements = {account.organisation_id: _statement(account) for account in accounts}
    campaigns = tuple(open_campaign(call, name, number, account) for number, account in enumerate(accounts))
    return World(name, call, campaigns, accounts, statements)


def open_campaign(
    call: Call, name: str, number: int, account: ConnectedAccount, now: Any = NOW, rank: int = 0
) -> Campaign:
    """Open one campaign of a call whose rules in force are those of a name."""
    return city.add_campaign(
        call,
        account,
        COSTS_CENTS[number],
        closes_at=now + LASTS,
        now=now,
        rank=rank or len(COSTS_CENTS) - number,
        category="acquisti" if number == 1 else "opere",
        optimum_cost_cents=max(OPTIMUM_CENTS, COSTS_CENTS[number]),
    )


def _statement(account: ConnectedAccount) -> BankStatement:
    bank: BankAccount = banking.set_account(
        organisation_id=account.organisation_id, iban=new_iban(), actor="test", now=NOW
    )
    return BankStatement.objects.create(
        account=bank,
        format=StatementFormat.CSV,
        sha256=f"{next(_numbers):064x}",
        file_name="estratto.csv",
        line_count=0,
        new_count=0,
        imported_by="test",
        imported_at=NOW,
    )
