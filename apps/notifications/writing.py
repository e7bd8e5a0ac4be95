"""Writing a message: from the common template or the city's own words to subject, text and HTML in one layout."""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from apps.kernel import formats, languages
from apps.kernel.texts import Text
from apps.notifications import catalogue, links, selectors
from apps.notifications.rules import markup, wordings
from apps.notifications.states import OPTIONAL, Topic
from apps.people import selectors as people
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.notifications.models import Message

MAX_SUBJECT = 200
ONLY_ITALIAN = frozenset({"account_invitation", "account_roles", "onboarding/invitation"})
"""Letters about the account of who works for a city: as the office's own mail, they are not translated."""
_NO_SUCH_SUM = 987_654_321_00
_OPEN, _CLOSE = "\ue000", "\ue001"
_inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


@dataclass(frozen=True)
class Letter:
    """What is sent."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Reader:
    """To whom a letter is written, and about what; the portal does not know yet the language of who has chosen none."""

    address: str
    topic: Topic
    language: str
    has_chosen: bool = True

    def path(self, path: str) -> str:
        """Return a path of the portal as a link of the letter leads to it: the page opens in the letter's language."""
        if self.has_chosen:
            return path
        page, mark, fragment = path.partition("#")
        city = languages.usual(registry.current_tenant().language)
        return f"{languages.address_in(page, self.language, city)}{mark}{fragment}"


def new_message_id() -> str:
    """Return a Message-ID of our own domain."""
    host = registry.portal_origin().partition("://")[2].partition(":")[0]
    return f"<{secrets.token_hex(16)}@{host}>"


def language_of(message: "Message") -> str:
    """Return the language of a message: its reader's own, else the message's, else the city's; offices work in Italian.

    A language that is not offered counts as none: nobody gets a letter half in one language.
    """
    if _goes_to_office(message):
        return str(settings.LANGUAGE_CODE)
    chosen = people.language_of(message.user_id) if message.user_id is not None else ""
    wanted = (chosen, message.language, registry.current_tenant().language)
    return next((code for code in wanted if code in settings.OFFERED_LANGUAGES), str(settings.LANGUAGE_CODE))


def compose(message: "Message") -> Letter:
    """Write a message: in the city's own words where it has some, else from the common template."""
    wording = selectors.find_wording(message.kind, message.language)
    own = (wording.subject, wording.body) if wording is not None else None
    return write(message.kind, message.data, reader_of(message), own)


def reader_of(message: "Message") -> Reader:
    """Return to whom a message is written, once its language is known."""
    chosen = people.language_of(message.user_id) if message.user_id is not None else ""
    return Reader(message.to, Topic(message.topic), message.language, bool(chosen) or _goes_to_office(message))


def write(kind: str, data: Mapping[str, Any], reader: Reader, own: tuple[str, str] | None = None) -> Letter:
    """Write a kind of message about some data; `own` are a city's subject and body instead of the common ones."""
    with translation.override(reader.language):
        data = _in_words(data, reader)
        subject, source = _filled(kind, data, *own) if own else _common(kind, data, reader)
        return _laid_out(subject, source, reader)


def common_wording(kind: str, language: str) -> tuple[str, str]:
    """Return the common subject and body of a kind with its variables in braces, to begin a city's own from."""
    data, marks = dict(catalogue.KINDS[kind].sample), {}
    origin = registry.portal_origin()
    with translation.override(language):
        for number, (key, variable) in enumerate(_variables(kind).items()):
            if variable.shown == "money":
                data[key] = _NO_SUCH_SUM + number
                marks[formats.euro(data[key])] = variable.name
            else:
                data[key] = f"{_OPEN}{variable.name}{_CLOSE}"
                marks[markup.said_in("it", markup.escape(data[key]))] = variable.name
                marks[f"{origin if variable.shown == 'link' else ''}{markup.escape(data[key])}"] = variable.name
        subject, body = _common(kind, data, Reader("", catalogue.topic_of(kind), language))
    for mark, name in marks.items():
        subject, body = subject.replace(mark, f"{{{name}}}"), body.replace(mark, f"{{{name}}}")
    return subject.strip(), body


