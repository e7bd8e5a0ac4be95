"""Personal data and secrets out of texts, before they are written or sent. Pure.

Names cannot be told from other words: where they may stand (what a database says of a refused row) the text is dropped.
"""

import re

_SECRET_PATHS = re.compile(r"(?P<before>/(?:donazioni|donations)/)[^/\s?\"'<>]+|(?P<invited>/invito/)[^\s?\"'<>]+")
_PATTERNS = (
    (re.compile(r"DETAIL:.*?(?=\n\n|\Z)", re.DOTALL), "DETAIL: <removed>"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), "<email>"),
    (re.compile(r"[A-Za-z0-9_:=.-]*[.:][A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"), "<token>"),
    (re.compile(r"\b(?:sk|rk|whsec|pi|cs|seti)_(?:test_|live_)?\w{8,}(?:_secret_\w+)?"), "<key>"),
    (re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b"), "<iban>"),
    (re.compile(r"\b[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]\b", re.IGNORECASE), "<tax code>"),
    (re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b"), "<ip>"),
)


def scrub(text: str) -> str:
    """Return a text without e-mail addresses, tax codes, IBANs, network addresses, tokens and keys.

    >>> scrub("ada@example.org RSSDAA80A41F205X from 10.0.0.7")
    '<email> <tax code> from <ip>'
    >>> scrub("GET /donazioni/12.abc/grazie/")
    'GET /donazioni/<token>/grazie/'
    """
    text = _SECRET_PATHS.sub(lambda found: f"{found['before'] or found['invited']}<token>", text)
    for pattern, instead in _PATTERNS:
        text = pattern.sub(instead, text)
    return text


def scrub_path(path: str) -> str:
    """Return a request's path without its query and its tokens.

    >>> scrub_path("/api/v1/donations/12.abc/?email=ada@example.org")
    '/api/v1/donations/<token>/'
    """
    return scrub(path.partition("?")[0])
