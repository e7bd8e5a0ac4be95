"""A campaign's texts in the languages of who reads them."""

from dataclasses import replace
from typing import Any

from apps.editorial.rules import freeze, languages
from apps.editorial.rules.content import BudgetLine, Content, Document, Member, Phrase, Section, Shown, Translation
from apps.kernel.texts import Text

KEY = "5c0f7e5e-7d5c-4f3e-9b64-0f2f7a0a7c11"
EVERYTHING: dict[str, Any] = {
    "sections": (Section(title="Dove", text="In via dei Tigli."), Section(text="Da maggio.")),
    "pictures": (Shown(key=KEY, alt="L'orto", width=1, height=1),),
    "budget": (BudgetLine(label="Semi", cents=100, note="Biologici"),),
    "team": (Member(name="Ada", role="Semina"),),
    "partners": (Member(name="Vivaio", role="Presta gli attrezzi"),),
    "documents": (Document(sha256="0" * 64, title="Preventivo", name="p.pdf", size=1),),
}


def whole(**fields: Any) -> Content:
    named: dict[str, Any] = {"title": "Orto", "summary": "Un orto.", "sections": (Section(text="Il nostro orto."),)}
    return Content(**{**named, **fields})


def english(content: Content, **said: str) -> Content:
    """Return a content with some of its texts, by place, in English."""
    italian = {place.key: place.italian for place in languages.places(content)}
    phrases = tuple(Phrase(place=key, italian=italian[key], text=text) for key, text in said.items())
    return replace(content, translations=(Translation(language="en", phrases=phrases),))


def texts_of(document: Any) -> list[str]:
    """Return every text of a document, however deep."""
    if isinstance(document, dict):
        return [text for value in document.values() for text in texts_of(value)]
    if isinstance(document, list | tuple):
        return [text for value in document for text in texts_of(value)]
    return [document] if isinstance(document, str) else []


def test_every_text_for_people_can_be_translated_and_is_read_so() -> None:
    content = whole(**EVERYTHING)
    every = {place.key: f"en {place.italian}" for place in languages.places(content)}
    told = languages.content_in(english(content, **every), "en")
    left = [text for text in texts_of({**told.to_document(), "translations": ()}) if text and text[:3] != "en "]
    assert left == [KEY, "Ada", "Vivaio", "0" * 64, "p.pdf"]
    assert (told.sections[0].text, told.budget[0].note) == ("en In via dei Tigli.", "en Biologici")


def test_what_is_not_translated_stays_italian_and_says_so() -> None:
    told = languages.content_in(english(whole(**EVERYTHING), title="Garden", summary=" "), "en")
    assert (told.title, lang(told.title)) == ("Garden", "en")
    assert (told.summary, lang(told.summary)) == ("Un orto.", "it")
    assert lang(languages.content_in(whole(), "it").title) == "it"


def test_of_an_italian_that_has_changed_the_old_translation_is_not_read_and_is_proposed_again() -> None:
    before = english(whole(**EVERYTHING), title="Garden", **{"budget.0.label": "Seeds"})
    after = replace(before, budget=(BudgetLine(label="Piante", cents=100),))
    assert languages.content_in(after, "en").budget[0].label == "Piante"
    assert languages.outdated(before, "en") == {}
    assert languages.outdated(after, "en") == {"budget.0.label": "Seeds"}


def test_line_ends_and_blanks_that_a_form_changes_leave_the_translation_as_it_is() -> None:
    story = "Da maggio.\n\nPoi si vede.\n"
    before = english(whole(sections=(Section(text=story),)), **{"sections.0.text": "From May."})
    after = replace(before, sections=(Section(text=story.strip().replace("\n", "\r\n")),))
    assert languages.content_in(after, "en").sections[0].text == "From May."
    assert languages.outdated(after, "en") == {}


def test_a_text_that_moves_takes_its_translation_along() -> None:
    before = english(whole(**EVERYTHING), **{"sections.1.text": "From May."})
    after = replace(before, sections=before.sections[1:])
    assert languages.content_in(after, "en").sections[0].text == "From May."


def test_the_same_italian_is_translated_once() -> None:
    keys = [
        place.key for place in languages.places(whole(team=(Member(name="A", role="x"), Member(name="B", role="x"))))
    ]
    assert keys == ["title", "summary", "sections.0.text", "team.0"]


def test_a_campaign_in_lists_is_told_in_the_languages_that_have_it() -> None:
    content = english(whole(**EVERYTHING), title="Garden", **{"pictures.0": "The garden"})
    assert languages.card_in_languages(content) == {"en": {"title": "Garden", "cover": "The garden"}}
    assert languages.card_in_languages(whole()) == {}


def test_what_donors_relied_on_in_their_language_is_a_correction_of_that_language() -> None:
    before = english(whole(**EVERYTHING), title="Garden", **{"budget.0.label": "Seeds"})
    again = english(before, title="Orchard", summary="A garden.", **{"budget.0.label": "Plants"})
    changes = freeze.frozen_changes(before, again)
    assert [(change.subject, change.before, change.after, change.language) for change in changes] == [
        ("Titolo", "Garden", "Orchard", "en"),
        ("Bilancio", "Seeds: €\u00a01,00 (Biologici)", "Plants: €\u00a01,00 (Biologici)", "en"),
    ]
    renamed = replace(again, title="Frutteto")
    assert [(change.subject, change.language) for change in freeze.frozen_changes(again, renamed)] == [("Titolo", "it")]


def test_a_version_published_before_phrases_is_read_as_it_was() -> None:
    older = {
        **whole(sections=EVERYTHING["sections"]).to_document(),
        "translations": [
            {
                "language": "de",
                "title": "Garten",
                "summary": "",
                "sections": [{"title": "Wo", "text": ""}, {"title": "", "text": "Ab Mai."}],
            }
        ],
    }
    told = languages.content_in(Content.from_document(older), "de")
    assert [told.title, told.summary, *(section.text for section in told.sections), told.sections[0].title] == [
        "Garten",
        "Un orto.",
        "In via dei Tigli.",
        "Ab Mai.",
        "Wo",
    ]


def lang(text: str) -> str:
    assert isinstance(text, Text)
    return text.lang
