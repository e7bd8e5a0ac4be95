"""Documents of versions published before translations reached every text: they held three texts, by position."""

from typing import Any


def by_phrases(document: object) -> object:
    """Return a document whose translations are phrases; published versions are never rewritten, so it is read so."""
    if not isinstance(document, dict) or not isinstance(document.get("translations"), list | tuple):
        return document
    return {**document, "translations": [_by_phrases(each, document) for each in document["translations"]]}


def _by_phrases(translation: Any, document: dict[str, Any]) -> Any:
    if not isinstance(translation, dict) or "phrases" in translation or "title" not in translation:
        return translation
    pairs = [("title", document.get("title"), translation["title"])]
    pairs += [("summary", document.get("summary"), translation.get("summary"))]
    for at, (section, mine) in enumerate(
        zip(document.get("sections") or [], translation.get("sections") or [], strict=False)
    ):
        pairs += [(f"sections.{at}.{name}", section.get(name), mine.get(name)) for name in ("title", "text")]
    phrases = [{"place": place, "italian": italian, "text": text} for place, italian, text in pairs if italian and text]
    return {"language": translation.get("language"), "phrases": phrases}
