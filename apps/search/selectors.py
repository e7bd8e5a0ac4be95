"""Finding: Italian words by their stems, the last one by its beginning, and by likeness when nothing is found."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank, TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Case, CharField, Count, F, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast

from apps.search.models import STEMS, WORDS, SearchEntry
from apps.search.rules import CLOSES, OPENS, corrected, endings, hyphenated, words_of
from apps.search.states import EntryKind

LIKENESS, FAINT_LIKENESS = 0.45, 0.3
"""From where on an entry is shown as alike, and from where on its words may be those that were meant."""
SHORTEST = 3
SIMILAR_SHOWN = 5
VOCABULARY_FROM = 30
_ORDER = {kind: position for position, kind in enumerate(EntryKind)}


@dataclass(frozen=True)
class Asked:
    """What a person looks for: words, and what narrows them; empty texts narrow nothing."""

    text: str
    kind: str = ""
    area: str = ""
    district: str = ""

    @property
    def words(self) -> list[str]:
        """The words worth looking for."""
        return words_of(self.text)


@dataclass(frozen=True)
class Hit:
    """An entry that was found, the found words between `rules.OPENS` and `rules.CLOSES`."""

    kind: EntryKind
    title: str
    excerpt: str
    path: str
    area: str
    district: str
    state: str


@dataclass(frozen=True)
class Found:
    """A page of what was found; `kinds` counts every kind, whatever kind was asked for."""

    hits: list[Hit] = field(default_factory=list)
    count: int = 0
    kinds: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Similar:
    """What is alike when nothing is found: the words that the person may have meant, and some entries."""

    text: str
    hits: list[Hit]


def find(asked: Asked, *, offset: int = 0, limit: int = 10) -> Found:
    """Return the entries that hold every word, best first; in three queries."""
    if not asked.words:
        return Found()
    query = _query(asked.words)
    matching = _narrowed(SearchEntry.objects.filter(vector=query), asked)
    rows = matching.values_list("kind").annotate(count=Count("pk")).order_by("kind")
    kinds = dict(rows)
    if asked.kind:
        matching = matching.filter(kind=asked.kind)
    ranked = matching.annotate(rank=SearchRank(F("vector"), query, normalization=Value(1)), place=_place())
    ids = list(ranked.order_by("-rank", "place", "-published_at", "pk").values_list("pk", flat=True)[offset:][:limit])
    count = kinds.get(asked.kind, 0) if asked.kind else sum(kinds.values())
    return Found(_shown(ids, query), count, kinds)


def find_similar(asked: Asked) -> Similar:
    """Return what is written like the words that were not found."""
    text = " ".join(asked.words)
    if len(text) < SHORTEST:
        return Similar("", [])
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(FAINT_LIKENESS)])
        alike = _narrowed(SearchEntry.objects.filter(plain__trigram_word_similar=text), asked)
        scored = alike.annotate(likeness=TrigramWordSimilarity(text, "plain")).order_by("-likeness", "pk")
        rows = list(scored.values_list("pk", "plain", "likeness")[:VOCABULARY_FROM])
    known = [word for _, words, _ in rows for word in words.split()]
    ids = [pk for pk, _, likeness in rows if likeness >= LIKENESS][:SIMILAR_SHOWN]
    return Similar(corrected(asked.words, known), _shown(ids, _query(asked.words)))


def missing_cents_of() -> QuerySet[Any, Any]:
    """Return, for an outer query of campaigns, the cents still missing of each as its last change was seen."""
    outer = Cast(OuterRef("pk"), CharField())
    entries = SearchEntry.objects.filter(kind=EntryKind.CAMPAIGN, key=outer)
    return entries.values("missing_cents")[:1]


def count_entries() -> int:
    """Return how many entries the current city has."""
    return SearchEntry.objects.count()


def _query(words: list[str]) -> Any:
    *before, last = words
    query = _word(last) | SearchQuery(f"'{last}':*", config=WORDS, search_type="raw")
    for word in before:
        query = _word(word) & query
    return query


def _word(word: str) -> Any:
    query = SearchQuery(word, config=STEMS)
    forms = " | ".join(f"'{form}'" for form in [*endings(word), *hyphenated(word)])
    return query | SearchQuery(forms, config=WORDS, search_type="raw") if forms else query


def _narrowed(entries: QuerySet[SearchEntry], asked: Asked) -> QuerySet[SearchEntry]:
    if asked.area:
        entries = entries.filter(area=asked.area)
    return entries.filter(district=asked.district) if asked.district else entries


def _place() -> Case:
    return Case(*(When(kind=kind, then=Value(place)) for kind, place in _ORDER.items()), output_field=IntegerField())


def _shown(ids: list[int], query: Any) -> list[Hit]:
    marks: dict[str, Any] = {"config": STEMS, "start_sel": OPENS, "stop_sel": CLOSES}
    rows = SearchEntry.objects.filter(pk__in=ids).annotate(
        found_title=SearchHeadline("title", query, highlight_all=True, **marks),
        found_body=SearchHeadline("body", query, max_words=32, min_words=16, **marks),
    )
    by_id = {row.pk: row for row in rows.defer("vector", "body")}
    return [_hit(by_id[pk]) for pk in ids if pk in by_id]


def _hit(row: SearchEntry) -> Hit:
    return Hit(EntryKind(row.kind), row.found_title, row.found_body, row.path, row.area, row.district, row.state)  # type: ignore[attr-defined]
