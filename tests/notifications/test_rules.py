"""From one source to HTML and text, a mail server's replies, a city's own words: pure."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.notifications.rules import markup, replies, wordings
from apps.notifications.rules.replies import Verdict

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=40)


@given(WORDS)
def test_what_a_person_wrote_is_shown_and_never_understood(words: str) -> None:
    source = f"Ciao {markup.Words(words)!s}!"
    page = markup.to_html(source)
    assert page == f"<p>Ciao {html.escape(words, quote=False).replace(chr(34), '&quot;')}!</p>"
    assert markup.to_text(source) == f"Ciao {words}!"


@given(WORDS)
def test_words_equal_themselves_in_a_template_s_condition(words: str) -> None:
    assert markup.Words(words) == words


@given(st.text(max_size=60))
def test_a_header_is_one_line_without_control_characters(words: str) -> None:
    line = markup.one_line(markup.escape(words))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", line)


@pytest.mark.parametrize(
    "words",
    [
        "[Clicca](https://evil.example)",
        "<script>alert(1)</script>",
        "<https://evil.example>",
        "![x](https://evil.example/p.png)",
        "**b** _i_ `c`",
        "# Titolo",
        "- voce",
        "1. voce",
        "> detto",
        "a\n===",
        "&lt;b&gt;",
        "\\[x](y)",
    ],
)
def test_no_markdown_of_a_person_becomes_structure(words: str) -> None:
    page = markup.to_html(str(markup.Words(words)))
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "br"}


def test_a_link_alone_in_its_paragraph_is_the_call_to_action() -> None:
    source = "Ciao, vedi [la pagina](https://a.example/1).\n\n[Vedi tutto](https://a.example/2)\n\n- uno\n- due"
    page = markup.to_html(source)
    assert page.count('class="action"') == 1
    assert '<a href="https://a.example/2" class="action">Vedi tutto</a>' in page
    text = "Ciao, vedi la pagina (https://a.example/1).\n\nVedi tutto:\nhttps://a.example/2\n\n- uno\n- due"
    assert markup.to_text(source) == text


def test_words_of_another_language_are_marked_in_html_and_plain_in_text() -> None:
    source = f"Neues: {markup.said_in('it', markup.escape('Si [semina]'))}"
    marked = 'Neues: <span lang="it">Si [semina]</span>'
    assert markup.one_line_html(source) == marked
    assert markup.to_html(source) == f"<p>{marked}</p>"
    assert markup.to_text(source) == markup.one_line(source) == "Neues: Si [semina]"
    alone = markup.said_in("it", "uno\n\ndue")
    assert markup.to_html(alone) == '<p><span lang="it">uno</span></p>\n<p><span lang="it">due</span></p>'
    link = '[Si semina](https://a.example/ "it")'
    assert markup.to_html(f"- {link}") == '<ul>\n<li><a href="https://a.example/" lang="it">Si semina</a></li>\n</ul>'


def test_eyes_that_are_not_the_reader_s_find_no_way_in() -> None:
    page = markup.to_html("[Vedi](https://a.example/donazioni/token/)")
    assert "token" not in markup.without_links(page)
    text = markup.to_text("[Vedi](https://a.example/donazioni/token/) e https://a.example/")
    assert "token" not in markup.without_addresses(text) and "https://a.example/" in markup.without_addresses(text)


@pytest.mark.parametrize(
    ("code", "text", "verdict"),
    [
        (450, "4.2.0 greylisted", Verdict.LATER),
        (452, "4.2.2 over quota", Verdict.LATER),
        (550, "5.1.1 no such user", Verdict.NO_SUCH_ADDRESS),
        (550, "unknown", Verdict.NO_SUCH_ADDRESS),
        (553, "5.1.3 bad address", Verdict.NO_SUCH_ADDRESS),
        (550, "5.7.1 spam", Verdict.REFUSED),
        (552, "5.2.2 full", Verdict.REFUSED),
        (554, "no", Verdict.REFUSED),
    ],
)
def test_a_reply_about_the_recipient_says_how_final_it_is(code: int, text: str, verdict: Verdict) -> None:
    assert replies.of_recipient(code, text) == verdict


def test_the_waits_grow_and_end() -> None:
    waits = [replies.wait_after(attempts) for attempts in range(1, len(replies.WAITS) + 1)]
    assert waits == sorted(waits) and None not in waits  # type: ignore[type-var]
    assert replies.wait_after(len(replies.WAITS) + 1) is None


NAMES, REQUIRED = frozenset({"nome", "importo", "collegamento"}), frozenset({"collegamento"})


@pytest.mark.parametrize(
    ("subject", "body", "field"),
    [
        ("Grazie {cognome}", "[Vedi]({collegamento})", "subject"),
        ("Grazie", "Ciao {nome.__class__} [Vedi]({collegamento})", "body"),
        ("Grazie", "Ciao {nome}", "body"),
        ("Grazie\nBcc: x", "[Vedi]({collegamento})", "subject"),
        ("Grazie", "[Vedi]({collegamento}) [x](ftp://a.example/)", "body"),
        ("Grazie", "[Vedi]({collegamento}) [x](//evil.example)", "body"),
    ],
)
def test_a_bad_wording_is_refused_at_its_field(subject: str, body: str, field: str) -> None:
    assert list(wordings.problems(subject=subject, body=body, variables=NAMES, required=REQUIRED)) == [field]


def test_a_wording_is_filled_and_its_values_stay_words() -> None:
    source = wordings.fill(
        "Ciao **{nome}**, {altro}[Vedi]({collegamento})",
        {"nome": "*A* {importo}", "collegamento": "https://a.example/x_y_z/(1)"},
    )
    page = markup.to_html(source)
    assert "<strong>*A* {importo}</strong>" in page
    assert 'href="https://a.example/x_y_z/(1)"' in page


def test_a_wording_is_no_program() -> None:
    body = "{% load x %}{{ settings.SECRET_KEY }} [Vedi]({collegamento})"
    assert "body" in wordings.problems(subject="s", body=body, variables=NAMES, required=REQUIRED)
