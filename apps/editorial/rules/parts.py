"""The parts of a content that are edited one page at a time, and how two people on the same page are noticed."""

from apps.calls.rules.canonical import sha256_of
from apps.editorial.rules.content import Content

PARTS: dict[str, tuple[str, ...]] = {
    "texts": ("title", "summary", "sections"),
    "pictures": ("pictures", "video"),
    "budget": ("budget",),
    "people": ("team", "partners"),
    "documents": ("documents",),
    "translations": ("translations",),
}


def part_of(content: Content, part: str) -> dict[str, object]:
    """Return the fields of a part, as its page of the editor writes them."""
    document = content.to_document()
    return {name: document[name] for name in PARTS[part]}


def digest(content: Content, part: str) -> str:
    """Return what stands for a part as it is now: another one means that somebody has changed it."""
    return sha256_of(part_of(content, part))[:32]
