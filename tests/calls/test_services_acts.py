"""What acts do: they publish, they fund the pool once, and nobody rewrites them."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from apps.audit import selectors as audit
from apps.calls import selectors, services
from apps.calls.services import WrongAct
from apps.ledger import selectors as ledger
from apps.ledger.services import KeyReused
from tests.calls.calls import ACTOR, NOW, act, draft, published

pytestmark = pytest.mark.usefixtures("milano")


def test_an_act_of_another_call_neither_publishes_nor_funds() -> None:
    call, other = draft("a"), draft("b")
    stranger = act(other)
    with pytest.raises(WrongAct):
        services.publish_call(call_id=call.pk, act_id=stranger.pk, now=NOW, actor=ACTOR)
    with pytest.raises(WrongAct):
        services.fund_call(call_id=call.pk, act_id=stranger.pk, amount_cents=1, now=NOW, actor=ACTOR)


def test_registering_the_same_act_twice_gives_one_row() -> None:
    call = draft()
    assert act(call) == act(call)
    assert _verbs(call.pk) == ["call.created", "call.act_registered"]


def test_funding_moves_the_appropriation_into_the_pool_once_per_act() -> None:
    call = published()
    (source,) = selectors.list_acts(call.pk)
    pool, appropriation = f"pool:{call.pk}", f"appropriation:{call.pk}"
    for is_new in (True, False):
        assert is_new is services.fund_call(
            call_id=call.pk, act_id=source.pk, amount_cents=40_000_000, now=NOW, actor=ACTOR
        )
    balances = ledger.balances([pool, appropriation])
    assert balances[pool].available_cents == balances[appropriation].posted_cents == 40_000_000
    assert _verbs(call.pk).count("call.funded") == 1
    assert ledger.verify() == []


def test_an_act_does_not_fund_twice_with_another_amount() -> None:
    call = draft()
    source = act(call)
    services.fund_call(call_id=call.pk, act_id=source.pk, amount_cents=100, now=NOW, actor=ACTOR)
    with pytest.raises(KeyReused):
        services.fund_call(call_id=call.pk, act_id=source.pk, amount_cents=200, now=NOW, actor=ACTOR)
    assert ledger.balances([f"pool:{call.pk}"])[f"pool:{call.pk}"].available_cents == 100


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE calls_rulesversion SET number = 9",
        "DELETE FROM calls_rulesversion",
        "UPDATE calls_administrativeact SET number = '9'",
        "DELETE FROM calls_administrativeact",
    ],
)
def test_the_serving_role_can_neither_rewrite_nor_delete_versions_and_acts(statement: str) -> None:
    published()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def _verbs(call_id: int) -> list[str]:
    return [event.verb for event in audit.history_of("call", call_id)][::-1]
