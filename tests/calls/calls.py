"""Calls for the tests, made by the services."""

from datetime import UTC, date, datetime
from typing import Any

from apps.calls import services
from apps.calls.models import AdministrativeAct, Call
from apps.calls.rules.details import CallDetails, Question
from apps.calls.states import ActKind, CallKind

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ACTOR = "ufficio@milano.invalid"
RULES: dict[str, Any] = {
    "kind": "threshold",
    "threshold_bps": 5_000,
    "base": "remaining_cost",
    "match_share_bps": 5_000,
    "cap_per_project_cents": 5_000_000,
    "pool_cents": 40_000_000,
}


def draft(slug: str = "crowdfunding-civico", **details: Any) -> Call:
    """Create a draft call."""
    values: dict[str, Any] = {
        "title": "Crowdfunding civico",
        "kind": CallKind.THIRD_SECTOR,
        "areas": ("reti sociali",),
        "faq": (Question(question="Chi può donare?", answer="Tutti."),),
    }
    return services.create_call(details=CallDetails(**{**values, "slug": slug, **details}), now=NOW, actor=ACTOR)


def act(call: Call, number: str = "2721", kind: ActKind = ActKind.DELIBERA) -> AdministrativeAct:
    """Register an act of a call."""
    return services.register_act(
        call_id=call.pk, kind=kind, number=number, dated=date(2014, 12, 23), office="Giunta", now=NOW, actor=ACTOR
    )


def published(slug: str = "crowdfunding-civico", **rules: Any) -> Call:
    """Create a call, give it rules and publish it."""
    call = draft(slug)
    services.save_rules(call_id=call.pk, document={**RULES, **rules}, now=NOW, actor=ACTOR)
    services.publish_call(call_id=call.pk, act_id=act(call).pk, now=NOW, actor=ACTOR)
    call.refresh_from_db()
    return call
