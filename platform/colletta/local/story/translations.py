"""What the demo's campaigns say in other languages."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from apps.editorial.rules import languages
from apps.editorial.rules.content import Content, Phrase, Translation

_FILE = Path(__file__).parent / "data" / "translations.yaml"


@cache
def _written() -> dict[str, Any]:
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def are_whole(slug: str) -> bool:
    """Tell whether a campaign is translated with its story."""
    return slug in _written()["campaigns"]


def of_content(slug: str, content: Content) -> tuple[Translation, ...]:
    """Return a campaign's texts in each language; its own title, summary and story only where they are written."""
    return tuple(
        Translation(
            language=language,
            phrases=tuple(
                Phrase(place=place.key, italian=place.italian, text=text)
                for place in languages.places(content)
                if (text := _said(slug, language, place.key, place.italian))
            ),
        )
        for language in ("en", "de", "fr")
    )


def of_row(**italian: str) -> dict[str, dict[str, str]]:
    """Return the fields of a reward or of news in each language."""
    said = {name: _written()["texts"][text.strip()] for name, text in italian.items()}
    return {language: {name: texts[language] for name, texts in said.items()} for language in ("en", "de", "fr")}


def _said(slug: str, language: str, place: str, italian: str) -> str:
    own = _written()["campaigns"].get(slug, {}).get(language, {})
    story = {"title": own.get("title"), "summary": own.get("summary"), "sections.0.text": own.get("story")}
    return story.get(place) or _written()["texts"].get(italian, {}).get(language, "")
