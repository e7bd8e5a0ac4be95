"""Filters and tags shared by every template: amounts, shares, dates, user text, form widgets.

Presentation only: an amount arrives in cents, a share in basis points, an instant in UTC.
"""

from datetime import date, datetime

import nh3
from django import template
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, RadioSelect, Select
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from markdown_it import MarkdownIt

from apps.backoffice.audit_words import ACTORS
from apps.editorial.rules.content import LANGUAGES
from apps.editorial.rules.freeze import Change
from apps.editorial.selectors import Corrected
from apps.kernel import formats, languages
from apps.kernel.formats import NO_BREAK_SPACE
from apps.kernel.periods import last_moment
from apps.kernel.texts import ITALIAN

register = template.Library()

USER_TEXT_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "a", "h3", "h4", "h5", "hr", "code", "pre"}
STATE_TONES = {
    "draft": "neutral",
    "ready": "info",
    "scheduled": "info",
    "open": "info",
    "waiting": "waiting",
    "pending": "waiting",
    "outcome_pending": "waiting",
    "reached": "success",
    "funded": "success",
    "confirmed": "success",
    "succeeded": "success",
    "realising": "success",
    "done": "success",
    "failed": "danger",
    "not_funded": "danger",
    "cancelled": "danger",
    "refunded": "neutral",
    "closed": "neutral",
}

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False})


@register.filter
def euro(cents: int | None) -> str:
    """Return an amount in cents as `€ 232.438,34`, kept on one line; empty for None."""
    return "" if cents is None else formats.euro(cents)


@register.filter
def euro_short(cents: int | None) -> str:
    """Return an amount in cents as `€ 5.000`, with its cents only when there are some; empty for None."""
    return "" if cents is None else formats.euro_short(cents)


@register.filter
def share_of(part: int, whole: int) -> str:
    """Return part of whole in per cent, rounded down, as `42%`; `0%` of nothing."""
    return formats.share(part * 100 // whole * 100 if whole > 0 else 0)


@register.filter
def width_of(part: int | None, whole: int | None) -> str:
    """Return part of whole as a length for a drawn bar, `0%` to `100%`, rounded down to a tenth of one per cent."""
    if not part or not whole or whole < 0:
        return "0%"
    tenths = max(0, min(1000, part * 1000 // whole))
    return f"{tenths // 10}.{tenths % 10}%"


@register.filter
def local_datetime(instant: datetime | None) -> str:
    """Return an instant in the city's time zone as `18/02/2021 12:00`; empty for None."""
    return timezone.localtime(instant).strftime(f"{formats.day_pattern()}{NO_BREAK_SPACE}%H:%M") if instant else ""


@register.filter
def local_date(day: date | datetime | None) -> str:
    """Return a day, or an instant's day in the city's time zone, as `18/02/2021`; empty for None."""
    if isinstance(day, datetime):
        day = timezone.localtime(day)
    return formats.day(day) if day else ""


@register.filter
def last_day(ends_at: datetime | None) -> str:
    """Return the last local day before a deadline, as `local_date` does; empty for None."""
    return local_date(last_moment(ends_at)) if ends_at else ""


@register.filter
def machine_datetime(moment: date | datetime | None) -> str:
    """Return the value of the `datetime` attribute of a `time` element."""
    if isinstance(moment, datetime):
        return timezone.localtime(moment).isoformat(timespec="minutes")
    return moment.isoformat() if moment else ""


@register.filter
def markdown(text: str | None) -> SafeString:
    """Return people's Markdown as HTML that holds only paragraphs, lists, emphasis, small headings and safe links."""
    return _clean(text, USER_TEXT_TAGS)


@register.filter
def markdown_page(text: str | None) -> SafeString:
    """Return the Markdown of a whole page as HTML: as `markdown`, with the headings under the page's own."""
    return _clean(text, USER_TEXT_TAGS | {"h2"})


@register.filter
def og_locale(language: str) -> str:
    """Return a language as the Open Graph protocol writes it, with a territory."""
    return languages.LOCALES.get(language, language)


@register.filter
def subject_of(change: Change | Corrected) -> str:
    """Return what a correction is of, with the language of its texts where that is not Italian."""
    subject = gettext(change.subject)
    return f"{subject} ({gettext(LANGUAGES[change.language])})" if change.language in LANGUAGES else subject


@register.filter
def acted_by(actor: str) -> str:
    """Return who did something, as the office reads it."""
    return ACTORS.get(actor, actor)


@register.filter
def state_tone(state: str) -> str:
    """Return the tone in which a state is shown: info, success, waiting, danger or neutral."""
    return STATE_TONES.get(str(state), "neutral")


@register.filter
def pattern_number(key: object) -> int:
    """Return 0 to 3, always the same for the same key: which drawn cover stands where there is no photograph."""
    return sum(str(key).encode()) % 4


@register.simple_tag
def in_italian() -> SafeString:
    """Return ` lang="it"` where the page is in another language: for the element of what people and offices wrote.

    Who listens to a page hears each part in its own language (WCAG 3.1.2). Proper names need no mark.
    """
    return in_language(ITALIAN)


@register.simple_tag
def lang_of(text: str) -> SafeString:
    """Return the `lang` of an element for what people wrote: the language of their `Text`, Italian of other strings."""
    return in_language(getattr(text, "lang", ITALIAN))


@register.filter
def marked(text: str) -> SafeString:
    """Return what people wrote for the middle of a sentence, marked where it is in another language than the page."""
    language = lang_of(text)
    return format_html("<span{}>{}</span>", language, str(text)) if language else conditional_escape(str(text))


@register.simple_tag
def in_language(language: str) -> SafeString:
    """Return ` lang="de"` where the page is in another language than its element; see `in_italian`."""
    return format_html(' lang="{}"', language) if language and language != get_language() else SafeString("")


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """Return the field's input with the design system's class for its kind."""
    kind = field.field.widget
    if isinstance(kind, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        css = "cl-option-input"
    elif isinstance(kind, Select):
        css = "form-select"
    else:
        css = "form-control"
    return field.as_widget(attrs={"class": f"{css} {kind.attrs.get('class', '')}".strip()})


@register.filter
def field_kind(field: BoundField) -> str:
    """Return how a field is laid out: `check` (one box), `group` (several options), `file` or `text`."""
    kind = field.field.widget
    if isinstance(kind, RadioSelect | CheckboxSelectMultiple):
        return "group"
    if isinstance(kind, CheckboxInput):
        return "check"
    return "file" if isinstance(kind, ClearableFileInput) else "text"


def _clean(text: str | None, tags: set[str]) -> SafeString:
    html = nh3.clean(
        _markdown.render(text or ""),
        tags=tags,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(html)  # noqa: S308  # nosec B308 B703
