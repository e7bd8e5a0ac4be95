"""A citizen with a profile, and ways through the doors of the personal area."""

import re
from typing import Any

import pytest

from apps.notifications.models import Message
from apps.people import services as people
from tests.factories.city import NOW

PASSWORD = "una-parola-lunga-42"


def add_citizen(email: str = "ada@example.org", *roles: Any, verified: bool = True):
    """Create a person of the current city."""
    user = people.create_user(
        email=email, name="Ada Rossi", password=PASSWORD, roles=list(roles), now=NOW, actor="test"
    )
    if verified:
        people.verify_address(user_id=user.pk, email=email)
    return user


def enter(client: Any, email: str = "ada@example.org", password: str = PASSWORD, **query: str) -> Any:
    """Sign in at the citizens' door."""
    return client.post("/area/accedi/", {"login": email, "password": password, **query})


def confirm(client: Any) -> None:
    """Say once more who it is, as delicate pages ask."""
    assert client.post("/area/conferma/", {"password": PASSWORD}).status_code == 302


def last_path(kind: str) -> str:
    """Return the path that the last message of a kind carries."""
    return str(Message.objects.filter(kind=kind).order_by("-pk")[0].data["path"])


def sentence(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def visitor(milano: Any, client_of: Any) -> Any:
    """Somebody who opens Milano's portal."""
    return client_of(milano)


@pytest.fixture
def ada(visitor: Any) -> Any:
    """A client of a citizen of Milano who is signed in."""
    visitor.user = add_citizen()
    assert enter(visitor).status_code == 302
    return visitor
