"""One form, one pack: what a page did with it, and what it should not have done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Any

from django.test import Client

from apps.community.rules.writing import cleaned
from tests.injection.oracle import wrong_with, wrong_with_headers, wrong_with_page
from tests.injection.payloads import ADDRESS, Pack
from tests.injection.robot import Filled, form_of, main_of, parsed, send, shown, upload, words
from tests.injection.scene import Scene
from tests.injection.table import Row
from tests.injection.witness import Witness

ENGLISH = re.compile(r"\b(the|this|enter|ensure|required|characters|please|must|cannot)\b", re.IGNORECASE)
WITH_MAILS = ("markup", "links", "template", "invisible", "formula")
SIGNABLE = 40
_numbers = count(1)


@dataclass
class Outcome:
    """What is wrong, what was taken, by field, and what who typed it reads afterwards."""

    wrong: list[str] = field(default_factory=list)
    read: str = ""
    taken: dict[str, str] = field(default_factory=dict)


def attack(scene: Scene, row: Row, pack: Pack, witness: Witness) -> Outcome:
    """Type a pack into every box of a form and send it; then, with what is right where it was refused, again."""
    client, path = row.where(scene)
    form = form_of(shown(client, path), path, row.press)
    form.data |= {name: value for name, value in row.right.items() if name in form.data}
    form.data = {name: value for name, value in form.data.items() if value is not None}
    typed = _typed(form, row, pack)
    attacks = set(typed.values())
    outcome = Outcome()
    for attempt in range(3):
        with witness.of(pack.name, set(typed.values())):
            files = {name: upload(*row.files[name]) for name in form.files & set(row.files)}
            answer = send(client, form.action, {**form.data, **typed, **files})
        if answer.status_code in (301, 302, 303):
            outcome.taken = {name: text for name, text in typed.items() if text and text in attacks}
            if pack.name == "markup":
                _read_back(outcome, client, (answer["Location"], path))
            if not row.is_only_asked:
                outcome.wrong += _lost(outcome.taken, witness)
            return outcome
        refused = _look_at_refused(outcome, answer, typed)
        if row.is_refused:
            return outcome
        typed |= {name: _instead(form, row, name, attempt) for name in refused or typed}
    outcome.wrong.append(f"never taken: {_errors(answer)}")
    return outcome


def _read_back(outcome: Outcome, client: Client, paths: tuple[str, str]) -> None:
    for path in paths:
        if path.startswith("/"):
            answer = client.get(path)
            outcome.wrong += wrong_with(answer)
            outcome.read += unescape(answer.content.decode())


def _typed(form: Filled, row: Row, pack: Pack) -> dict[str, str]:
    if row.renews:
        _remove_rows(form)
    boxes = {name: _signed(pack, most, at) for at, (name, most) in enumerate(form.typed.items())}
    for name in form.mails:
        mail = ADDRESS.format(next(_numbers))
        boxes[name] = mail if pack.name in WITH_MAILS else pack.cut(254, 0)
    return {name: text if name not in row.beside else "" for name, text in boxes.items()}


def _signed(pack: Pack, most: int | None, at: int) -> str:
    """Return the text for a box; markup that is not too short bears a number, by which it is found on the pages."""
    if pack.name != "markup" or (most is not None and most < SIGNABLE):
        return pack.cut(most, at)
    return f"{pack.cut(most and most - 9, at)} n{next(_numbers)}n"


def _remove_rows(form: Filled) -> None:
    filled = {name.rpartition("-")[0] for name, text in form.initial.items() if text and "-" in name}
    form.typed = {name: most for name, most in form.typed.items() if name.rpartition("-")[0] not in filled}
    form.data |= {f"{row}-DELETE": "on" for row in filled}


def _instead(form: Filled, row: Row, name: str, attempt: int) -> str:
    short = name.rpartition("-")[2]
    for known in (name, short):
        if known in row.right:
            return str(row.right[known])
    if name in form.mails:
        return f"altra{next(_numbers)}@example.org"
    return (form.initial.get(name) if not attempt else "") or f"Va bene {next(_numbers)}"


def _lost(taken: dict[str, str], witness: Witness) -> Iterator[str]:
    for name, text in taken.items():
        plain = text.replace("\r\n", "\n").strip()
        lines = [line.strip() for line in plain.splitlines() if line.strip()]
        if not witness.has_written(text, text.strip(), plain, cleaned(text), plain.lower(), *lines[:1]):
            yield f"{name}: taken and not kept: {text[:60]!r}"


def _look_at_refused(outcome: Outcome, answer: Any, typed: dict[str, str]) -> list[str]:
    if answer.status_code not in (200, 409, 422):
        outcome.wrong.append(f"status {answer.status_code}")
    outcome.wrong += [*wrong_with_headers(answer), *wrong_with_page(main_of(answer))]
    page = parsed(main_of(answer))
    refused = [node for node in page.query("input, textarea") if node.attrs.get("aria-invalid") == "true"]
    for node in refused:
        name = node.attrs["name"]
        shown = words(node) if node.name == "textarea" else node.attrs.get("value") or ""
        if name in typed and node.attrs.get("type") != "password" and _flat(shown) != _flat(typed[name]):
            outcome.wrong.append(f"{name}: refused and lost: {shown[:60]!r}")
    said = _errors(answer)
    if not said:
        outcome.wrong.append("refused without a word")
    outcome.wrong += [f"not in Italian: {each}" for each in said if ENGLISH.search(each)]
    return [node.attrs["name"] for node in refused if node.attrs["name"] in typed]


def _errors(answer: Any) -> list[str]:
    page = parsed(main_of(answer))
    found = page.query(".cl-wrong p, .cl-summary li, .alert-danger, .alert-warning")
    return [" ".join(words(node).split()) for node in found if words(node).strip()]


def _flat(text: str) -> str:
    return "".join(text.replace("\x00", "\ufffd").split())
