"""The lists of people with roles and of bodies."""

from dataclasses import dataclass
from typing import Any

from apps.backoffice import lists
from apps.people import selectors
from apps.people.roles import LABELS


@dataclass(frozen=True)
class PersonRow:
    """A person of the office."""

    pk: int
    name: str
    email: str
    roles: str
    is_active: bool
    has_second_factor: bool


def find(_asked: dict[str, Any]) -> list[PersonRow]:
    """Return who holds a role."""
    protected = selectors.list_with_second_factor()
    return [
        PersonRow(
            pk=user.pk,
            name=user.name,
            email=user.email,
            roles=", ".join(sorted(LABELS[role] for role in roles)),
            is_active=user.is_active,
            has_second_factor=user.pk in protected,
        )
        for user, roles in selectors.list_staff()
    ]


def _second_factor(row: PersonRow) -> lists.State:
    return lists.State("Attivo", "success") if row.has_second_factor else lists.State("Non attivo", "waiting")


TABLE = lists.Table(
    file="persone",
    title="Persone con un ruolo",
    columns=(
        lists.link("nome", "Nome", lambda row: lists.Link(row.name, f"/gestione/persone/{row.pk}/"), sort=True),
        lists.text("email", "E-mail", lambda row: row.email, sort=True),
        lists.text("ruoli", "Ruoli", lambda row: row.roles, sort=True),
        lists.state("secondo", "Secondo fattore", _second_factor, sort=True),
    ),
    search=("name",),
    order="nome",
)
BODIES = lists.Table(
    file="enti",
    title="Enti",
    columns=(
        lists.link("ente", "Ente", lambda row: lists.Link(row.name, f"/gestione/persone/enti/{row.pk}/"), sort=True),
        lists.text("tipo", "Tipo", lambda row: row.get_kind_display(), sort=True),
    ),
    search=("name",),
    order="ente",
    empty_title="Nessun ente",
)
