from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.editorial.rules import checks, freeze, parts
from apps.editorial.rules.content import (
    BudgetLine,
    Content,
    Member,
    Phrase,
    Section,
    Shown,
    Translation,
    Video,
)
from apps.editorial.rules.reading import ContentInvalid

KEY = "5c0f7e5e-7d5c-4f3e-9b64-0f2f7a0a7c11"
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=40)
LINES = st.lists(st.builds(BudgetLine, label=WORDS, cents=st.integers(0, 10**9), note=WORDS), max_size=4).map(tuple)
PHRASES = st.builds(Phrase, place=WORDS, italian=WORDS, text=WORDS)


def whole(**fields: Any) -> Content:
    named: dict[str, Any] = {"title": "Orto", "summary": "Un orto.", "sections": (Section(text="Il nostro orto."),)}
    return Content(**{**named, **fields})


@given(
    st.builds(
        Content,
        title=WORDS,
        summary=WORDS,
        sections=st.lists(st.builds(Section, title=WORDS, text=WORDS), max_size=3).map(tuple),
        budget=LINES,
        team=st.lists(st.builds(Member, name=WORDS, role=WORDS), max_size=3).map(tuple),
        video=st.none() | st.builds(Video, url=WORDS),
        translations=st.lists(
            st.builds(Translation, language=st.just("en"), phrases=st.lists(PHRASES, max_size=3).map(tuple)), max_size=1
        ).map(tuple),
    )
)
def test_a_content_is_what_its_document_says(content: Content) -> None:
    assert Content.from_document(content.to_document()) == content


@pytest.mark.parametrize(
    ("document", "where"),
    [
        ({"title": "x"}, "summary"),
        ({"title": "x", "summary": "y", "cost_cents": 1}, ""),
        ({"title": "x" * 161, "summary": "y"}, "title"),
        ({"title": "x\x00", "summary": "y"}, "title"),
        ({"title": "x", "summary": "y", "budget": [{"label": "a", "cents": 1.5}]}, "budget.0.cents"),
        ({"title": "x", "summary": "y", "budget": [{"label": "a", "cents": True}]}, "budget.0.cents"),
        ({"title": "x", "summary": "y", "budget": [{"label": "a", "cents": -1}]}, "budget.0.cents"),
        ({"title": "x", "summary": "y", "team": [{"name": "a"}] * 61}, "team"),
        ([], ""),
    ],
)
def test_what_is_no_content_is_refused_with_its_place(document: object, where: str) -> None:
    with pytest.raises(ContentInvalid) as refusal:
        Content.from_document(document)
    assert refusal.value.details["where"] == where


@given(LINES, st.integers(1, 10**9))
def test_a_budget_is_right_exactly_when_it_adds_up(budget: tuple[BudgetLine, ...], cost_cents: int) -> None:
    is_right = not budget or sum(line.cents for line in budget) == cost_cents
    assert (checks.why_budget_is_wrong(whole(budget=budget), cost_cents=cost_cents) == "") == is_right


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "//evil.example",
        "https://a:b@youtube.com/x",
        "https://youtube.com.evil.example/x",
        "https://youtu.be:8443/x",
        'https://youtu.be/"onmouseover="alert(1)',
        "https://[::1",
        "http://youtu.be/x",
        "",
    ],
)
def test_no_other_address_passes_for_a_video(url: str) -> None:
    assert not checks.is_video(url)
    assert list(checks.wrong_links(whole(video=Video(url=url)))) == [url]


def test_a_picture_that_something_names_is_among_the_pictures() -> None:
    lost = whole(team=(Member(name="Ada", picture=KEY),))
    assert list(checks.lost_pictures(lost)) == [KEY]
    shown = (Shown(key=KEY, alt="Ada", width=1, height=1),)
    assert not list(checks.lost_pictures(whole(team=lost.team, pictures=shown)))


def test_only_what_donors_relied_on_is_a_correction() -> None:
    before = whole(budget=(BudgetLine(label="Semi", cents=100),))
    after = whole(budget=(BudgetLine(label="Terra", cents=100),), sections=(Section(text="Altro"),), title="Orto 2")
    assert [change.subject for change in freeze.frozen_changes(before, after)] == ["Titolo", "Bilancio"]
    assert not freeze.frozen_changes(whole(), whole(budget=after.budget))


def test_a_part_is_known_by_what_is_in_it_alone() -> None:
    assert parts.digest(whole(), "texts") != parts.digest(whole(title="Altro"), "texts")
    assert parts.digest(whole(), "budget") == parts.digest(whole(title="Altro"), "budget")
    assert sorted(name for names in parts.PARTS.values() for name in names) == sorted(whole().to_document())
