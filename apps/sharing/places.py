"""Where a campaign can be passed on: plain links that load nothing from anybody, and the code of the widget."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDGET_HEIGHT = 420


@dataclass(frozen=True)
class Place:
    """One way to pass an address on."""

    name: str
    link: str
    icon: str


def places(address: str, title: str) -> list[Place]:
    """Return the ways to pass a campaign on, e-mail first."""
    return [
        Place(_("E-mail"), f"mailto:?{_query(subject=title, body=address)}", "it-mail"),
        Place("WhatsApp", f"https://wa.me/?{_query(text=f'{title} {address}')}", "it-whatsapp"),
        Place("Telegram", f"https://t.me/share/url?{_query(url=address, text=title)}", "it-telegram"),
        Place("Facebook", f"https://www.facebook.com/sharer/sharer.php?{_query(u=address)}", "it-facebook"),
        Place("X", f"https://x.com/intent/post?{_query(text=title, url=address)}", "it-share"),
    ]


def widget_code(address: str, title: str, script: str) -> SafeString:
    """Return the HTML that another site pastes: a frame that works alone, and a script that gives it its height."""
    return format_html(
        '<iframe src="{}riquadro/" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>\n'
        '<script src="{}" defer></script>',
        address,
        title,
        WIDGET_HEIGHT,
        script,
    )


def _query(**said: str) -> str:
    return urlencode(said, quote_via=quote)
