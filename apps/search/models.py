"""What a city's portal can find: a projection of the public facts of other apps, made again whenever they change."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q

from apps.search.states import EntryKind

STEMS = "colletta_it"
WORDS = "colletta_words"


class SearchEntry(models.Model):
    """A public thing that can be found; `plain` is its title and place without accents, for typing mistakes."""

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in EntryKind])
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True, help_text="Plain text.")
    plain = models.CharField(max_length=600)
    path = models.CharField(max_length=200)
    area = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    missing_cents = models.BigIntegerField(null=True, help_text="What citizens still miss to the goal of a campaign.")
    published_at = models.DateTimeField(null=True)
    vector = models.GeneratedField(
        expression=SearchVector("title", config=STEMS, weight="A")
        + SearchVector("area", "district", config=STEMS, weight="B")
        + SearchVector("body", config=STEMS, weight="C")
        + SearchVector("title", "body", config=WORDS, weight="D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once"),
            models.CheckConstraint(condition=Q(kind__in=list(EntryKind)), name="search_entry_kind_known"),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="search_entry_path_of_this_site"),
        ]
        indexes = [
            GinIndex(fields=["vector"], name="search_entry_vector"),
            GinIndex(OpClass("plain", name="gin_trgm_ops"), name="search_entry_trigrams"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
