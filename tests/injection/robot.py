"""A person who fills in whatever form a page shows: types into every box, chooses what is offered, sends it."""

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from justhtml import JustHTML

from apps.kernel import clock

TYPED = ("text", "search", "url", "tel", "")
_addresses = count(1)


@dataclass
class Filled:
    """What a form would send: `typed` are the boxes with how much they take, `data` all the rest."""

    action: str
    data: dict[str, Any] = field(default_factory=dict)
    typed: dict[str, int | None] = field(default_factory=dict)
    mails: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    initial: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=4)
def parsed(html: str) -> Any:
    """Return a page as a browser without scripts reads it: what stands in `noscript` counts too."""
    return JustHTML(html, sanitize=False, scripting_enabled=False)


def words(node: Any) -> str:
    """Return all the text of a node, as it stands."""
    if node.name == "#text":
        return str(node.data)
    return "".join(words(child) for child in node.children or ())


def send(client: Client, path: str, data: dict[str, Any]) -> Any:
    """Post from a network of its own, so that nobody is told to come back later; read what a refusal leads back to."""
    number = next(_addresses)
    address = f"10.{number // 60_000 % 200}.{number // 250 % 240}.{number % 250 + 1}"
    answer = client.post(path, data, REMOTE_ADDR=address)
    back = answer.get("Location", "")
    return client.get(back) if "rivedi=" in back else answer


def shown(client: Client, path: str) -> Any:
    """Return the main part of a page that somebody opens."""
    return parsed(main_of(client.get(path)))


def main_of(answer: Any) -> str:
    """Return the part of a page that is its own; what stands around it is looked at on the walk."""
    html: str = answer.content.decode()
    return html[html.find("<main") : html.rfind("</main>")]


def form_of(page: Any, path: str, pressed: tuple[str, str] | None) -> Filled:
    """Return the form of a page with the pressed button, or else the first with a box to type in."""
    for form in page.query("form"):
        if form.attrs.get("method", "").lower() != "post":
            continue
        found = _read(form, form.attrs.get("action") or path)
        if pressed is None and (found.typed or found.files or found.mails):
            return found
        if pressed and any(
            (node.attrs.get("name"), node.attrs.get("value") or "") == pressed for node in form.query("input, button")
        ):
            found.data[pressed[0]] = pressed[1]
            return found
    raise AssertionError(f"{path}: no form for {pressed}")


def _read(form: Any, action: str) -> Filled:
    found = Filled(action)
    for node in form.query("input, textarea, select"):
        name = node.attrs.get("name")
        if name and "disabled" not in node.attrs:
            _take(found, node, name)
    return found


def _take(found: Filled, node: Any, name: str) -> None:
    most = int(node.attrs["maxlength"]) if "maxlength" in node.attrs else None
    kind = node.attrs.get("type") or ""
    if node.name == "textarea" or (node.name == "input" and kind in TYPED):
        found.typed[name] = most
        found.initial[name] = words(node) if node.name == "textarea" else node.attrs.get("value") or ""
    elif node.name == "select":
        options = [(each.attrs.get("value") or "", "selected" in each.attrs) for each in node.query("option")]
        chosen = [value for value, is_chosen in options if is_chosen and value] + [each for each, _ in options if each]
        found.data[name] = chosen[0] if chosen else ""
    elif kind == "email":
        found.mails.add(name)
    elif kind == "file":
        found.files.add(name)
    elif kind in ("radio", "checkbox"):
        _choose(found, node, name, kind)
    elif kind not in ("submit", "button", "reset", "image"):
        usual = {"date": clock.now().date().isoformat(), "number": "1"}
        found.data[name] = node.attrs.get("value") or usual.get(kind, "")


def _choose(found: Filled, node: Any, name: str, kind: str) -> None:
    if name.endswith("-DELETE") or (kind == "radio" and name in found.data and "checked" not in node.attrs):
        return
    found.data[name] = node.attrs.get("value", "on")


def upload(name: str, content: bytes, kind: str) -> SimpleUploadedFile:
    """Return a file to send; its name is typed by who sends it."""
    return SimpleUploadedFile(name, content, kind)
