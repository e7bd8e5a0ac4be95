"""Reading the editions' files: strict about everything written, silent about what the sources do not say."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from apps.calls.editions.edition import Edition, Funding, PlannedCampaign, Rectification
from apps.calls.editions.gifts import read_gifts
from apps.calls.editions.moments import days_later
from apps.calls.editions.reader import EditionReader
from apps.calls.rules import yaml_reading
from apps.calls.rules.document import RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.kernel.amounts import MOST_CENTS
from apps.kernel.errors import DomainError

MAX_BYTES = 10_000_000
MAX_CAMPAIGNS = 1_000
MAX_FUNDINGS = 1_000
_SHOWN = 20
_FOLDER = Path(__file__).parent


class EditionRefused(DomainError):
    """The file is not an edition; `problems` says why, each in Italian with its place."""

    code = "edition_refused"

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        shown = [*problems[:_SHOWN], *([f"… e altri {len(problems) - _SHOWN}."] if len(problems) > _SHOWN else [])]
        super().__init__("Il file dell'edizione non può essere accettato.\n" + "\n".join(f"  {each}" for each in shown))


def list_keys() -> list[str]:
    """Return the keys of the editions in this folder, in alphabetical order."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def get_edition(key: str) -> Edition:
    """Return one of the editions in this folder; raises EditionRefused, FileNotFoundError."""
    return read_edition(_FOLDER / f"{key}.yaml")


def read_edition(path: Path) -> Edition:
    """Read an edition from a file; raises EditionRefused with every problem, OSError."""
    return edition_of(_load(path))


def read_rules(path: Path) -> tuple[dict[str, Any], tuple[Funding, ...]]:
    """Return the rules document of a file, which is that document alone or an edition, and the fundings it states.

    Raises EditionRefused, RulesRefused, OSError.
    """
    written = _load(path)
    if isinstance(written, dict) and "rules" in written:
        edition = edition_of(written)
        return edition.rules, edition.fundings
    return MatchTerms.from_document(written).to_document(), ()


def edition_of(written: object) -> Edition:
    """Return the edition that a document states; raises EditionRefused with every problem."""
    reader = EditionReader(written)
    starts_at = reader.moment("starts_at")
    reader.starts_at = starts_at
    rules = reader.facts("rules")
    terms = _terms(reader, "rules", rules)
    keys, campaigns = _campaigns(reader, terms, starts_at)
    edition = Edition(
        key=reader.name("key"),
        rules=rules,
        source=reader.list_of_texts("source"),
        call=reader.facts("call"),
        outcome=reader.facts("outcome"),
        campaigns=campaigns,
        donations=read_gifts(reader, keys),
        fundings=tuple(_fundings(reader)),
        rectifications=tuple(_rectifications(reader, rules)),
        **{name: reader.text(name, 4_000) for name in ("municipality", "operator", "title", "note", "constructed")},
    )
    reader.refuse_the_rest()
    if reader.problems:
        raise EditionRefused([problem.message_it for problem in reader.problems])
    return edition


def _load(path: Path) -> object:
    if path.stat().st_size > MAX_BYTES:
        raise EditionRefused([f"il file supera {MAX_BYTES // 1_000_000} MB."])
    try:
        return yaml_reading.load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise EditionRefused(["il testo non è in UTF-8."]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"riga {mark.line + 1}: " if mark else ""
        why = yaml_reading.SAYINGS.get(getattr(error, "problem", ""), "il testo non è scritto in YAML corretto")
        raise EditionRefused([f"{place}{why}."]) from error


def _campaigns(
    reader: EditionReader, terms: MatchTerms | None, starts_at: datetime | None
) -> tuple[set[str], tuple[PlannedCampaign, ...]]:
    """Return the keys of all campaigns, and those that are stated well."""
    keys: set[str] = set()
    ranks: set[int] = set()
    found = []
    for row in reader.entries("campaigns", MAX_CAMPAIGNS):
        key = row.name("key")
        if key in keys:
            row.refuse("key", "twice", f"«{key}» è già un'altra campagna.")
        keys |= {key} - {""}
        campaign = _campaign(row, key, terms, starts_at)
        if campaign is None:
            continue
        if campaign.rank in ranks:
            row.refuse("rank", "twice", f"il posto {campaign.rank} è già di un'altra campagna.")
        ranks |= {campaign.rank} if campaign.rank else set()
        found.append(campaign)
    return keys, tuple(found)


def _campaign(
    row: EditionReader, key: str, terms: MatchTerms | None, starts_at: datetime | None
) -> PlannedCampaign | None:
    cost_cents = row.required_integer("cost_cents", 1, MOST_CENTS)
    opens_at, closes_at = _open_period(row, terms, starts_at)
    title, category = row.text("title", 160), row.text("category", 40)
    rank = row.integer("rank", 1, MAX_CAMPAIGNS)
    optimum_cents = row.integer("optimum_cost_cents", cost_cents or 1, MOST_CENTS)
    row.refuse_the_rest()
    if terms and terms.caps_by_category and category not in terms.caps_by_category:
        row.refuse("category", "without_cap", f"le regole non danno un massimo per «{category}».")
    if opens_at is None or closes_at is None or cost_cents is None or not key:
        return None
    return PlannedCampaign(
        key=key,
        title=title or key,
        cost_cents=cost_cents,
        opens_at=opens_at,
        closes_at=closes_at,
        category=category,
        rank=rank,
        optimum_cost_cents=optimum_cents,
    )


def _open_period(
    row: EditionReader, terms: MatchTerms | None, starts_at: datetime | None
) -> tuple[datetime | None, datetime | None]:
    opens_at, closes_at = row.moment("opens_at") or starts_at, row.moment("closes_at")
    days = terms and (terms.campaign_days or sum(each.days for each in terms.rounds))
    if opens_at is None:
        row.refuse("opens_at", "missing", "serve l'apertura, qui o in «starts_at».")
    elif closes_at is None and days:
        closes_at = days_later(opens_at, days)
    elif closes_at is None and terms:
        row.refuse("closes_at", "missing", "serve la scadenza, qui o come durata nelle regole.")
    elif closes_at and closes_at <= opens_at:
        row.refuse("closes_at", "before", "viene prima dell'apertura.")
    return opens_at, closes_at


def _fundings(reader: EditionReader) -> list[Funding]:
    found = []
    for row in reader.entries("fundings", MAX_FUNDINGS):
        at, amount_cents = row.moment("at"), row.required_integer("amount_cents", 1, MOST_CENTS)
        row.refuse_the_rest()
        if at is None:
            row.refuse("at", "missing", "la data è obbligatoria.")
        elif amount_cents is not None:
            found.append(Funding(at=at, amount_cents=amount_cents))
    return found


def _rectifications(reader: EditionReader, rules: dict[str, Any]) -> list[Rectification]:
    found = []
    for row in reader.entries("rectifications", MAX_FUNDINGS):
        at, changes = row.moment("at"), row.facts("changes")
        row.refuse_the_rest()
        if at is None or not changes:
            row.refuse("changes", "missing", "servono la data («at») e i parametri che cambiano («changes»).")
            continue
        rules = {**rules, **changes}
        _terms(row, "changes", rules)
        found.append(Rectification(at=at, changes=changes))
    return sorted(found, key=lambda each: each.at)


def _terms(reader: EditionReader, name: str, document: dict[str, Any]) -> MatchTerms | None:
    try:
        return MatchTerms.from_document(document)
    except RulesRefused as refusal:
        for each in refusal.problems:
            reader.refuse(name, each.code, each.message_it)
        return None
