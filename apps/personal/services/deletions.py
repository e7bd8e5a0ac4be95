"""The end of a profile: asked for, undone within seven days, or carried out by the agenda; a message at each step."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.community import services as community
from apps.donations import services as donations
from apps.feedback import services as feedback
from apps.kernel.errors import DomainError
from apps.notifications import services as notifications
from apps.notifications.states import OPTIONAL
from apps.people import selectors as people
from apps.people import services as people_services
from apps.personal import rules, selectors
from apps.personal.models import DataExport, Deletion
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.people.models import User


class CannotDelete(DomainError):
    """The person has something to do first; `details["obstacles"]` says what."""

    code = "cannot_delete"
    status = 409


@transaction.atomic
def ask_deletion(*, user_id: int, now: datetime) -> Deletion:
    """Owe the end of a profile after the days of grace; asked again, it is the same. Raises CannotDelete."""
    people_services.lock_person(user_id=user_id)
    pending = selectors.pending_deletion(user_id)
    if pending:
        return pending
    stand_in_the_way = selectors.obstacles_of(user_id)
    if stand_in_the_way:
        raise CannotDelete(_("Prima di cancellare il profilo c'è qualcosa da fare."), obstacles=stand_in_the_way)
    found = Deletion.objects.create(user_id=user_id, asked_at=now, due_at=now + rules.GRACE)
    registry.put_on_agenda(kind="person.delete", key=str(found.pk), due_at=found.due_at, now=now)
    _told(found, people.get_user(user_id), "account_deletion_asked", now)
    audit.record(actor=f"person:{user_id}", verb="deletion_asked", object_kind="user", object_id=user_id, now=now)
    return found


@transaction.atomic
def undo_deletion(*, user_id: int, now: datetime) -> bool:
    """Keep a profile whose deletion was asked for; tell whether there was one to undo."""
    people_services.lock_person(user_id=user_id)
    found = selectors.pending_deletion(user_id)
    if found is None:
        return False
    found.undone_at = now
    found.save(update_fields=["undone_at"])
    _told(found, people.get_user(user_id), "account_deletion_undone", now)
    audit.record(actor=f"person:{user_id}", verb="deletion_undone", object_kind="user", object_id=user_id, now=now)
    return True


@transaction.atomic
def carry_out_deletion(*, key: str, now: datetime) -> None:
    """End a profile whose days of grace are over; what the law keeps stays, without a public name.

    Who took a role or a body, or began a gift, meanwhile keeps the profile and is told. Run again, it changes nothing.
    """
    user_id = Deletion.objects.values_list("user_id", flat=True).get(pk=int(key))
    people_services.lock_person(user_id=user_id)
    found = selectors.pending_deletion(user_id)
    if found is None or found.pk != int(key) or now < found.due_at:
        return
    user, addresses = people.get_user(user_id), people.verified_addresses(user_id)
    if selectors.obstacles_of(user_id):
        found.undone_at = now
        found.save(update_fields=["undone_at"])
        _told(found, user, "account_deletion_stopped", now)
        return
    _told(found, user, "account_deletion_done", now)
    found.kept_gifts, found.done_at = donations.hide_donor(addresses=addresses), now
    found.save(update_fields=["kept_gifts", "done_at"])
    DataExport.objects.filter(user_id=user_id).update(content=None)
    community.forget_person(user_id=user_id, now=now)
    feedback.forget_person(addresses=addresses)
    people_services.close_profile(user_id=user_id)
    notifications.forget_person(user_id=user_id, addresses=addresses, now=now)
    _keep_books(found, addresses, now)
    audit.record(actor="agenda", verb="deleted", object_kind="user", object_id=user_id, now=now)


@transaction.atomic
def forget_gifts(*, key: str, now: datetime) -> None:
    """Take whoever gave out of the gifts of an ended profile, once the law's term is over."""
    found = Deletion.objects.select_for_update(no_key=True).get(pk=int(key))
    last = donations.last_instant(donation_ids=found.kept_gifts)
    if found.forgotten_at is not None or last is None or now < rules.end_of_term(last):
        return
    donations.forget_donor(donation_ids=found.kept_gifts)
    notifications.forget_words(user_id=found.user_id)
    found.forgotten_at = now
    found.save(update_fields=["forgotten_at"])
    audit.record(actor="agenda", verb="gifts_forgotten", object_kind="user", object_id=found.user_id, now=now)


def _keep_books(found: Deletion, addresses: list[str], now: datetime) -> None:
    """Owe the end of the term of the gifts that stay; of their address only money is told until then."""
    last = donations.last_instant(donation_ids=found.kept_gifts)
    if last is None:
        notifications.forget_words(user_id=found.user_id)
        return
    registry.put_on_agenda(kind="person.term", key=str(found.pk), due_at=rules.end_of_term(last), now=now)
    for address in addresses:
        for topic in sorted(OPTIONAL):
            notifications.unsubscribe(address=address, topic=topic, now=now)


def _told(found: Deletion, user: "User", kind: str, now: datetime) -> None:
    day = timezone.localdate(found.due_at).isoformat()
    data: dict[str, object] = {"name": user.name, "path": "/area/dati/", "day": day}
    notifications.enqueue(
        kind=kind, key=str(found.pk), to=user.email, data=data, now=now, language=user.language, topic="account"
    )
