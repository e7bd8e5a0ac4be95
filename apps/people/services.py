"""Writes of users, roles and organisations."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from apps.kernel.errors import DomainError
from apps.people import rules
from apps.people.addresses import NOBODYS
from apps.people.models import Membership, Organisation, RoleAssignment, User
from apps.people.roles import Role


class WrongIban(DomainError):
    """The IBAN has a wrong check digit, or its national part has."""

    code = "wrong_iban"


class WrongTaxCode(DomainError):
    """The codice fiscale or partita IVA has a wrong check character."""

    code = "wrong_tax_code"


class LastManager(DomainError):
    """Without a platform manager nobody could give a role any more."""

    code = "last_manager"
    status = 409


@transaction.atomic
def create_user(
    *, email: str, name: str, password: str | None, roles: list[Role], is_demo: bool = False, now: datetime, actor: str
) -> User:
    """Create a person with the given roles; without a password (None) nobody signs in until the person chooses one.

    Raises ValidationError on a weak password.
    """
    user = User(email=email.strip().lower(), name=name, is_demo=is_demo, created_at=now)
    if password is not None:
        validate_password(password, user)
    user.password = make_password(password)
    user.save(force_insert=True)
    for role in roles:
        grant_role(user=user, role=role, now=now, actor=actor)
    if is_demo:
        verify_address(user_id=user.pk, email=user.email)
    return user


def verify_address(*, user_id: int, email: str) -> None:
    """Hold an address as shown to be the person's own, and the one written to; the caller has seen the proof."""
    known = {"verified": True, "primary": True}
    EmailAddress.objects.update_or_create(user_id=user_id, email=email.strip().lower(), defaults=known)


def grant_role(*, user: User, role: Role, now: datetime, actor: str) -> None:
    """Give a role to a user; giving it twice changes nothing."""
    RoleAssignment.objects.get_or_create(user=user, role=role, defaults={"granted_by": actor, "granted_at": now})


@transaction.atomic
def revoke_role(*, user_id: int, role: Role) -> bool:
    """Take a role from a person; tell whether she held it. Raises LastManager, also when two go at the same time."""
    held = RoleAssignment.objects.select_for_update().filter(role=role).order_by("pk")
    others = [each for each in held if each.user_id != user_id]
    if role == Role.PLATFORM_MANAGER and not User.objects.filter(
        pk__in=[each.user_id for each in others], is_active=True
    ):
        raise LastManager("È l'ultimo gestore della piattaforma: prima danne il ruolo a un'altra persona.")
    return bool(RoleAssignment.objects.filter(user_id=user_id, role=role).delete()[0])


def lock_person(*, user_id: int) -> User:
    """Lock a person for the rest of the transaction; raises User.DoesNotExist."""
    return User.objects.select_for_update(no_key=True).get(pk=user_id)


def change_person(*, user_id: int, name: str, language: str) -> None:
    """Keep a person's name and language; blank is the city's language."""
    User.objects.filter(pk=user_id).update(name=name, language=language)


@transaction.atomic
def remove_second_factor(*, user_id: int) -> bool:
    """Ask a person for the password alone from now on, and end her sessions; tell whether there was a factor."""
    removed = Authenticator.objects.filter(user_id=user_id).delete()[0]
    _end_sessions(user_id)
    return bool(removed)


def close_profile(*, user_id: int) -> None:
    """Take a person out of a profile: nobody signs in with it again, its addresses are free for another one.

    The row stays, without a name, since acts of the city point to it. Run inside the caller's transaction.
    """
    for own in (EmailAddress, Authenticator, SocialAccount, Membership):
        own.objects.filter(user_id=user_id).delete()
    _end_sessions(user_id)
    User.objects.filter(pk=user_id).update(
        email=f"profilo-{user_id}{NOBODYS}",
        name="Profilo cancellato",
        password=make_password(None),
        language="",
        is_active=False,
        last_login=None,
    )


def remove_member(*, user_id: int, organisation_id: int) -> bool:
    """Let a person act for a body no more; tell whether she did."""
    return bool(Membership.objects.filter(user_id=user_id, organisation_id=organisation_id).delete()[0])


def add_member(*, user_id: int, organisation_id: int, actor: str, now: datetime) -> Membership:
    """Let a person act for a body; doing it twice changes nothing."""
    return Membership.objects.get_or_create(
        user_id=user_id, organisation_id=organisation_id, defaults={"granted_by": actor, "granted_at": now}
    )[0]


def register_organisation(
    *, kind: str, name: str, tax_code: str, email: str, is_demo: bool, now: datetime
) -> Organisation:
    """Register a body; the same tax code gives back the same row.

    Raises WrongTaxCode. An invented demo body has no tax code.
    """
    if tax_code and not rules.is_tax_code(tax_code):
        raise WrongTaxCode("Il codice fiscale o la partita IVA non è corretto: controlla le cifre.", value=tax_code)
    values = {"kind": kind, "name": name, "email": email, "is_demo": is_demo, "created_at": now}
    if not tax_code:
        return Organisation.objects.get_or_create(name=name, tax_code="", defaults=values)[0]
    return Organisation.objects.get_or_create(tax_code=tax_code, defaults=values)[0]


def set_iban(*, organisation_id: int, iban: str) -> Organisation:
    """Write where bank transfers to a body arrive; nothing takes it away. Raises WrongIban."""
    bare = "".join(iban.split()).upper()
    if bare:
        try:
            IBAN(bare, validate_bban=True)
        except (SchwiftyException, ValueError) as error:
            raise WrongIban("L'IBAN non è corretto: controlla le cifre, una per una.") from error
    body = Organisation.objects.get(pk=organisation_id)
    body.iban = bare
    body.save(update_fields=["iban"])
    return body


def _end_sessions(user_id: int) -> None:
    for session in UserSession.objects.filter(user_id=user_id):
        session.end()
