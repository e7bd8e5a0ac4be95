"""The states of a call."""

import itertools

import pytest

from apps.calls.states import (
    ACT_KIND_LABELS,
    CALL_KIND_LABELS,
    CALL_STATE_LABELS,
    CALL_TRANSITIONS,
    ActKind,
    CallKind,
    CallState,
)
from apps.kernel.states import ForbiddenTransition, advance

ALLOWED = {(CallState.DRAFT, CallState.PUBLISHED), (CallState.PUBLISHED, CallState.CLOSED)}


@pytest.mark.parametrize(("current", "target"), list(itertools.product(CallState, CallState)))
def test_a_call_goes_only_from_draft_to_published_to_closed(current: CallState, target: CallState) -> None:
    if (current, target) in ALLOWED:
        assert advance(CALL_TRANSITIONS, current, target) is target
    else:
        with pytest.raises(ForbiddenTransition):
            advance(CALL_TRANSITIONS, current, target)


def test_every_word_shown_to_people_is_italian_and_present() -> None:
    assert set(CALL_KIND_LABELS) == set(CallKind)
    assert set(CALL_STATE_LABELS) == set(CallState)
    assert set(ACT_KIND_LABELS) == set(ActKind)
