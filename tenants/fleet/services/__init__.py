"""Writes of the fleet: schemas made from the template, the template itself, and every schema brought up to date."""

from tenants.fleet.services.migrations import FleetReport, migrate_fleet, migrate_public
from tenants.fleet.services.schemas import SchemaNotReady, drop_schema, provide_schema
from tenants.fleet.services.spares import refill_spares
from tenants.fleet.services.template import build_template, ensure_template

__all__ = [
    "FleetReport",
    "SchemaNotReady",
    "build_template",
    "drop_schema",
    "ensure_template",
    "migrate_fleet",
    "migrate_public",
    "provide_schema",
    "refill_spares",
]
