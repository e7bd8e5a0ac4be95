"""Stripe's objects as JSON documents: insert, fetch, save, list and expand, always within one account.

Owns isolation (nothing is found outside the context's account) and pagination; not what an object means.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from colletta.local.stripe_simulator import errors
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import Context, Json

EXPANDABLE = frozenset(
    {
        "balance_transaction",
        "charge",
        "customer",
        "destination",
        "failure_balance_transaction",
        "latest_charge",
        "payment_intent",
        "payment_method",
        "setup_intent",
        "source",
    }
)
OFTEN_ABSENT = frozenset({"failure_balance_transaction"})
"""Expandable properties that Stripe shows only where they have a value."""

EXPANSION_DEPTH = 4
DEFAULT_LIMIT = 10

LIST_PARAMETERS: dict[str, p.Check] = {
    "limit": p.integer_between(1, 100),
    "starting_after": p.text,
    "ending_before": p.text,
    "created": p.moment_or_range,
}
CONDITIONS = {
    "payment_intent": "json_extract(body, '$.payment_intent') = :payment_intent",
    "charge": "json_extract(body, '$.charge') = :charge",
    "source": "json_extract(body, '$.source') = :source",
    "status": "json_extract(body, '$.status') = :status",
    "type": "json_extract(body, '$.type') = :type",
    "types": "json_extract(body, '$.type') IN (SELECT value FROM json_each(:types))",
    "customer": "json_extract(body, '$.customer') = :customer",
    "payment_method": "json_extract(body, '$.payment_method') = :payment_method",
    "email": "json_extract(body, '$.email') = :email",
    "setup_intent": "json_extract(body, '$.setup_intent') = :setup_intent",
    "delivery_success": "(id NOT IN (SELECT event FROM delivery WHERE state <> 'delivered')) = :delivery_success",
    "currency": "json_extract(body, '$.currency') = :currency",
    "gt": "created > :gt",
    "gte": "created >= :gte",
    "lt": "created < :lt",
    "lte": "created <= :lte",
    "older_than": "seq < :older_than",
    "newer_than": "seq > :newer_than",
}


def insert(context: Context, body: Json, *, inner: Json | None = None) -> Json:
    """Store a new object of the context's account; ``inner`` is kept beside it and never shown."""
    context.db.execute(
        "INSERT INTO object (id, kind, account, created, body, inner) VALUES (?, ?, ?, ?, ?, ?)",
        (
            body["id"],
            body["object"],
            context.account,
            body["created"],
            json.dumps(body),
            json.dumps(inner) if inner is not None else None,
        ),
    )
    return body


def save(context: Context, body: Json) -> Json:
    """Replace a stored object."""
    context.db.execute(
        "UPDATE object SET body = ? WHERE id = ? AND account = ?", (json.dumps(body), body["id"], context.account)
    )
    return body


def find(context: Context, identifier: str) -> Json | None:
    """Return an object of the context's account, whatever its kind."""
    row = context.db.execute(
        "SELECT body FROM object WHERE id = ? AND account = ?", (identifier, context.account)
    ).fetchone()
    return json.loads(row["body"]) if row else None


def fetch(context: Context, kind: str, identifier: str, *, param: str = "id") -> Json:
    """Return an object of the context's account; raises Stripe's ``resource_missing`` otherwise."""
    body = find(context, identifier)
    if body is None or body["object"] != kind:
        raise errors.missing(kind, identifier, param=param)
    return body


def owner(context: Context, kind: str, identifier: str) -> str | None:
    """Return the account of an object, for the hosted pages, which know only its identifier."""
    row = context.db.execute("SELECT account FROM object WHERE id = ? AND kind = ?", (identifier, kind)).fetchone()
    return str(row["account"]) if row else None


def retriever(kind: str) -> Callable[[Context, Json, str], Json]:
    """Return the answer of an endpoint that shows one object of a kind."""

    def retrieve(context: Context, _params: Json, identifier: str) -> Json:
        return fetch(context, kind, identifier)

    return retrieve


def inner(context: Context, identifier: str) -> Json:
    """Return what is kept beside an object."""
    row = context.db.execute(
        "SELECT inner FROM object WHERE id = ? AND account = ?", (identifier, context.account)
    ).fetchone()
    kept: Json = json.loads(row["inner"] or "{}")
    return kept


def keep(context: Context, identifier: str, kept: Json) -> None:
    """Replace what is kept beside an object."""
    context.db.execute(
        "UPDATE object SET inner = ? WHERE id = ? AND account = ?", (json.dumps(kept), identifier, context.account)
    )


def page(context: Context, kind: str, url: str, params: Json, *, filters: tuple[str, ...] = ()) -> Json:
    """Return one page of a list, newest first, as Stripe paginates.

    Raises ``resource_missing`` for an unknown cursor. Source: https://docs.stripe.com/api/pagination
    """
    values: dict[str, Any] = {name: params[name] for name in filters if name in params}
    if "types" in values:
        values["types"] = json.dumps(values["types"])
    values |= params.get("created", {})
    backwards = "ending_before" in params
    for cursor, bound in (("starting_after", "older_than"), ("ending_before", "newer_than")):
        if cursor in params:
            values[bound] = _position(context, kind, params[cursor], param=cursor)
    limit = params.get("limit", DEFAULT_LIMIT)
    rows = _select(context, kind, values, limit=limit + 1, backwards=backwards)
    chosen = rows[:limit]
    if backwards:
        chosen.reverse()
    return {"object": "list", "url": url, "has_more": len(rows) > limit, "data": chosen}


def _position(context: Context, kind: str, identifier: str, *, param: str) -> int:
    row = context.db.execute(
        "SELECT seq FROM object WHERE id = ? AND kind = ? AND account = ?", (identifier, kind, context.account)
    ).fetchone()
    if row is None:
        raise errors.missing(kind, identifier, param=param)
    return int(row["seq"])


def _select(context: Context, kind: str, values: Mapping[str, Any], *, limit: int, backwards: bool) -> list[Json]:
    chosen = " AND ".join(
        ["SELECT body FROM object WHERE kind = :kind AND account = :account", *(CONDITIONS[name] for name in values)]
    )
    statement = " ".join([chosen, "ORDER BY seq ASC" if backwards else "ORDER BY seq DESC", "LIMIT :limit"])
    bound = {**values, "kind": kind, "account": context.account, "limit": limit}
    return [json.loads(row["body"]) for row in context.db.execute(statement, bound)]


def expand(context: Context, body: Json, paths: list[str]) -> Json:
    """Replace the identifiers named by ``expand[]`` with their objects, at most four levels deep.

    Raises 400 for a property that cannot be expanded. Source: https://docs.stripe.com/api/expanding_objects
    """
    for path in paths:
        steps = path.split(".")
        is_list = body["object"] == "list"
        if is_list and steps[0] != "data":
            raise errors.invalid(f"This property cannot be expanded ({path}).", param="expand")
        if len(steps) > EXPANSION_DEPTH:
            message = f"You cannot expand more than {EXPANSION_DEPTH} levels of a property."
            raise errors.invalid(message, param="expand")
        for target in body["data"] if is_list else [body]:
            _expand_one(context, target, steps[1:] if is_list else steps)
    return body


def _expand_one(context: Context, body: Json, steps: list[str]) -> None:
    for step in steps:
        if step not in EXPANDABLE or (step not in body and step not in OFTEN_ABSENT):
            raise errors.invalid(f"This property cannot be expanded ({step}).", param="expand")
        if body.get(step) is None:
            return
        if isinstance(body[step], str):
            body[step] = find(context, body[step])
        body = body[step]
