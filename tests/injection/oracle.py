"""What a page or a file must never hold, whatever people typed."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from tests.injection.payloads import MARK
from tests.injection.robot import parsed, words

SAFE_SCHEMES = {"", "http", "https", "mailto", "tel"}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "srcset", "xlink:href", "cite", "background"}
BEGINS_A_FORMULA = re.compile(r"[=+\-@\t\r\n]")
AMOUNT = re.compile(r"-\d+(,\d{2})?")
JSON_LD = "application/ld+json"


def wrong_with_page(html: str) -> Iterator[str]:
    """Yield what a payload has brought to life in a page: elements, attributes, addresses, scripts."""
    stack = [parsed(html).root] if MARK in html else []
    while stack:
        node = stack.pop()
        stack.extend(node.children or ())
        if node.name == "template" and node.template_content is not None:
            stack.append(node.template_content)
        if not node.name.startswith(("#", "!")):
            yield from _wrong_with(node)


def _wrong_with(node: Any) -> Iterator[str]:
    name, attrs = node.name.lower(), {key.lower(): str(value or "") for key, value in (node.attrs or {}).items()}
    if MARK in name or any(MARK in key for key in attrs):
        yield f"element {name} {sorted(attrs)}"
    if name == "script" and attrs.get("type") == JSON_LD:
        json.loads(words(node))
    elif name == "script" and (not attrs.get("src", "").startswith("/static/") or words(node).strip()):
        yield f"script {attrs} {words(node)[:80]}"
    yield from (f"{key} on {name}" for key in attrs if key.startswith("on") or key in ("style", "srcdoc"))
    is_marked = name == "a" and "nofollow" in attrs.get("rel", "")
    for key in ADDRESSES & set(attrs):
        if not _is_safe(attrs[key], name, is_marked=is_marked):
            yield f"{key}={attrs[key]!r} on {name}"


def _is_safe(address: str, element: str, *, is_marked: bool = False) -> bool:
    plain = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")
    if plain == "data:," or (plain.startswith("data:image/") and element == "img"):
        return True
    try:
        parts = urlsplit(plain)
    except ValueError:
        return False
    if parts.scheme.lower() not in SAFE_SCHEMES:
        return False
    return MARK not in parts.netloc or is_marked


def wrong_with_csv(body: bytes) -> Iterator[str]:
    """Yield the cells that a spreadsheet would take for formulas."""
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"):
        yield from (repr(cell) for cell in row if BEGINS_A_FORMULA.match(cell) and not AMOUNT.fullmatch(cell))


def wrong_with_xlsx(body: bytes) -> Iterator[str]:
    """Yield formulas and links in a workbook."""
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        for name in packed.namelist():
            if name.startswith("xl/worksheets/"):
                sheet = ElementTree.fromstring(packed.read(name))
                yield from (f"{name} {node.tag}" for node in sheet.iter() if node.tag.endswith(("}f", "}hyperlink")))


def wrong_with_calendar(body: bytes) -> Iterator[str]:
    """Yield lines of a calendar that a payload began, and parts that nobody made."""
    for line in body.decode().replace("\r\n ", "").split("\r\n"):
        if re.match(r"(BEGIN:VALARM|X-ZQX|Bcc)", line, re.IGNORECASE) or "\n" in line or "\r" in line:
            yield line


def wrong_with_feed(body: bytes) -> Iterator[str]:
    """Yield what is wrong with a feed or site map: it must be XML whose HTML, if any, is inert."""
    for node in ElementTree.fromstring(body).iter():
        if MARK in node.tag or any(MARK in key for key in node.attrib):
            yield f"{node.tag} {node.attrib}"
        if node.attrib.get("type") == "html":
            yield from wrong_with_page(node.text or "")
        yield from (
            f"{key}={value!r}" for key, value in node.attrib.items() if key == "href" and not _is_safe(value, "a")
        )


def wrong_with_headers(answer: Any) -> Iterator[str]:
    """Yield headers that a payload began, and file names that lead elsewhere or break their quotes."""
    for name, value in answer.items():
        if "\n" in value or "\r" in value or "zqx" in name.lower():
            yield f"{name}: {value!r}"
    said = answer.get("Content-Disposition", "")
    file = re.search(r'filename="((?:[^"\\]|\\.)*)"', said)
    if file and ("/" in file[1] or ".." in file[1].replace("..-", "")):
        yield said


WRONG_WITH: dict[str, Any] = {
    "text/html": lambda body: wrong_with_page(body.decode()),
    "text/csv": wrong_with_csv,
    "text/calendar": wrong_with_calendar,
    "application/atom+xml": wrong_with_feed,
    "application/xml": wrong_with_feed,
    "image/svg+xml": wrong_with_feed,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": wrong_with_xlsx,
    "application/json": lambda body: (json.loads(body), [])[1],
    "application/geo+json": lambda body: (json.loads(body), [])[1],
}


def wrong_with(answer: Any) -> list[str]:
    """Return what is wrong with any answer, by its type."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.get("Content-Type", "").partition(";")[0]
    return [*wrong_with_headers(answer), *WRONG_WITH.get(kind, lambda _: [])(body)]
