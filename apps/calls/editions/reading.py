"""Reading the editions' files: strict about everything written, silent about what the sources do not say."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from apps.calls.editions import strict_yaml
from apps.calls.editions.edition import Edition, Funding, PlannedCampaign
from apps.calls.editions.gifts import read_gifts
from apps.calls.editions.moments import days_later
from apps.calls.editions.reader import EditionReader
from apps.calls.rules.document import MAX_CENTS, Problem, RulesRefused
from apps.calls.rules.terms import MatchTerms
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
    rules, terms = reader.facts("rules"), None
    try:
        terms = MatchTerms.from_document(rules)
    except RulesRefused as refusal:
        reader.problems.extend(
            Problem(f"rules.{each.field}", each.code, f"rules: {each.message_it}") for each in refusal.problems
        )
    campaigns = _campaigns(reader, terms, starts_at)
    edition = Edition(
        key=reader.name("key"),
        rules=rules,
        source=reader.list_of_texts("source"),
        call=reader.facts("call"),
        outcome=reader.facts("outcome"),
        campaigns=campaigns,
        donations=read_gifts(reader, campaigns),
        fundings=tuple(_fundings(reader)),
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
        return strict_yaml.load(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, strict_yaml.UnreadableYaml) as error:
        raise EditionRefused([str(error)]) from error


def _campaigns(
    reader: EditionReader, terms: MatchTerms | None, starts_at: datetime | None
) -> tuple[PlannedCampaign, ...]:
    found: dict[str, PlannedCampaign] = {}
    ranks: set[int] = set()
    for row in reader.entries("campaigns", MAX_CAMPAIGNS):
        campaign = _campaign(row, _days(terms), starts_at)
        if campaign is None:
            continue
        if campaign.key in found:
            row.refuse("key", "twice", f"«{campaign.key}» è già un'altra campagna.")
        if campaign.rank in ranks:
            row.refuse("rank", "twice", f"il posto {campaign.rank} è già di un'altra campagna.")
        if terms and terms.caps_by_category and campaign.category not in terms.caps_by_category:
            row.refuse("category", "without_cap", f"le regole non danno un massimo per «{campaign.category}».")
        found[campaign.key] = campaign
        ranks |= {campaign.rank} if campaign.rank else set()
    return tuple(found.values())


def _campaign(row: EditionReader, days: int | None, starts_at: datetime | None) -> PlannedCampaign | None:
    key = row.name("key")
    cost_cents = row.required_integer("cost_cents", 1, MAX_CENTS)
    opens_at = row.moment("opens_at") or starts_at
    closes_at = row.moment("closes_at") or (days_later(opens_at, days) if opens_at and days else None)
    title, category = row.text("title", 160), row.text("category", 40)
    rank = row.integer("rank", 1, MAX_CAMPAIGNS)
    optimum_cents = row.integer("optimum_cost_cents", cost_cents or 1, MAX_CENTS)
    row.refuse_the_rest()
    if opens_at is None:
        row.refuse("opens_at", "missing", "serve l'apertura, qui o in «starts_at».")
    if opens_at and closes_at is None:
        row.refuse("closes_at", "missing", "serve la scadenza, qui o come durata nelle regole.")
    if opens_at is None or closes_at is None or cost_cents is None or not key:
        return None
    if closes_at <= opens_at:
        row.refuse("closes_at", "before", "viene prima dell'apertura.")
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


def _fundings(reader: EditionReader) -> list[Funding]:
    found = []
    for row in reader.entries("fundings", MAX_FUNDINGS):
        at, amount_cents = row.moment("at"), row.required_integer("amount_cents", 1, MAX_CENTS)
        row.refuse_the_rest()
        if at is None:
            row.refuse("at", "missing", "la data è obbligatoria.")
        elif amount_cents is not None:
            found.append(Funding(at=at, amount_cents=amount_cents))
    return found


def _days(terms: MatchTerms | None) -> int | None:
    if terms is None:
        return None
    return terms.campaign_days or sum(each.days for each in terms.rounds) or None
