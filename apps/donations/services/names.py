"""What the public reads of a gift: chosen again by its donor; its name hidden by the office for a reason, restored."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.donations import checks, links, selectors
from apps.donations.labels import NAME_FAULTS
from apps.donations.models import Donation, HiddenName
from apps.donations.rules import Shown
from apps.donations.selectors import names
from apps.donations.services.messages import tell
from apps.donations.states import NameFault
from apps.kernel.errors import DomainError


class NameRefused(DomainError):
    """The name cannot be chosen, hidden or restored; `fields` of the details says why, per field, to its donor."""

    code = "name_refused"
    status = 409


@transaction.atomic
def choose_name(*, donation_id: int, shown: Shown, now: datetime) -> None:
    """Write what the donor wants the public to read of a gift; raises NameRefused with the reasons per field."""
    gift = selectors.lock_donation(donation_id)
    name = "" if shown.is_anonymous else shown.public_name or gift.donor_name
    hidden = names.names_not_to_choose(gift.donor_key)
    found = checks.public_name_refusals(shown) | checks.hidden_name_refusals(name, hidden)
    if found:
        raise NameRefused(" ".join(found.values()), fields=found)
    changed = [field for field, value in asdict(shown).items() if getattr(gift, field) != value]
    if not changed:
        return
    for field in changed:
        setattr(gift, field, getattr(shown, field))
    gift.save(update_fields=changed)
    _audit("name.chosen", gift, "donor", now, {"fields": changed})


@transaction.atomic
def hide_name(*, donation_id: int, fault: str, note: str, actor: str, now: datetime) -> HiddenName:
    """Take the name beside a gift off the public pages and tell its donor why; raises NameRefused without one."""
    gift = selectors.lock_donation(donation_id)
    name = names.public_name_of(gift)
    if not name:
        raise NameRefused("Accanto a questa donazione non si legge nessun nome.")
    row = HiddenName.objects.create(
        donation=gift, name=name, fault=NameFault(fault), note=note[:500], hidden_by=actor, hidden_at=now
    )
    _audit("name.hidden", gift, actor, now, {"reason": row.fault})
    _tell(row, "name_hidden", now, reason=NAME_FAULTS[NameFault(fault)])
    return row


@transaction.atomic
def restore_name(*, hidden_id: int, actor: str, now: datetime) -> HiddenName:
    """Let a hidden name be read and chosen again, and tell its donor; raises NameRefused where it is not hidden."""
    row = names.lock_hidden_name(hidden_id)
    if row is None:
        raise NameRefused("Questo nome non è nascosto.")
    row.restored_by, row.restored_at = actor, now
    row.save(update_fields=["restored_by", "restored_at"])
    _audit("name.restored", row.donation, actor, now, {})
    _tell(row, "name_restored", now)
    return row


def _tell(row: HiddenName, kind: str, now: datetime, **more: object) -> None:
    path = f"/donazioni/{links.token_of(row.donation_id)}/nome/"
    tell(row.donation, kind, now, fact=str(row.pk), path=path, hidden_name=row.name, **more)


def _audit(verb: str, gift: Donation, actor: str, now: datetime, data: dict[str, object]) -> None:
    audit.record(actor=actor, verb=verb, object_kind="donation", object_id=gift.pk, now=now, data=data)
