"""What the harness promises to every other test."""

import psycopg
import pytest
from django.db import connection, connections


def test_a_test_stands_in_the_city_it_asked_for(milano):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        assert cursor.fetchone() == ("c_milano", "colletta_app")


def test_the_serving_role_cannot_make_a_table(milano):
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("CREATE TABLE c_milano.x (id int)")


def test_a_fresh_database_keeps_what_threads_commit(fresh_database):
    from tenants.registry.models import Domain

    def write(name):
        Domain.objects.create(domain=f"{name}.example", tenant_id=1, is_primary=False)
        return name

    assert fresh_database.together(lambda: write("a"), lambda: write("b")) == ["a", "b"]
    assert Domain.objects.filter(domain__endswith=".example").count() == 2
    with psycopg.connect(fresh_database.app_url) as other:
        assert other.execute("SELECT count(*) FROM registry_domain").fetchone() == (5,)


def test_what_a_fresh_database_kept_is_gone_for_the_next_test(db):
    from tenants.registry.models import Domain

    assert connections["default"].settings_dict["NAME"].startswith("tests_")
    assert not Domain.objects.filter(domain__endswith=".example").exists()


def test_the_clock_moves_and_comes_back(clock):
    before = clock.now()
    clock.advance(days=30)
    assert (clock.now() - before).days == 30
    clock.reset()
    assert (clock.now() - before).days == 0
