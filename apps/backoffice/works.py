"""Long work of the city and how far it has come: refunds and receipts of a campaign, a statement, a whole comparison.

Reads what there is, keeps nothing: `kind:key` names a piece of work, also after its end. Starts nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from apps.banking import selectors as banking
from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.payments import selectors as payments
from apps.people.roles import BANK_OFFICE, BOOKS_OFFICE, CITY_OFFICE, RECEIPT_OFFICE, Role
from apps.receipts import selectors as receipts
from apps.reconciliation import selectors as reconciliation
from apps.reconciliation.states import LABELS, RunState
from tenants.registry import selectors as registry
from tenants.registry.schema import current_schema

MOST_NAMED = 20
_PARTS = 2


@dataclass(frozen=True, kw_only=True)
class Work:
    """A piece of work; `total` is 0 where nobody can count it before its end."""

    name: str
    label: str
    path: str
    done: int
    total: int
    is_over: bool
    outcome: str = ""


@dataclass(frozen=True)
class Kind:
    """A kind of work: who sees it, which keys are under way, how far one has come."""

    roles: frozenset[Role]
    under_way: Callable[[], list[str]]
    look: Callable[[str], Work | None]


def running(roles: frozenset[Role]) -> list[Work]:
    """Return the work under way that who holds some roles may see."""
    found = [kind.look(key) for kind in KINDS.values() if kind.roles & roles for key in kind.under_way()]
    return [work for work in found if work is not None and not work.is_over]


def named(names: str, roles: frozenset[Role]) -> list[Work]:
    """Return the work that a list of names asks for, over or not; what is unknown or not theirs is left out."""
    found = []
    for name in dict.fromkeys(names.split(",")[:MOST_NAMED]):
        parts = name.split(":", 1)
        kind = KINDS.get(parts[0])
        if kind and kind.roles & roles and len(parts) == _PARTS:
            found.append(kind.look(parts[1]))
    return [work for work in found if work is not None]


def _refunds(key: str) -> Work | None:
    if not _is_number(key):
        return None
    found = donations.refunds_of(int(key))
    if not found.whole:
        return None
    return Work(
        name=f"rimborsi:{key}",
        label=f"Rimborsi di «{found.title}»",
        path=f"/gestione/campagne/{key}/",
        done=found.returned,
        total=found.whole,
        is_over=found.returned == found.whole,
        outcome="Tutte le donazioni sono tornate a chi le ha fatte.",
    )


def _receipts(key: str) -> Work | None:
    if not _is_number(key):
        return None
    campaign = campaigns.find_campaign(int(key))
    (due,) = receipts.list_due([campaign.pk])
    issued = receipts.count_issued(campaign.pk)
    is_over = key not in _owed("receipt.issue")
    return Work(
        name=f"ricevute:{key}",
        label=f"Ricevute di «{campaign.title}»",
        path="/gestione/ricevute/",
        done=issued,
        total=issued + (0 if is_over else len(due.gifts)),
        is_over=is_over,
        outcome="Le ricevute che si potevano emettere sono emesse.",
    )


def _statement(key: str) -> Work | None:
    if not _is_number(key):
        return None
    statement = banking.find_statement(int(key))
    if statement is None:
        return None
    waiting = len(banking.list_new_lines(statement.pk))
    return Work(
        name=f"movimenti:{key}",
        label=f"Abbinamento di {statement.file_name}",
        path="/gestione/banca/movimenti/",
        done=statement.new_count - waiting,
        total=statement.new_count,
        is_over=not waiting,
        outcome="Tutti i movimenti del file sono stati esaminati.",
    )


def _comparison(key: str) -> Work | None:
    names = {account.account_id: account.organisation_id for account in payments.list_accounts()}
    if key not in names:
        return None
    is_over = key not in _owed("reconcile.whole")
    last = reconciliation.latest_full_run(f"psp:{key}")
    return Work(
        name=f"verifica:{key}",
        label=f"Verifica di tutti i movimenti del conto {key}",
        path="/gestione/riconciliazione/",
        done=1 if is_over else 0,
        total=1 if is_over else 0,
        is_over=is_over,
        outcome=f"Esito dell'ultima verifica completa: {LABELS[RunState(last.state)].lower()}." if last else "",
    )


def _owed(kind: str) -> list[str]:
    return [item.key for item in registry.list_agenda(current_schema(), kind)]


def _is_number(key: str) -> bool:
    return key.isascii() and key.isdecimal() and len(key) <= 9  # noqa: PLR2004


KINDS: dict[str, Kind] = {
    "rimborsi": Kind(CITY_OFFICE, lambda: [str(pk) for pk in donations.list_refunding_campaigns()], _refunds),
    "ricevute": Kind(RECEIPT_OFFICE, lambda: _owed("receipt.issue"), _receipts),
    "movimenti": Kind(BANK_OFFICE, lambda: _owed("statement.match"), _statement),
    "verifica": Kind(BOOKS_OFFICE, lambda: _owed("reconcile.whole"), _comparison),
}
