"""Reads of users, roles and organisations of the current schema."""

from apps.people.models import Organisation, RoleAssignment, User
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
