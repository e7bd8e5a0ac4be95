"""Writing a bad row past the services, to see the database refuse it by the constraint's name."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction


@contextmanager
def refused(constraint: str) -> Iterator[None]:
    """Expect that the block is refused by the named constraint; the test's transaction goes on."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    assert refusal.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]
