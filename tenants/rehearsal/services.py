"""The replay of an edition, under its own rules or others, and the two side by side."""

from pathlib import Path
from typing import Any

from apps.calls.editions import reading
from apps.calls.editions.edition import Edition, Funding
from apps.calls.rules.terms import MatchTerms
from apps.kernel.errors import DomainError
from tenants.rehearsal import comparison
from tenants.rehearsal.play import play, pool_of
from tenants.rehearsal.report import report
from tenants.rehearsal.scratch import scratch_schema

FORMAT = "colletta-replay@1"


class NothingToReplay(DomainError):
    """The edition tells of no campaign."""

    code = "nothing_to_replay"


def replay_edition(*, file: Path, rules_file: Path | None = None) -> dict[str, Any]:
    """Return what an edition comes to, byte for byte the same each time; with other rules, both and what differs.

    Nothing stays in the database, nothing is sent to anybody. Raises EditionRefused, RulesRefused (reading, and what
    cannot be published), NothingToReplay, SchemaNotReady, OSError.
    """
    edition = reading.read_edition(file)
    if not edition.campaigns:
        raise NothingToReplay("Il file non elenca campagne: aggiungi «campaigns» e «donations».")
    head = {
        "format": FORMAT,
        "edition": edition.key,
        "title": edition.title,
        "constructed": edition.constructed,
    }
    result = {**head, **_told(edition, edition.rules, edition.fundings)}
    result["reported"] = comparison.with_reported(edition.outcome, result["totals"])
    if rules_file is not None:
        document, fundings = reading.read_rules(rules_file)
        result["alternative"] = _told(edition, document, fundings or _inherited(edition, document))
        result["differences"] = comparison.between(result, result["alternative"])
    return result


def _inherited(edition: Edition, document: dict[str, Any]) -> tuple[Funding, ...]:
    return () if "pool_cents" in document else edition.fundings


def _told(edition: Edition, document: dict[str, Any], fundings: tuple[Funding, ...]) -> dict[str, Any]:
    source, money = pool_of(edition, MatchTerms.from_document(document), fundings)
    with scratch_schema():
        return report(play(edition, document, money), source)
