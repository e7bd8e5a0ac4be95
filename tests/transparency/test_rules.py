"""The comparison of grants."""

from apps.transparency.rules import compare_grants


def test_a_grant_that_is_not_posted_and_a_posting_that_was_not_granted_are_found() -> None:
    assert compare_grants({1: 100, 2: 0}, {1: 100, 3: 0}) == []
    assert [finding.subject for finding in compare_grants({1: 100}, {1: 99, 2: 5})] == ["campaign:1", "campaign:2"]