def values_of(kind: str, data: Mapping[str, Any]) -> dict[str, str]:
    """Return what each variable of a kind says of some data."""
    origin = registry.portal_origin()
    shown: dict[str, Callable[[Any], str]] = {
        "money": lambda value: formats.euro(value or 0),
        "link": lambda value: f"{origin}{value}",
        "text": str,
        "day": str,
    }
    return {variable.name: shown[variable.shown](data.get(key, "")) for key, variable in _variables(kind).items()}


def _goes_to_office(message: "Message") -> bool:
    return message.topic == Topic.OFFICE or message.kind in ONLY_ITALIAN


def _in_words(data: Mapping[str, Any], reader: Reader) -> Mapping[str, Any]:
    """Return data as its reader has them: days, links, and the reason, chosen by the office from a list in Italian.

    What a campaign has translated (`translations`: by language, then by key) is said in the reader's language.
    """
    data = _translated(data, reader.language)
    told: dict[str, Callable[[Any], str]] = {"day": formats.day_said, "link": reader.path}
    shown = {key: catalogue.shown_as(key) for key in data}
    said = {key: told[shown[key]](value) if shown[key] in told else value for key, value in data.items()}
    reason = said.get("reason")
    return {**said, "reason": translation.gettext(reason)} if isinstance(reason, str) and reason else said


def _translated(value: Any, language: str) -> Any:
    if isinstance(value, list):
        return [_translated(each, language) for each in value]
    if isinstance(value, dict):
        own = value.get("translations", {}).get(language, {})
        said = {key: Text(text, language) for key, text in own.items()}
        return {key: _translated(each, language) for key, each in value.items()} | said
    return value


def _variables(kind: str) -> dict[str, catalogue.Variable]:
    return {key: catalogue.VARIABLES[key] for key in catalogue.KINDS[kind].sample if key in catalogue.VARIABLES}


def _filled(kind: str, data: Mapping[str, Any], subject: str, body: str) -> tuple[str, str]:
    values = values_of(kind, data)
    return wordings.fill(subject, values), wordings.fill(body, values)


def _common(kind: str, data: Mapping[str, Any], reader: Reader) -> tuple[str, str]:
    """Render the template of a kind, in the language's folder if it is there; what people wrote comes in escaped."""
    words = {key: markup.sealed(value) for key, value in data.items()}
    context = {**words, "tenant": registry.current_tenant(), "origin": registry.portal_origin(), "reader": reader}
    source = render_to_string([f"emails/{reader.language}/{kind}.txt", f"emails/{kind}.txt"], context)
    subject, _, body = source.partition("\n")
    return subject, re.sub(r"\n{3,}", "\n\n", body.strip())


def _laid_out(heading: str, source: str, reader: Reader) -> Letter:
    subject = markup.one_line(heading)[:MAX_SUBJECT]
    city, origin = registry.current_tenant(), registry.portal_origin()
    is_optional = reader.topic in OPTIONAL
    unsubscribe = links.unsubscribe_path(reader.address, reader.topic)
    context = {
        "subject": subject,
        "heading": _safe(markup.one_line_html(heading)),
        "city": city,
        "origin": origin,
        "home_url": f"{origin}{reader.path('/')}",
        "colour": city.primary_colour,
        "contacts": city.contacts or {},
        "language": reader.language,
        "wishes_url": f"{origin}{reader.path(links.wishes_path(reader.address))}",
        "unsubscribe_url": f"{origin}{reader.path(unsubscribe)}" if is_optional else "",
        "is_for_office": reader.topic == Topic.OFFICE,
    }
    text = render_to_string("emails/layout.txt", {**context, "body": _safe(markup.to_text(source))})
    html = render_to_string("emails/layout.html", {**context, "body": _safe(markup.to_html(source))})
    return Letter(subject, text.strip() + "\n", _inliner.inline(html))


def _safe(body: str) -> SafeString:
    return mark_safe(body)  # noqa: S308  # nosec B308 B703
