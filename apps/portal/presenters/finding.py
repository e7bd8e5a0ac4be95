"""What the search found, for its page: marks made safe, kinds and states in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from apps.calls.states import CALL_STATE_LABELS, CallState
from apps.campaigns.labels import state_label
from apps.search.rules import CLOSES, OPENS
from apps.search.selectors import Hit
from apps.search.states import EntryKind

KINDS: dict[EntryKind, tuple[str | Promise, str | Promise]] = {
    EntryKind.CAMPAIGN: (_("Campagna"), _("Campagne")),
    EntryKind.CALL: (_("Bando"), _("Bandi")),
    EntryKind.UPDATE: (_("Aggiornamento"), _("Aggiornamenti")),
    EntryKind.DISTRICT: (_("Zona della città"), _("Zone della città")),
    EntryKind.PAGE: (_("Pagina"), _("Pagine")),
}


@dataclass(frozen=True)
class Result:
    """One find; title and excerpt are safe HTML whose only tag is `mark`."""

    kind: str | Promise
    title: SafeString
    excerpt: SafeString
    path: str
    place: str
    state: str
    state_label: str


def result(hit: Hit) -> Result:
    """Return a find for the page."""
    where = [part for part in (hit.area[:1].upper() + hit.area[1:], hit.district) if part and part != hit.title]
    return Result(
        kind=KINDS[hit.kind][0],
        title=marked(hit.title),
        excerpt=marked(hit.excerpt),
        path=hit.path,
        place=" · ".join(where),
        state=hit.state,
        state_label=_state(hit),
    )


def marked(text: str) -> SafeString:
    """Return a text with its found words in `mark`; everything that people wrote is escaped first."""
    safe = str(escape(text)).replace(OPENS, "<mark>").replace(CLOSES, "</mark>")
    return mark_safe(safe)  # noqa: S308  # nosec B308 B703


def _state(hit: Hit) -> str:
    if hit.kind == EntryKind.CAMPAIGN and hit.state:
        return state_label(hit.state)
    return gettext(CALL_STATE_LABELS[CallState(hit.state)]) if hit.kind == EntryKind.CALL and hit.state else ""
