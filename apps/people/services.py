"""Writes of users, roles and organisations."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from apps.kernel.errors import DomainError
from apps.people import rules
from apps.people.models import Organisation, RoleAssignment, User
from apps.people.roles import Role


class WrongIban(DomainError):
    """The IBAN has a wrong check digit, or its national part has."""

    code = "wrong_iban"


class WrongTaxCode(DomainError):
    """The codice fiscale or partita IVA has a wrong check character."""

    code = "wrong_tax_code"


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
    return user


def grant_role(*, user: User, role: Role, now: datetime, actor: str) -> None:
    """Give a role to a user; giving it twice changes nothing."""
    RoleAssignment.objects.get_or_create(user=user, role=role, defaults={"granted_by": actor, "granted_at": now})


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
