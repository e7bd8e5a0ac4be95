"""The title of a draft call; its address stays, so that no link breaks."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.calls import selectors
from apps.calls.models import Call
from apps.calls.services.lifecycle import WrongState
from apps.calls.states import CallState


@transaction.atomic
def rename_call(*, call_id: int, title: str, now: datetime, actor: str) -> Call:
    """Give a draft call another title; the same title again changes nothing. Raises WrongState once published."""
    call = selectors.lock_call(call_id)
    if call.state != CallState.DRAFT:
        raise WrongState("Il titolo si cambia solo finché il bando è una bozza.", state=call.state)
    if call.title == title:
        return call
    data: dict[str, object] = {"before": {"title": call.title}, "after": {"title": title}}
    call.title = title
    call.save(update_fields=["title"])
    audit.record(actor=actor, verb="call.renamed", object_kind="call", object_id=call.pk, now=now, data=data)
    return call
