"""A city's schema made from the template is the one that migrations make."""

from datetime import UTC, datetime

import psycopg
import pytest
from django_tenants.utils import schema_context

from tenants.fleet import digest, grants
from tenants.fleet import services as fleet
from tests.fleet.catalog import catalog
from tests.fleet.process import manage

NOW = datetime(2026, 1, 15, 10, tzinfo=UTC)


def test_a_replayed_schema_is_the_migrated_one_to_the_last_catalog_row(fresh_database):
    with psycopg.connect(fresh_database.owner_url) as owner:
        owner.execute("CREATE SCHEMA migrated")
    done = manage(fresh_database, "migrate_schemas", "--tenant", "--schema", "migrated", "-v", "0")
    assert done.returncode == 0, done.stderr
    fleet.provide_schema(schema_name="replayed", now=NOW)
    with psycopg.connect(fresh_database.owner_url) as owner:
        grants.apply(owner, "migrated")
        migrated, replayed = catalog(owner, "migrated"), catalog(owner, "replayed")
    assert len(migrated["relations"]) > 40
    for part, rows in migrated.items():
        assert replayed[part] == rows, part
    assert replayed.keys() == migrated.keys()


def test_a_spare_is_renamed_and_is_the_same_schema(fresh_database):
    assert fleet.refill_spares(now=NOW) == 2
    assert fleet.provide_schema(schema_name="c_one", now=NOW) == "spare"
    assert fleet.provide_schema(schema_name="c_one", now=NOW) == "existing"
    fleet.provide_schema(schema_name="c_two", now=NOW)
    assert fleet.provide_schema(schema_name="c_three", now=NOW) == "template"
    with psycopg.connect(fresh_database.owner_url) as owner:
        assert catalog(owner, "c_one") == catalog(owner, "c_three")
    with schema_context("c_one"):
        from apps.people.models import User

        User.objects.create(email="a@example.org", name="A", created_at=NOW)


def test_spares_of_another_template_are_dropped_and_made_again(fresh_database):
    fleet.refill_spares(now=NOW)
    with psycopg.connect(fresh_database.owner_url) as owner:
        owner.execute("UPDATE fleet_spare SET digest = 'old'")
        old = {name for (name,) in owner.execute("SELECT schema_name FROM fleet_spare")}
    assert fleet.refill_spares(now=NOW) == 2
    with psycopg.connect(fresh_database.owner_url) as owner:
        schemas = {name for (name,) in owner.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'spare_%'")}
    assert len(schemas) == 2
    assert not schemas & old


def test_two_cities_asking_at_once_get_different_spares(fresh_database):
    fleet.refill_spares(now=NOW)
    names = ["c_one", "c_two", "c_three", "c_four"]
    ways = fresh_database.together(
        *(lambda name=name: fleet.provide_schema(schema_name=name, now=NOW) for name in names)
    )
    assert sorted(ways) == ["spare", "spare", "template", "template"]


def test_a_template_of_other_code_is_refused_in_plain_words(fresh_database, monkeypatch):
    monkeypatch.setattr(digest, "template_digest", lambda: "another")
    with pytest.raises(fleet.SchemaNotReady, match="migrate_fleet"):
        fleet.provide_schema(schema_name="c_one", now=NOW)
    with psycopg.connect(fresh_database.owner_url) as owner:
        assert owner.execute("SELECT 1 FROM pg_namespace WHERE nspname = 'c_one'").fetchone() is None
