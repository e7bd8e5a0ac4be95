"""Writes of who works in the office and who acts for a body: the change, its trail, and a word to the person."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.audit import services as audit
from apps.kernel.errors import DomainError
from apps.notifications import services as notifications
from apps.people import invitations, rules, selectors
from apps.people import services as people
from apps.people.roles import CITY_OFFICE, LABELS, Role


class NotForACity(DomainError):
    """The role is not one of a city's office."""

    code = "not_for_a_city"


class DutiesMixed(DomainError):
    """The person would write rules and fund their pools: it is done only on purpose."""

    code = "duties_mixed"
    status = 409


class NoProfile(DomainError):
    """Nobody has shown to read this address: the person registers first."""

    code = "no_profile"


class NoSecondFactor(DomainError):
    """The profile asks for the password only."""

    code = "no_second_factor"
    status = 409


@transaction.atomic
def invite(*, email: str, name: str, role: Role, actor: str, now: datetime) -> int:
    """Give a role to whoever reads an address, with a link to choose a password if the person is new here.

    Returns the person's id. Raises NotForACity, and DutiesMixed for a person who is already here.
    """
    found = selectors.find_by_address(email)
    if found is not None:
        give_role(user_id=found.pk, role=role, actor=actor, now=now)
        return found.pk
    _require_city(role)
    user = people.create_user(email=email, name=name, password=None, roles=[role], now=now, actor=actor)
    data: dict[str, object] = {"name": name, "path": invitations.path_for(user), "roles": LABELS[role], "actor": actor}
    notifications.enqueue(kind="account_invitation", key=str(user.pk), to=user.email, data=data, now=now)
    _record("invited", user.pk, role, actor, now)
    return user.pk


@transaction.atomic
def give_role(*, user_id: int, role: Role, actor: str, now: datetime) -> None:
    """Give a role to a person and tell her. Raises NotForACity and DutiesMixed."""
    _require_city(role)
    user = people.lock_person(user_id=user_id)
    if rules.mixes_duties(selectors.roles_of(user_id) | {role}):
        raise DutiesMixed("La stessa persona scriverebbe le regole e metterebbe i soldi: conferma che è voluto.")
    people.grant_role(user=user, role=role, now=now, actor=actor)
    _changed("role_given", user_id, role, actor, now)


@transaction.atomic
def give_role_knowingly(*, user_id: int, role: Role, actor: str, now: datetime) -> None:
    """Give a role though it mixes duties; the trail says that it was on purpose. Raises NotForACity."""
    _require_city(role)
    people.grant_role(user=people.lock_person(user_id=user_id), role=role, now=now, actor=actor)
    _changed("role_given_knowingly", user_id, role, actor, now)


@transaction.atomic
def take_role(*, user_id: int, role: Role, actor: str, now: datetime) -> None:
    """Take a role from a person and tell her. Raises LastManager."""
    if people.revoke_role(user_id=user_id, role=role):
        _changed("role_taken", user_id, role, actor, now)


@transaction.atomic
def add_member(*, organisation_id: int, email: str, actor: str, now: datetime) -> None:
    """Let whoever has shown to read an address act for a body. Raises NoProfile."""
    user = selectors.reader_of(email.strip().lower())
    if user is None:
        raise NoProfile(
            "Nessun profilo ha confermato questo indirizzo: chiedi alla persona di registrarsi, poi riprova."
        )
    people.add_member(user_id=user.pk, organisation_id=organisation_id, actor=actor, now=now)
    _member("member_added", organisation_id, user.pk, actor, now)


@transaction.atomic
def remove_member(*, organisation_id: int, user_id: int, actor: str, now: datetime) -> None:
    """Let a person act for a body no more."""
    if people.remove_member(user_id=user_id, organisation_id=organisation_id):
        _member("member_removed", organisation_id, user_id, actor, now)


@transaction.atomic
def remove_second_factor(*, email: str, actor: str, now: datetime) -> None:
    """Let the reader of an address enter by the password alone, and tell her. Raises NoProfile, NoSecondFactor."""
    user = selectors.reader_of(email.strip().lower())
    if user is None:
        raise NoProfile("Nessun profilo ha confermato questo indirizzo.")
    if not people.remove_second_factor(user_id=user.pk):
        raise NoSecondFactor("Questo profilo non ha un secondo fattore: entra con la sola password.")
    notifications.enqueue(
        kind="account_totp_deactivated",
        key=str(uuid4()),
        to=user.email,
        data={"name": user.name},
        now=now,
        user_id=user.pk,
        topic="account",
    )
    audit.record(actor=actor, verb="second_factor_removed", object_kind="user", object_id=user.pk, now=now)


def _require_city(role: Role) -> None:
    if role not in CITY_OFFICE:
        raise NotForACity("Questo ruolo non è di un Comune.")


def _changed(verb: str, user_id: int, role: Role, actor: str, now: datetime) -> None:
    user = selectors.get_user(user_id)
    roles = ", ".join(sorted(LABELS[each] for each in selectors.roles_of(user_id))) or "nessuno"
    data: dict[str, object] = {"name": user.name, "roles": roles}
    notifications.enqueue(kind="account_roles", key=str(uuid4()), to=user.email, data=data, now=now, user_id=user_id)
    _record(verb, user_id, role, actor, now)


def _record(verb: str, user_id: int, role: Role, actor: str, now: datetime) -> None:
    audit.record(actor=actor, verb=verb, object_kind="user", object_id=user_id, now=now, data={"role": role})


def _member(verb: str, organisation_id: int, user_id: int, actor: str, now: datetime) -> None:
    audit.record(
        actor=actor, verb=verb, object_kind="organisation", object_id=organisation_id, now=now, data={"user": user_id}
    )
