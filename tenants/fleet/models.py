"""What the fleet remembers in the public schema: the template's statements, the spares, the journal of migrations."""

from django.db import models
from django.db.models import Q


class SchemaTemplate(models.Model):
    """The statements that make one city's schema, for one state of the code's migrations."""

    digest = models.CharField(max_length=64)
    statements = models.JSONField()
    built_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest"], name="schema_template_once")]

    def __str__(self) -> str:
        return self.digest


class Spare(models.Model):
    """A schema made in advance, to be renamed when a city asks for one."""

    schema_name = models.CharField(max_length=63)
    digest = models.CharField(max_length=64)
    built_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schema_name"], name="spare_once"),
            models.CheckConstraint(condition=Q(schema_name__startswith="spare_"), name="spare_is_named_so"),
        ]

    def __str__(self) -> str:
        return self.schema_name


class SchemaState(models.Model):
    """The last attempt to bring one schema up to date; `error` is empty when it succeeded."""

    schema_name = models.CharField(max_length=63)
    privileges = models.CharField(max_length=64, blank=True, help_text="Digest of the privileges that were granted.")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["schema_name"], name="schema_state_once")]

    def __str__(self) -> str:
        return f"{self.schema_name} {self.error or 'ok'}"
