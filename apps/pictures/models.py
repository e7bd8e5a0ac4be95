"""Pictures."""

from django.db import models
from django.db.models import Q


class Picture(models.Model):
    """One uploaded picture, kept in several sizes and without what its camera wrote into it."""

    key = models.UUIDField(help_text="Names its files; cannot be guessed.")
    alt = models.CharField(max_length=300, help_text="What it shows, for those who do not see it.")
    width = models.PositiveIntegerField(help_text="Of the largest size kept, pixels.")
    height = models.PositiveIntegerField()
    uploaded_by = models.CharField(max_length=120)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="picture_key_once"),
            models.CheckConstraint(condition=~Q(alt=""), name="picture_has_an_alternative_text"),
            models.CheckConstraint(condition=Q(width__gt=0) & Q(height__gt=0), name="picture_has_a_size"),
        ]

    def __str__(self) -> str:
        return self.alt
