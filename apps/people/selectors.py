"""Reads of users, roles and organisations of the current schema."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from apps.people.addresses import NOBODYS
from apps.people.models import Membership, Organisation, RoleAssignment, User
from apps.people.roles import Role


def roles_of(user_id: int) -> frozenset[Role]:
    """Return the roles that a user holds in the current schema."""
    return frozenset(
        Role(role) for role in RoleAssignment.objects.filter(user_id=user_id).values_list("role", flat=True)
    )


def list_users() -> list[User]:
    """Return the users of the current schema by e-mail address."""
    return list(User.objects.order_by("email"))


def list_holders(roles: frozenset[Role]) -> list[User]:
    """Return the active users who hold one of some roles in the current schema, by e-mail address."""
    holders = RoleAssignment.objects.filter(role__in=list(roles)).values("user_id")
    return list(User.objects.filter(pk__in=holders, is_active=True).order_by("email"))


def get_organisation(organisation_id: int) -> Organisation:
    """Return an organisation; raises Organisation.DoesNotExist."""
    return Organisation.objects.get(pk=organisation_id)


def find_organisation(organisation_id: int) -> Organisation | None:
    """Return an organisation, or None."""
    return Organisation.objects.filter(pk=organisation_id).first()


def list_organisations() -> list[Organisation]:
    """Return the bodies of the city by name."""
    return list(Organisation.objects.order_by("name", "pk"))


def organisations_of(user_id: int) -> list[Organisation]:
    """Return the bodies that a person acts for, by name."""
    mine = Membership.objects.filter(user_id=user_id).values("organisation_id")
    return list(Organisation.objects.filter(pk__in=mine).order_by("name", "pk"))


def get_user(user_id: int) -> User:
    """Return a person; raises User.DoesNotExist."""
    return User.objects.get(pk=user_id)


def find_user(user_id: int) -> User | None:
    """Return a person, or None."""
    return User.objects.filter(pk=user_id).first()


def is_address_of_another(user_id: int, email: str) -> bool:
    """Tell whether another person signs in with an address."""
    return User.objects.filter(email=email.lower()).exclude(pk=user_id).exists()


def data_of(user_id: int) -> list[dict[str, object]]:
    """Return what is kept of a person, for her to take away."""
    user = User.objects.get(pk=user_id)
    own = EmailAddress.objects.filter(user_id=user_id).order_by("pk").values_list("email", "verified")
    return [
        {
            "nome": user.name,
            "email": user.email,
            "lingua": user.language,
            "creato": user.created_at,
            "ultimo_accesso": user.last_login,
            "indirizzi": [{"email": email, "confermato": verified} for email, verified in own],
            "enti": [body.name for body in organisations_of(user_id)],
            "ruoli": sorted(roles_of(user_id)),
            "secondo_fattore": has_second_factor(user_id),
        }
    ]


def find_by_address(email: str) -> User | None:
    """Return who signs in with an address, or None."""
    return User.objects.filter(email=email.strip().lower()).first()


def list_staff() -> list[tuple[User, frozenset[Role]]]:
    """Return who holds a role here, with the roles, by e-mail address."""
    held: dict[int, set[Role]] = {}
    for user_id, role in RoleAssignment.objects.values_list("user_id", "role"):
        held.setdefault(user_id, set()).add(Role(role))
    return [(user, frozenset(held[user.pk])) for user in User.objects.filter(pk__in=held).order_by("email")]


def list_members(organisation_id: int) -> list[Membership]:
    """Return who acts for a body, with the person, by e-mail address."""
    return list(
        Membership.objects.select_related("user").filter(organisation_id=organisation_id).order_by("user__email")
    )


def verified_addresses(user_id: int) -> list[str]:
    """Return the addresses, in lower case, that an active person has shown to read."""
    found = EmailAddress.objects.filter(user_id=user_id, user__is_active=True, verified=True).order_by("pk")
    return [address.lower() for address in found.values_list("email", flat=True)]


def list_with_second_factor() -> frozenset[int]:
    """Return who is asked for a second factor at every sign-in."""
    return frozenset(Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True))


def has_second_factor(user_id: int) -> bool:
    """Tell whether a person is asked for a second factor at every sign-in."""
    return Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists()


def address_of(user_id: int) -> str:
    """Return the address with which a person signs in."""
    return str(User.objects.values_list("email", flat=True).get(pk=user_id))


def is_nobodys(address: str) -> bool:
    """Tell whether an address stands for somebody who has left."""
    return address.endswith(NOBODYS)


def language_of(user_id: int) -> str:
    """Return the language that a person chose, or nothing."""
    return str(User.objects.values_list("language", flat=True).get(pk=user_id))


def reader_of(address: str) -> User | None:
    """Return the active person who has shown to read an address, or None."""
    proven = EmailAddress.objects.filter(email__iexact=address, verified=True).values("user_id")
    return User.objects.filter(pk__in=proven, is_active=True).first()
