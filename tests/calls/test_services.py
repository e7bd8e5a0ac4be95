"""What the services of calls promise, in one city's schema."""

import pytest

from apps.audit import selectors as audit
from apps.calls import selectors, services
from apps.calls.models import RulesVersion
from apps.calls.rules.canonical import sha256_of
from apps.calls.rules.document import RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Base
from apps.calls.selectors import CallNotFound, NoRules
from apps.calls.services import SlugTaken, WrongAct, WrongState
from apps.calls.states import CallKind, CallState
from apps.kernel.states import ForbiddenTransition
from tests.calls.calls import ACTOR, NOW, RULES, act, draft, published

pytestmark = pytest.mark.usefixtures("milano")


def verbs(call_id: int) -> list[str]:
    return [event.verb for event in reversed(audit.history_of("call", call_id))]


def test_a_new_call_is_a_draft_that_the_public_does_not_see() -> None:
    call = draft()
    assert call.state == CallState.DRAFT
    assert selectors.get_call(call.pk).faq == [{"question": "Chi può donare?", "answer": "Tutti."}]
    assert selectors.list_public_calls() == []
    with pytest.raises(CallNotFound):
        selectors.get_public_call(call.slug)
    assert selectors.get_call(call.pk) == call
    assert selectors.list_calls() == [call]


def test_two_calls_never_share_an_address() -> None:
    draft("bando")
    with pytest.raises(SlugTaken):
        draft("bando")


def test_an_unusual_cup_is_accepted_and_noted() -> None:
    call = draft(cup="XYZ")
    (event,) = audit.history_of("call", call.pk)
    assert "XYZ" in event.data["cup_warning"]


def test_publishing_freezes_the_rules_in_full_with_their_hash_and_act() -> None:
    call = published()
    version = selectors.current_rules_version(call.pk)
    assert (version.number, version.act.number, version.published_at) == (1, "2721", NOW)
    assert version.document == MatchTerms.from_document(RULES).to_document()
    assert version.sha256 == sha256_of(version.document)
    assert selectors.current_terms(call.pk) == selectors.terms_of_version(version.pk)
    assert selectors.current_terms(call.pk).base is Base.REMAINING_COST
    assert selectors.get_public_call(call.slug) == call
    assert verbs(call.pk) == ["call.created", "call.rules_saved", "call.act_registered", "call.published"]


def test_a_draft_without_a_base_is_refused_when_saved() -> None:
    call = draft()
    with pytest.raises(RulesRefused, match="i costi rimanenti"):
        services.save_rules(call_id=call.pk, document={**RULES, "base": None}, now=NOW, actor=ACTOR)
    call.refresh_from_db()
    assert call.rules_draft == {}


def test_rules_that_are_not_settled_refuse_publication_by_name() -> None:
    call = draft()
    services.save_rules(call_id=call.pk, document={**RULES, "kind": "quadratic"}, now=NOW, actor=ACTOR)
    with pytest.raises(RulesRefused) as caught:
        services.publish_call(call_id=call.pk, act_id=act(call).pk, now=NOW, actor=ACTOR)
    assert [(each.field, each.code) for each in caught.value.problems] == [("kind", "unsettled")]
    call.refresh_from_db()
    assert (call.state, RulesVersion.objects.count()) == (CallState.DRAFT, 0)


def test_rules_that_contradict_themselves_refuse_publication() -> None:
    call = draft()
    services.save_rules(call_id=call.pk, document={**RULES, "match_share_bps": 4_000}, now=NOW, actor=ACTOR)
    with pytest.raises(RulesRefused) as caught:
        services.publish_call(call_id=call.pk, act_id=act(call).pk, now=NOW, actor=ACTOR)
    assert [each.code for each in caught.value.problems] == ["share_contradicts_base"]


def test_a_call_with_money_is_not_published_without_rules() -> None:
    call = draft()
    with pytest.raises(RulesRefused):
        services.publish_call(call_id=call.pk, act_id=act(call).pk, now=NOW, actor=ACTOR)


def test_a_call_for_a_restricted_audience_may_have_no_rules() -> None:
    call = draft(kind=CallKind.RESTRICTED_AUDIENCE)
    assert services.publish_call(call_id=call.pk, act_id=act(call).pk, now=NOW, actor=ACTOR) is None
    assert selectors.get_public_call(call.slug).state == CallState.PUBLISHED
    with pytest.raises(NoRules):
        selectors.current_terms(call.pk)


def test_a_published_calls_draft_rules_cannot_be_changed_nor_the_call_published_again() -> None:
    call = published()
    with pytest.raises(WrongState):
        services.save_rules(call_id=call.pk, document=RULES, now=NOW, actor=ACTOR)
    with pytest.raises(ForbiddenTransition):
        services.publish_call(call_id=call.pk, act_id=act(call, "2").pk, now=NOW, actor=ACTOR)


def test_a_rectification_adds_a_version_by_a_new_act_and_leaves_the_old_one() -> None:
    call = published()
    first = selectors.current_rules_version(call.pk)
    services.rectify_rules(
        call_id=call.pk,
        act_id=act(call, "99").pk,
        document={**RULES, "pool_cents": 50_000_000},
        now=NOW,
        actor=ACTOR,
    )
    assert selectors.current_terms(call.pk).pool_cents == 50_000_000
    assert selectors.terms_of_version(first.pk).pool_cents == 40_000_000
    assert [version.number for version in selectors.list_rules_versions(call.pk)] == [2, 1]


def test_one_act_publishes_one_version_only() -> None:
    call = published()
    (used,) = selectors.list_acts(call.pk)
    with pytest.raises(WrongAct):
        services.rectify_rules(call_id=call.pk, act_id=used.pk, document=RULES, now=NOW, actor=ACTOR)


def test_a_draft_is_not_rectified() -> None:
    call = draft()
    with pytest.raises(WrongState):
        services.rectify_rules(call_id=call.pk, act_id=act(call).pk, document=RULES, now=NOW, actor=ACTOR)


def test_a_closed_call_stays_public_and_is_not_rectified() -> None:
    call = published()
    services.close_call(call_id=call.pk, now=NOW, actor=ACTOR)
    assert selectors.get_public_call(call.slug).state == CallState.CLOSED
    with pytest.raises(WrongState):
        services.rectify_rules(call_id=call.pk, act_id=act(call, "3").pk, document=RULES, now=NOW, actor=ACTOR)


def test_a_missing_call_is_not_found_by_any_way() -> None:
    for find in (selectors.get_call, selectors.lock_call):
        with pytest.raises(CallNotFound):
            find(10**9)
    with pytest.raises(NoRules):
        selectors.terms_of_version(10**9)
