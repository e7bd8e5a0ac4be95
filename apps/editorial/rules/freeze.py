"""What donors relied on: once a campaign is public, it changes only by a visible correction."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from apps.editorial.rules.content import BudgetLine, Content
from apps.kernel.money import format_euro


@dataclass(frozen=True)
class Change:
    """What a correction says: what was changed, what it said, what it says; `subject` in Italian."""

    subject: str
    before: str
    after: str


def frozen_changes(before: Content, after: Content) -> list[Change]:
    """Return the changes of title, summary and budget, in words; a first budget is news, not a correction."""
    changes = [
        Change(_("Titolo"), before.title, after.title),
        Change(_("Sintesi"), before.summary, after.summary),
    ]
    if before.budget:
        changes.append(Change(_("Bilancio"), _budget(before.budget), _budget(after.budget)))
    return [change for change in changes if change.before != change.after]


def _budget(lines: tuple[BudgetLine, ...]) -> str:
    return "\n".join(f"{line.label}: {format_euro(line.cents)}{_note(line)}" for line in lines)


def _note(line: BudgetLine) -> str:
    return f" ({line.note})" if line.note else ""
