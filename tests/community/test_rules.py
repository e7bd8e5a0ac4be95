"""What people may write, when it waits, until when it changes: for any text and any instants."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.community.rules import writing
from apps.community.rules.weeks import next_digest_at
from apps.community.rules.writing import EDIT_WINDOW, LIMITS, MOST_CHARACTERS, MOST_LINKS, Problem
from apps.community.states import TRANSITIONS, State
from tests.injection.payloads import PACKS, Pack

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
JOINED = (
    "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\U0001f9d1\U0001f3fd\u200d\u2695\ufe0f",
    "\u2764\ufe0f\u200d\U0001f525",
    "\U0001f642\u200d\u2194\ufe0f",
)
"""A family, a rainbow flag, a health worker with a skin, a heart on fire, a shaken head."""
AGES = st.timedeltas(min_value=timedelta(), max_value=timedelta(days=3))


@given(st.lists(AGES, max_size=60))
def test_who_must_wait_may_write_exactly_when_told(ages: list[timedelta]) -> None:
    written = [NOW - age for age in ages]
    free_at = writing.free_again_at(written, NOW)
    if free_at is None:
        assert all(sum(at > NOW - period for at in written) < most for most, period in LIMITS)
    else:
        assert free_at > NOW
        assert writing.free_again_at(written, free_at) is None
        assert writing.free_again_at(written, free_at - timedelta(microseconds=1)) is not None


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = writing.cleaned(text)
    assert writing.cleaned(once) == once
    assert "\u202e" not in once


@pytest.mark.parametrize("emoji", JOINED)
def test_emoji_that_are_joined_stay_one(emoji: str) -> None:
    assert writing.cleaned(f"Ciao {emoji}!") == f"Ciao {emoji}!"


@pytest.mark.parametrize(
    "text", ["a\u200db", "\u200d\U0001f469", "\U0001f469\u200d", "\U0001f469\u200d b", "a\ufe0f\u200d\u2764"]
)
def test_what_joins_no_emoji_goes(text: str) -> None:
    assert "\u200d" not in writing.cleaned(text)


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.name)
def test_of_every_payload_only_what_nobody_sees_goes(pack: Pack) -> None:
    for text in pack.texts:
        kept = writing.cleaned(text)
        assert not set(kept) & set("\u200b\u202e\u2066\ufeff\x07\x1b")
        assert kept.count("\u200d") == text.count("\U0001f469\u200d\U0001f680")


@given(st.integers(0, 6), st.sampled_from(["https://example.org/a", "www.example.org", "[qui](https://example.org)"]))
def test_links_are_counted_once_each(count: int, link: str) -> None:
    text = "Ciao " + " e ".join([link] * count)
    assert writing.count_links(text) == count
    assert writing.problem_of(text) == (Problem.TOO_MANY_LINKS if count > MOST_LINKS else None)


def test_what_says_nothing_or_too_much_is_a_problem() -> None:
    assert writing.problem_of(writing.cleaned(" \u200b ")) == Problem.EMPTY
    assert writing.problem_of("a" * MOST_CHARACTERS) is None
    assert writing.problem_of("a" * (MOST_CHARACTERS + 1)) == Problem.TOO_LONG


@given(AGES, st.sampled_from(list(State)))
def test_a_text_changes_only_while_it_is_young_and_stands(age: timedelta, state: State) -> None:
    is_allowed = writing.may_edit(state=state, created_at=NOW - age, now=NOW)
    assert is_allowed == (age < EDIT_WINDOW and state in (State.VISIBLE, State.HELD))


@given(st.sampled_from(list(State)), st.integers(0, 60), st.integers(1, 50))
def test_reports_only_ever_hold_what_is_shown(state: State, reports: int, most: int) -> None:
    after = writing.state_after_report(state=state, open_reports=reports, most_reports=most)
    assert after == (State.HELD if state == State.VISIBLE and reports >= most else state)


def test_what_is_withdrawn_never_comes_back() -> None:
    assert State.WITHDRAWN not in TRANSITIONS
    assert all(State.WITHDRAWN in targets for targets in TRANSITIONS.values())


@given(st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2030, 1, 1)))  # noqa: DTZ001
def test_the_next_digest_is_a_monday_at_eight_within_a_week(moment: datetime) -> None:
    now = moment.replace(tzinfo=UTC)
    due_at = next_digest_at(now)
    assert (due_at.weekday(), due_at.hour, due_at.minute) == (0, 8, 0)
    assert timedelta() < due_at - now <= timedelta(days=7)
