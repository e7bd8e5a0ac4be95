"""The stored record of a decision, which anyone can recompute."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.calls.rules.canonical import canonical_json, sha256_of
from apps.matching.rules import record
from apps.matching.rules.decision import decide
from tests.matching.contributions import contribution
from tests.matching.decision_inputs import inputs


def test_the_record_is_the_same_whatever_the_order_of_the_donations() -> None:
    gifts = [contribution(number, 1_000_000) for number in (3, 1, 2)]
    first, second = (decide(inputs(contributions=tuple(order))) for order in (gifts, reversed(gifts)))
    assert record.to_json(first) == record.to_json(second)


def stored(**changed: Any) -> str:
    gifts = (
        contribution(1, 4_000_000),
        contribution(2, 3_000_000, collected=False),
        contribution(3, 2_000_000),
    )
    return record.to_json(decide(inputs(contributions=gifts, **changed)))


def test_a_stored_record_recomputes_without_difference() -> None:
    text = stored()
    assert record.recompute(text) == []
    assert record.sha256_in(text) == json.loads(text)["sha256"]


def test_the_record_holds_every_donation_with_its_reason_and_no_float() -> None:
    found = json.loads(stored(), parse_float=lambda text: pytest.fail(f"float {text}"))
    assert [(each["counted_cents"], each["reason"]) for each in found["result"]["donations"]] == [
        (4_000_000, "counted"),
        (0, "not_collected"),
        (2_000_000, "counted"),
    ]


@given(place=st.integers(0, len(stored()) - 1), character=st.sampled_from('0179abz{}", '))
def test_recomputing_finds_every_changed_character(place: int, character: str) -> None:
    text = stored()
    changed = text[:place] + character + text[place + 1 :]
    if changed != text:
        assert record.recompute(changed) != []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("result", "granted_cents"), 5_000_000),
        (("result", "outcome"), "waiting"),
        (("inputs", "cost_cents"), 9_000_000),
        (("inputs", "rules", "document", "cap_per_project_cents"), 1),
        (("rules", "base"), "remaining_cost@2"),
    ],
)
def test_recomputing_finds_a_forgery_that_carries_a_right_hash(path: tuple[str, ...], value: object) -> None:
    body = json.loads(stored())
    del body["sha256"]
    level = body
    for name in path[:-1]:
        level = level[name]
    level[path[-1]] = value
    forged = canonical_json({**body, "sha256": sha256_of(body)})
    assert record.recompute(forged) != []


def test_a_record_that_is_not_one_is_a_finding_and_not_a_crash() -> None:
    for text in ("", "[]", "null", "{}", '{"inputs":{}}', '{"inputs":[]}'):
        assert record.recompute(text) != []
