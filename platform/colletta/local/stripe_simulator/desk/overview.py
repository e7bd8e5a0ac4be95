"""What the desk shows: the latest of each kind in every account. Reads only. Amounts become Italian words here."""

import datetime
import json
import sqlite3
from typing import Any

from colletta.local.stripe_simulator import balance, behaviour, deliveries, fabrications
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.cards import declines
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.disputes import cases
from colletta.local.stripe_simulator.faults import Faults, plan
from colletta.local.stripe_simulator.pages.shared import euro
from colletta.local.stripe_simulator.refunds import states

SHOWN = 20

STATES = {
    "succeeded": "riuscito",
    "failed": "fallito",
    "pending": "in corso",
    "paid": "arrivato",
    "delivered": "consegnato",
    "needs_response": "aperta: attende risposta",
    "under_review": "in esame",
    "won": "vinta",
    "lost": "persa",
    "warning_needs_response": "richiesta di informazioni",
    "warning_under_review": "richiesta in esame",
    "warning_closed": "richiesta chiusa",
}
FAULT_WORDS = {
    "drop_answer": "Risposte perse dopo la scrittura",
    "timeout": "Risposte oltre il tempo massimo",
    "error_429": "Rifiuti 429 (troppe richieste)",
    "error_500": "Errori 500",
    "duplicate": "Eventi doppi",
    "delay": "Eventi in ritardo",
    "reorder": "Eventi in altro ordine",
    "withheld": "Eventi mai consegnati",
    "forged": "Eventi con firma falsa",
    "stale": "Eventi con firma vecchia",
    "wrong_account": "Eventi di un altro conto",
}


def everything(context: Context, faults: Faults) -> Json:
    """Return what the page shows of the whole state."""
    db = context.db
    accounts = {body["id"]: body for body in _latest(db, "account")}
    names = {identifier: onboarding.display_name(body) for identifier, body in accounts.items()}
    return {
        "accounts": [_account(context, body) for body in accounts.values()],
        "charges": _rows(db, "charge", names),
        "refunds": _rows(db, "refund", names),
        "disputes": _rows(db, "dispute", names),
        "payouts": _rows(db, "payout", names),
        "deliveries": deliveries.overview(db, state=None, limit=SHOWN),
        "fabricated": fabrications.overview(db),
        "paused": deliveries.options(db).paused,
        "behaviour": behaviour.current(db),
        "declines": list(declines.BY_DECLINE_CODE),
        "waiting": faults.waiting(),
        "plan": plan.report(db),
        "fault_words": FAULT_WORDS,
        "states": STATES,
        "open_disputes": cases.OPEN,
        "living_refunds": states.LIVING,
    }


def _latest(db: sqlite3.Connection, kind: str) -> list[Json]:
    rows = db.execute("SELECT account, body FROM object WHERE kind = ? ORDER BY seq DESC LIMIT ?", (kind, SHOWN))
    return [{**json.loads(row["body"]), "_account": row["account"]} for row in rows]


def _account(context: Context, body: Json) -> dict[str, Any]:
    funds = balance.funds(context.acting_for(body["id"]))
    return {
        "id": body["id"],
        "name": onboarding.display_name(body),
        "charges_enabled": body["charges_enabled"],
        "past_due": bool(body["requirements"]["past_due"]) and body["details_submitted"],
        "available": euro(funds["available"]),
        "pending": euro(funds["pending"]),
        "can_pay_out": body["payouts_enabled"] and funds["available"] > 0,
    }


def _rows(db: sqlite3.Connection, kind: str, names: dict[str, str]) -> list[Json]:
    return [
        {
            **body,
            "euro": euro(body["amount"]),
            "moment": datetime.datetime.fromtimestamp(body["created"], datetime.UTC).strftime("%d/%m/%Y %H:%M:%S UTC"),
            "account_name": names.get(body["_account"], body["_account"] or "Piattaforma"),
            "state": STATES.get(body["status"], body["status"]),
        }
        for body in _latest(db, kind)
    ]
