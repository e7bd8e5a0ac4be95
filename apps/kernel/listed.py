"""What a portal tells machines: its pages (sitemaps.org), what is new (Atom), where robots may not go.

Owns the three formats. Which pages and entries there are is told by whoever has them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from apps.kernel import languages

_ATOM = "application/atom+xml; charset=utf-8"
_XML = "application/xml; charset=utf-8"
_TEXT = "text/plain; charset=utf-8"


@dataclass(frozen=True)
class Listed:
    """One page: its whole address in the site's language, and when it last changed where that is known."""

    address: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """One entry of a feed; its whole address names it for ever. Its text is plain; readers are handed it as HTML."""

    title: str
    address: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself; `since` stands for the date of an entry while there is none."""

    title: str
    address: str
    own_address: str
    author: str
    since: datetime


def site_map(pages: Iterable[Listed], site_language: str) -> HttpResponse:
    """Answer the pages of a portal, each with itself in the other languages."""
    own = languages.usual(site_language)
    rows = [
        {
            "address": page.address,
            "changed_at": page.changed_at,
            "alternates": languages.alternates(page.address, own),
        }
        for page in pages
    ]
    return HttpResponse(render_to_string("components/sitemap.xml", {"pages": rows}), content_type=_XML)


def atom(feed: Feed, entries: Sequence[Entry]) -> HttpResponse:
    """Answer a feed of entries."""
    made = Atom1Feed(
        title=_xml(feed.title),
        link=feed.address,
        description="",
        language="it",
        feed_url=feed.own_address,
        author_name=_xml(feed.author),
    )
    for entry in entries:
        made.add_item(
            title=_xml(entry.title),
            link=entry.address,
            description=escape(_xml(entry.text)),
            unique_id=entry.address,
            pubdate=entry.at,
            updateddate=entry.at,
        )
    if not entries:
        made.latest_post_date = lambda: feed.since  # type: ignore[method-assign]
    return HttpResponse(made.writeString("utf-8"), content_type=_ATOM)


def robots(closed: Iterable[str], origin: str) -> HttpResponse:
    """Answer where robots may not go, and where the map of the others is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {origin}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type=_TEXT)


def _xml(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
