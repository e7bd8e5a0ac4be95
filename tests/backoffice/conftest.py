"""Who works at the office's pages."""

import pytest

from apps.people.roles import Role


@pytest.fixture
def officer(signed_in):
    """A client of who writes calls."""
    return signed_in(Role.OFFICER)
