"""The parts of a city, replaced as a whole when the office uploads new boundaries."""

from django.db import models
from django.db.models import Q

from apps.districts.states import DistrictKind


class District(models.Model):
    """A part of the city: its name, its boundary for the map, and a point inside it."""

    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in DistrictKind])
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, db_index=False)
    boundary = models.JSONField(help_text="GeoJSON geometry in WGS84: a Polygon or a MultiPolygon.")
    latitude = models.DecimalField(max_digits=9, decimal_places=6)
    longitude = models.DecimalField(max_digits=9, decimal_places=6)
    position = models.PositiveIntegerField()
    is_demo = models.BooleanField(default=False, help_text="The boundary is invented.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="district_slug_once"),
            models.UniqueConstraint(fields=["name"], name="district_name_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="district_has_a_name_and_slug"),
            models.CheckConstraint(condition=Q(kind__in=list(DistrictKind)), name="district_kind_known"),
            models.CheckConstraint(
                condition=Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="district_point_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name
