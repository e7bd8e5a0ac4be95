"""What the tests of the community begin from: a campaign in a district, and people of Milano."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from apps.community import services
from apps.community.models import Comment
from apps.community.rules.writing import Choices
from apps.kernel import clock as product_clock
from apps.people import services as people
from apps.people.models import User
from tests.factories import story

_numbers = count(1)


@pytest.fixture
def campaign(milano: Any) -> Campaign:
    """An open campaign of Milano."""
    return story.make_campaign(story.make_call())


@pytest.fixture
def citizen(milano: Any) -> Callable[..., User]:
    """Make a person of the entered city, with a verified address unless told otherwise."""

    def make(*, is_verified: bool = True, roles: tuple[Any, ...] = ()) -> User:
        email = f"persona{next(_numbers)}@example.org"
        user = people.create_user(
            email=email, name="Ada Rossi", password=None, roles=list(roles), now=product_clock.now(), actor="test"
        )
        if is_verified:
            people.verify_address(user_id=user.pk, email=email)
        return user

    return make


@pytest.fixture
def visitor(milano: Any, client_of: Callable[..., Client]) -> Client:
    """Somebody who opens Milano's portal."""
    return client_of(milano)


@pytest.fixture
def nothing_held(milano: Any) -> None:
    """The city shows first texts at once."""
    choices = Choices(holds_first=False, most_reports=3)
    services.save_policy(choices=choices, actor="test", now=product_clock.now())


@pytest.fixture
def comment_of(campaign: Campaign) -> Callable[..., Comment]:
    """Write a comment on the campaign."""

    def write(user: User, text: str = "Bello!", parent: Comment | None = None) -> Comment:
        return services.write_comment(
            user_id=user.pk,
            place="campaign",
            key=str(campaign.pk),
            text=text,
            parent_id=parent.pk if parent else None,
            now=product_clock.now(),
        )

    return write
