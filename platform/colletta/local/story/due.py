"""The due work of the current city done here, as a worker would: the story neither waits for one nor minds one.

E-mails and nightly proofs are left to the worker: nothing in the story depends on them.
"""

import time
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from apps.kernel import clock
from colletta import tasks
from colletta.agenda import AGENDA
from colletta.local.story.errors import StoryFailed
from tenants.registry import selectors as registry
from tenants.registry.schema import current_schema
from tenants.registry.services import NUDGE_LEASE

if TYPE_CHECKING:
    from tenants.registry.models import AgendaItem

_PROOFS = ("ledger.seal", "reconcile.account", "reconcile.city", "reconcile.ledger", "reconcile.whole")
KINDS = tuple(kind for kind in AGENDA if kind not in ("message.send", *_PROOFS))
_PATIENCE_SECONDS = 60
_PAUSE_SECONDS = 0.2


def do_what_is_due() -> None:
    """Do everything that is due until nothing is left, work that a worker has leased included (it is safe to repeat).

    Raises StoryFailed with the last error when something keeps failing.
    """
    until = time.monotonic() + _PATIENCE_SECONDS
    while items := _due():
        errors = [error for item in items if (error := _do(item))]
        if errors and time.monotonic() > until:
            raise StoryFailed(f"Un lavoro in agenda continua a fallire: {errors[-1]}")
        if errors:
            time.sleep(_PAUSE_SECONDS)


def _due() -> "list[AgendaItem]":
    leased = timedelta(seconds=settings.AGENDA_LEASE_SECONDS)
    horizon = clock.now() + max(leased, NUDGE_LEASE)
    listed = (item for kind in KINDS for item in registry.list_agenda(current_schema(), kind))
    return [item for item in listed if item.due_at <= horizon]


def _do(item: "AgendaItem") -> str:
    """Return the error as text: the item stays owed and is tried again."""
    try:
        tasks.run(item.pk)
    except Exception as error:
        return f"{current_schema()} {item.kind} {item.key}: {type(error).__name__}: {error}"
    return ""
