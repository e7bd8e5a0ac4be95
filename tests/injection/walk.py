"""A walk through every page that people reach by links, each kind of page a few times; and by addresses made up."""

import re
from collections import defaultdict
from collections.abc import Iterable
from html import unescape
from urllib.parse import quote, urlsplit

from django.http import Http404
from django.test import Client
from django.urls import resolve

from tests.injection.oracle import wrong_with

OF_EACH_KIND = 2
LEAVES = re.compile(r"esci|logout|/static/|termina|/webhooks/|/identita/")
LINK = re.compile(r'(?:href|src)="([^"]+)"')
EVIL = '"><script>zqx()</script><img src=x onerror=zqx()>javascript:zqx()'
NAMES = ("q", "page", "next", "ordina", "stato", "tipo", "chiave", "pagina", "formato", "campagna", "versione")


class Walk:
    """Somebody's walk: `seen` are the pages by kind, `text` all that was read, `wrong` what should not be there."""

    def __init__(self, client: Client, urlconf: str) -> None:
        self._client, self._urlconf = client, urlconf
        self._owed: dict[str, list[str]] = defaultdict(list)
        self._known: set[str] = set()
        self.seen: dict[str, list[str]] = defaultdict(list)
        self.wrong: list[str] = []
        self.text = ""

    def through(self, starts: Iterable[str]) -> "Walk":
        """Look at some pages, and at what they lead to."""
        for start in starts:
            self._owe(start)
        while pages := [name for name, owed in self._owed.items() if owed and len(self.seen[name]) < OF_EACH_KIND]:
            for name in pages:
                path = max(self._owed[name], key=lambda each: (len(each), each))
                self._owed[name].remove(path)
                self.seen[name].append(path)
                self._look(path)
        return self

    def with_evil_questions(self) -> "Walk":
        """Ask the first page of each kind for what nobody should ask for."""
        for paths in list(self.seen.values()):
            base = urlsplit(paths[0]).path
            asked = "&".join(f"{name}={quote(EVIL)}" for name in NAMES)
            self._look(f"{base}?{asked}", leads=False)
        return self

    def _owe(self, address: str) -> None:
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc or not path.startswith("/") or LEAVES.search(path) or path in self._known:
            return
        self._known.add(path)
        try:
            name = resolve(parts.path, self._urlconf).view_name
        except Http404:
            return
        self._owed[f"{name}{'?' + parts.query if 'formato=' in parts.query else ''}"].append(path)

    def _look(self, path: str, *, leads: bool = True) -> None:
        answer = self._client.get(path)
        if answer.status_code >= 500:
            self.wrong.append(f"{path}: {answer.status_code}")
        location = answer.get("Location", "")
        if "zqx" in urlsplit(location).netloc or urlsplit(location).scheme not in ("", "http", "https"):
            self.wrong.append(f"{path}: leads to {location}")
        is_letter = path.partition("?")[0].endswith("/html/")
        self.wrong += [
            f"{path[:120]}: {each}" for each in wrong_with(answer) if not (is_letter and each.startswith("style on"))
        ]
        if leads and answer.get("Content-Type", "").startswith("text/html") and not answer.streaming:
            self.text += unescape(answer.content.decode())
            for address in LINK.findall(answer.content.decode()):
                self._owe(unescape(address))
