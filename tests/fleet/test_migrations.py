"""Every schema is brought up to date; a city that fails stops nobody and is told."""

import psycopg
import pytest

from tenants.fleet import digest, selectors
from tests.fleet.process import manage


def forget(owner: psycopg.Connection, schema_name: str, app: str, name: str) -> None:
    owner.execute(f"DELETE FROM {schema_name}.django_migrations WHERE app = %s AND name = %s", [app, name])  # type: ignore[arg-type]


def test_a_fleet_that_is_up_to_date_is_left_alone(fresh_database):
    done = manage(fresh_database, "migrate_fleet")
    assert done.returncode == 0, done.stderr
    assert "modello: già aggiornato" in done.stdout
    assert "2 comuni, 0 da aggiornare, 0 non riusciti" in done.stdout


def test_a_city_that_fails_is_journaled_the_others_go_on_and_the_next_run_resumes(fresh_database):
    with psycopg.connect(fresh_database.owner_url) as owner:
        forget(owner, "c_milano", "audit", "0001_initial")
        forget(owner, "c_venezia", "auth", "0012_alter_user_first_name_max_length")
    failed = manage(fresh_database, "migrate_fleet")
    assert failed.returncode == 1
    assert "[1/2] c_milano: ProgrammingError" in failed.stdout
    assert "[2/2] c_venezia: aggiornato" in failed.stdout
    (state,) = selectors.status().failures
    assert (state.schema_name, "already exists" in state.error) == ("c_milano", True)
    with psycopg.connect(fresh_database.owner_url) as owner:
        owner.execute(
            "INSERT INTO c_milano.django_migrations (app, name, applied) VALUES ('audit', '0001_initial', now())"
        )
    resumed = manage(fresh_database, "migrate_fleet")
    assert resumed.returncode == 0, resumed.stderr
    assert "[1/1] c_milano: aggiornato" in resumed.stdout
    assert selectors.status().failures == ()


def test_the_serving_role_cannot_run_it(fresh_database):
    fresh_database.environment["DATABASE_OWNER_URL"] = fresh_database.app_url
    done = manage(fresh_database, "migrate_fleet")
    assert done.returncode == 1
    assert "DATABASE_ROLE=owner" in done.stderr


def test_a_schema_is_behind_when_one_required_migration_is_missing_and_not_when_it_has_more(fresh_database):
    with psycopg.connect(fresh_database.owner_url) as owner:
        cities = selectors.city_schemas(owner)
        assert cities == ["c_milano", "c_venezia"]
        owner.execute("INSERT INTO c_milano.django_migrations (app, name, applied) VALUES ('x', '0001', now())")
        assert selectors.schemas_behind(owner, cities, digest.required_in_city()) == []
        forget(owner, "c_venezia", "ledger", "0001_initial")
        assert selectors.schemas_behind(owner, cities, digest.required_in_city()) == ["c_venezia"]


def test_privileges_that_changed_are_granted_again_in_every_city(fresh_database):
    with psycopg.connect(fresh_database.owner_url) as owner:
        owner.execute("UPDATE fleet_schemastate SET privileges = 'of older code'")
        owner.execute("GRANT DELETE ON c_milano.audit_auditevent TO colletta_app")
    done = manage(fresh_database, "migrate_fleet")
    assert "2 da aggiornare" in done.stdout
    with psycopg.connect(fresh_database.app_url) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute("DELETE FROM c_milano.audit_auditevent")
