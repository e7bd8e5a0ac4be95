"""Each named constraint refuses the bad row that is written past the services."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from apps.calls.models import AdministrativeAct, Call, RulesVersion
from tests.calls.calls import NOW, act, draft, published

pytestmark = pytest.mark.usefixtures("milano")
HASH = "a" * 64


@contextmanager
def refused_by(constraint: str) -> Iterator[None]:
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == constraint  # type: ignore[union-attr]


def write_call(**changed: Any) -> Call:
    values: dict[str, Any] = {"title": "Bando", "slug": "bando", "kind": "third_sector", "created_at": NOW}
    return Call.objects.create(**{**values, **changed})


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"title": ""}, "call_has_a_title_and_slug"),
        ({"slug": ""}, "call_has_a_title_and_slug"),
        ({"kind": "lottery"}, "call_kind_known"),
        ({"state": "archived", "published_at": NOW}, "call_state_known"),
        ({"state": "published"}, "call_published_at_when_public"),
        ({"published_at": NOW}, "call_published_at_when_public"),
        ({"opens_at": NOW, "closes_at": NOW}, "call_closes_after_it_opens"),
        ({"opens_at": NOW, "closes_at": NOW - timedelta(days=1)}, "call_closes_after_it_opens"),
    ],
)
def test_a_bad_call_is_refused(changed: dict[str, Any], constraint: str) -> None:
    with refused_by(constraint):
        write_call(**changed)


def test_a_call_with_one_end_of_its_period_or_none_is_written() -> None:
    write_call(slug="a", opens_at=NOW)
    write_call(slug="b", closes_at=NOW)
    write_call(slug="c", opens_at=NOW, closes_at=NOW + timedelta(seconds=1))
    assert Call.objects.count() == 3


def test_a_slug_is_written_once() -> None:
    write_call()
    with refused_by("call_slug_once"):
        write_call()


def write_act(call: Call, **changed: Any) -> AdministrativeAct:
    values: dict[str, Any] = {"kind": "delibera", "number": "1", "date": date(2026, 1, 1), "created_at": NOW}
    return AdministrativeAct.objects.create(call=call, **{**values, **changed})


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [({"kind": "rumour"}, "act_kind_known"), ({"number": ""}, "act_has_a_number")],
)
def test_a_bad_act_is_refused(changed: dict[str, Any], constraint: str) -> None:
    call = draft()
    with refused_by(constraint):
        write_act(call, **changed)


def test_an_act_is_written_once_per_call() -> None:
    call = draft()
    write_act(call)
    write_act(draft("altro"))
    with refused_by("act_once_per_call"):
        write_act(call)


def write_version(call: Call, **changed: Any) -> RulesVersion:
    values: dict[str, Any] = {"number": 2, "document": {}, "sha256": HASH, "published_at": NOW}
    if "act" not in changed:
        changed["act"] = act(call, "77")
    return RulesVersion.objects.create(call=call, **{**values, **changed})


@pytest.mark.parametrize(
    ("changed", "constraint"),
    [
        ({"number": 0}, "rules_version_from_one"),
        ({"number": 1}, "rules_version_number_once"),
        ({"sha256": "A" * 64}, "rules_version_sha256_hex"),
        ({"sha256": "a" * 63}, "rules_version_sha256_hex"),
    ],
)
def test_a_bad_version_of_the_rules_is_refused(changed: dict[str, Any], constraint: str) -> None:
    call = published()
    with refused_by(constraint):
        write_version(call, **changed)


def test_an_act_publishes_one_version() -> None:
    call = published()
    with refused_by("rules_version_one_per_act"):
        write_version(call, act=RulesVersion.objects.get(call=call).act)
