"""What a content must have to be published, and what it should have: the checklist of its editor."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from apps.editorial.rules import languages
from apps.editorial.rules.content import LANGUAGES, Content
from apps.kernel.formats import euro

VIDEO_HOSTS = frozenset(
    {"youtu.be", "youtube.com", "www.youtube.com", "m.youtube.com", "vimeo.com", "www.vimeo.com", "player.vimeo.com"}
)
LEAST_STORY = 200


@dataclass(frozen=True)
class Item:
    """A line of the checklist; `part` is the page of the editor where it is mended."""

    part: str
    text: str
    is_done: bool
    is_required: bool = False


def checklist(content: Content, *, cost_cents: int) -> list[Item]:
    """Return what is there and what is missing; nothing is published while a required line is not done."""
    said = languages.card_in_languages(content)
    items = [
        Item("texts", _("Titolo e sintesi"), bool(content.title.strip() and content.summary.strip()), is_required=True),
        Item("texts", _("La storia del progetto"), any(s.text.strip() for s in content.sections), is_required=True),
        Item(
            "texts",
            _("Una storia di almeno %(least)s caratteri") % {"least": LEAST_STORY},
            len(content.story) >= LEAST_STORY,
        ),
        Item("pictures", _("Almeno un'immagine nella galleria"), bool(content.gallery)),
        Item("budget", _("Il bilancio voce per voce"), bool(content.budget)),
        Item("people", _("Chi lavora al progetto"), bool(content.team)),
        Item("translations", _("Il titolo in un'altra lingua"), any("title" in s for s in said.values())),
    ]
    if any(languages.outdated(content, language) for language in LANGUAGES):
        items.append(Item("translations", _("Traduzioni da rileggere: l'italiano è cambiato"), is_done=False))
    refusal = why_budget_is_wrong(content, cost_cents=cost_cents)
    return [*items, Item("budget", refusal, is_done=False, is_required=True)] if refusal else items


def why_budget_is_wrong(content: Content, *, cost_cents: int) -> str:
    """Return why the budget does not add up to the cost; empty when it does, or there is none yet."""
    difference = content.budget_cents - cost_cents
    if not content.budget or not difference:
        return ""
    told = _("Il bilancio fa %(budget)s ed è sotto il costo del progetto, %(cost)s, di %(difference)s.")
    if difference > 0:
        told = _("Il bilancio fa %(budget)s e supera il costo del progetto, %(cost)s, di %(difference)s.")
    return told % {
        "budget": euro(content.budget_cents),
        "cost": euro(cost_cents),
        "difference": euro(abs(difference)),
    }


def wrong_links(content: Content) -> Iterator[str]:
    """Yield the links that a page may not carry: not http or https, or a video elsewhere than on known hosts."""
    if content.video is not None and not is_video(content.video.url):
        yield content.video.url
    for member in (*content.team, *content.partners):
        if member.link and not is_link(member.link):
            yield member.link


def is_link(url: str) -> bool:
    """Tell whether an address is one of the web.

    >>> is_link("https://example.org/noi"), is_link("javascript:alert(1)"), is_link("//example.org")
    (True, False, False)
    """
    return _host(url, {"http", "https"}) != ""


def is_video(url: str) -> bool:
    """Tell whether an address is a video on a host that we know, by https.

    >>> is_video("https://youtu.be/abc"), is_video("https://youtu.be.example.org/abc"), is_video("http://vimeo.com/1")
    (True, False, False)
    """
    return _host(url, {"https"}) in VIDEO_HOSTS


def lost_pictures(content: Content) -> Iterator[str]:
    """Yield the keys that something names and that are not among the content's pictures."""
    named = [member.picture for member in (*content.team, *content.partners)]
    if content.video is not None:
        named.append(content.video.picture)
    yield from (key for key in named if key and content.picture(key) is None)


def _host(url: str, schemes: set[str]) -> str:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    is_plain = parts.scheme in schemes and parts.username is None and port in (None, 80, 443)
    return host if is_plain and not any(character.isspace() or character in "\"'<>\\" for character in url) else ""
