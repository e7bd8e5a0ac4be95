"""The copy of a person's data: asked for on the page, made by the agenda, emptied when its time is over."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.audit import services as audit
from apps.notifications import services as notifications
from apps.people import selectors as people
from apps.people import services as people_services
from apps.personal import data, rules, selectors
from apps.personal.models import DataExport
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services


@transaction.atomic
def ask_export(*, user_id: int, now: datetime) -> None:
    """Owe a person a copy of her data; while one is being made, or is fresh, asking again changes nothing."""
    people_services.lock_person(user_id=user_id)
    last = selectors.latest_export(user_id)
    if last and (last.ready_at is None or last.ready_at > now - rules.EXPORT_PAUSE):
        return
    export = DataExport.objects.create(user_id=user_id, key=uuid4(), asked_at=now)
    registry_services.put_on_agenda(kind="person.export", key=str(export.pk), due_at=now, now=now)
    audit.record(actor=f"person:{user_id}", verb="data_asked", object_kind="user", object_id=user_id, now=now)


@transaction.atomic
def make_export(*, key: str, now: datetime) -> None:
    """Make a copy of a person's data and write to her where it is; run again, it changes nothing."""
    export = DataExport.objects.select_for_update(no_key=True).get(pk=int(key))
    if export.ready_at is not None:
        return
    export.content = data.archive(export.user_id, city=registry.current_tenant().name, now=now)
    export.ready_at, export.expires_at = now, now + rules.EXPORT_LIFETIME
    export.save(update_fields=["content", "ready_at", "expires_at"])
    registry_services.put_on_agenda(kind="person.forget_export", key=key, due_at=export.expires_at, now=now)
    user = people.get_user(export.user_id)
    told: dict[str, object] = {"name": user.name, "path": "/area/dati/", "days": rules.EXPORT_LIFETIME.days}
    notifications.enqueue(
        kind="account_data_ready", key=str(export.key), to=user.email, data=told, now=now, user_id=user.pk
    )


def forget_export(*, key: str, now: datetime) -> None:
    """Empty a copy whose time is over."""
    DataExport.objects.filter(pk=int(key), expires_at__lte=now).update(content=None)
