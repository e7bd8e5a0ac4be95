"""A city in which there is something on every page: what campaigns become, what people write, a person's own things."""

from typing import Any

from django.test import Client

from apps.community import services as community
from apps.community.rules.writing import Choices
from apps.kernel import clock
from apps.people import services as people
from tests.factories import places
from tests.language.world import base, contents, gifts, outcomes, voices
from tests.language.world.base import NAMES, WORDS, World, newcomer

__all__ = ["NAMES", "WORDS", "World", "build", "newcomer"]


def build(milano: Any, client_of: Any) -> World:
    """Make everything; the person who is signed in runs the first campaign and gave to it."""
    user = base.add_person("ada@example.org", "Ada Rossi")
    citizen: Client = client_of(milano)
    citizen.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    world = World(client_of(milano), citizen)
    places.add_district("Municipio 4", "municipio-4")
    community.save_policy(choices=Choices(holds_first=False, most_reports=3), actor="test", now=clock.now())
    outcomes.add(world)
    first = world.campaigns["open"]
    people.add_member(user_id=user.pk, organisation_id=first.proponent_id, actor="test", now=clock.now())
    contents.tell(first)
    voices.speak(world, first, user)
    gifts.give(world, first)
    gifts.keep(world, first, user)
    return world
