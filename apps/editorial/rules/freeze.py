"""What donors relied on: once a campaign is public, it changes only by a visible correction, in each language."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from apps.editorial.rules.content import LANGUAGES, BudgetLine, Content
from apps.editorial.rules.languages import content_in
from apps.kernel.money import format_euro
from apps.kernel.texts import ITALIAN


@dataclass(frozen=True)
class Change:
    """What a correction says: what was changed, what it said, what it says; `subject` in Italian.

    `language` is that of both texts.
    """

    subject: str
    before: str
    after: str
    language: str = ITALIAN


def frozen_changes(before: Content, after: Content) -> list[Change]:
    """Return the changes of title, summary and budget, in words; a first budget or translation is news."""
    was, now = _frozen(before, ITALIAN), _frozen(after, ITALIAN)
    changes = [Change(subject, was[subject], now[subject]) for subject in was if was[subject] not in ("", now[subject])]
    for language in LANGUAGES:
        changes += translated_changes(was, now, _frozen(before, language), _frozen(after, language), language)
    return changes


def translated_changes(
    was: dict[str, str], now: dict[str, str], said: dict[str, str], says: dict[str, str], language: str
) -> list[Change]:
    """Return what changed in a language alone: `was` and `now` in Italian, `said` and `says` in it, by subject.

    Where the Italian changed that change is told already; where nothing was translated, nobody relied on it.
    """
    return [
        Change(subject, said[subject], says[subject], language)
        for subject, italian in was.items()
        if italian == now[subject] and said[subject] not in (italian, says[subject])
    ]


def _frozen(content: Content, language: str) -> dict[str, str]:
    told = content_in(content, language)
    budget = "\n".join(f"{line.label}: {format_euro(line.cents)}{_note(line)}" for line in told.budget)
    return {_("Titolo"): told.title, _("Sintesi"): told.summary, _("Bilancio"): budget}


def _note(line: BudgetLine) -> str:
    return f" ({line.note})" if line.note else ""
