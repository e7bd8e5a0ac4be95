"""A look as a document: what is kept in drafts and versions, and what is wrong with it."""

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from apps.branding.rules import palette
from apps.kernel.colours import is_colour
from apps.people.rules import is_tax_code
from tenants.registry.looks import Look

CONTACTS = ("address", "phone", "email", "pec", "fiscal_code", "owner_name", "owner_url")
LONGEST_NAME = 120
LONGEST_TAGLINE = 200
LONGEST_CONTACT = 200
MOST_LINKS = 8
LONGEST_LABEL = 60
MOST_LOGOS = 4
LONGEST_ALT = 200
LONGEST_URL = 500
LONGEST_WORDING = 600
FEWEST_AMOUNTS, MOST_AMOUNTS = 2, 4
_EMAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;]+")
_PHONE = re.compile(r"[+0-9][0-9 ./-]{3,30}")
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]+|/(?!/)[^\s\\]*")
_SITE = re.compile(r"https?://[^\s/]+\.[^\s]+")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a field of a look, in Italian; `proposal` is a value that would do."""

    field: str
    message: str
    proposal: str = ""


def to_document(look: Look) -> dict[str, Any]:
    """Return a look as JSON values."""
    day = look.accessibility_statement_date
    return {**asdict(look), "accessibility_statement_date": day.isoformat() if day else None}


def from_document(document: dict[str, Any]) -> Look:
    """Read a look; raises TypeError on a key that is unknown."""
    day = document.get("accessibility_statement_date")
    return Look(**{**document, "accessibility_statement_date": date.fromisoformat(day) if day else None})


def changed(look: Look, changes: dict[str, Any]) -> Look:
    """Return the look with some fields changed; raises TypeError on a field that is unknown."""
    return replace(look, **changes)


def differences(one: Look, other: Look) -> list[str]:
    """Return the names of the fields in which two looks differ."""
    return [each.name for each in fields(Look) if getattr(one, each.name) != getattr(other, each.name)]


def problems(look: Look) -> list[Problem]:
    """Return what is wrong with a look, none when it may go live."""
    checks: tuple[Callable[[Look], list[Problem]], ...] = (
        _words,
        colour_problems,
        _contacts,
        _links,
        _pictures,
        _amounts,
    )
    return [problem for check in checks for problem in check(look)]


def colour_problems(look: Look) -> list[Problem]:
    """Return what is wrong with the two colours, each with the nearest that would do."""
    wrong = primary_problems(look.primary_colour)
    if wrong:
        return wrong
    if look.secondary_colour and not is_colour(look.secondary_colour):
        return [Problem("secondary_colour", "Scrivi il colore nella forma #rrggbb, oppure lascia vuoto.")]
    missed = palette.failures(look.primary_colour, look.secondary_colour)
    if not missed:
        return []
    proposal = palette.nearest_secondary(look.primary_colour, look.secondary_colour)
    return [Problem("secondary_colour", _missed(missed, proposal), proposal)]


def primary_problems(colour: str) -> list[Problem]:
    """Return what is wrong with a colour as a city's main one, with the nearest that would do."""
    if not is_colour(colour):
        return [Problem("primary_colour", "Scrivi il colore nella forma #rrggbb, per esempio #0066cc.")]
    missed = palette.failures(colour)
    if not missed:
        return []
    proposal = palette.nearest_primary(colour)
    return [Problem("primary_colour", _missed(missed, proposal), proposal)]


def _missed(missed: list[palette.Failure], proposal: str) -> str:
    worst = min(missed, key=lambda each: each.ratio / each.minimum)
    reached, wanted = (f"{value:.1f}".replace(".", ",") for value in (worst.ratio, worst.minimum))
    return f"Si legge male ({worst.label}: {reached}:1, serve {wanted}:1). Il più vicino che va bene è {proposal}."


def _words(look: Look) -> list[Problem]:
    checks = (
        ("name", look.name.strip() != "" and len(look.name) <= LONGEST_NAME, "Scrivi il nome del Comune."),
        ("tagline", len(look.tagline) <= LONGEST_TAGLINE, f"Al massimo {LONGEST_TAGLINE} caratteri."),
        (
            "sender_address",
            not look.sender_address or _EMAIL.fullmatch(look.sender_address),
            "Scrivi un indirizzo e-mail completo.",
        ),
        (
            "accessibility_statement_url",
            not look.accessibility_statement_url or _SITE.fullmatch(look.accessibility_statement_url),
            "Scrivi l'indirizzo completo, con https://.",
        ),
    )
    return [Problem(field, message) for field, holds, message in checks if not holds]


def _contacts(look: Look) -> list[Problem]:
    found = [Problem("contacts", f"Voce sconosciuta: {key}.") for key in look.contacts if key not in CONTACTS]
    patterns: dict[str, tuple[Callable[[str], object], str]] = {
        "email": (_EMAIL.fullmatch, "Scrivi un indirizzo e-mail completo."),
        "pec": (_EMAIL.fullmatch, "Scrivi un indirizzo PEC completo."),
        "phone": (_PHONE.fullmatch, "Scrivi il numero con cifre e spazi."),
        "owner_url": (_SITE.fullmatch, "Scrivi l'indirizzo completo, con https://."),
        "fiscal_code": (is_tax_code, "Il codice fiscale non è corretto: controlla le cifre."),
    }
    for key, value in look.contacts.items():
        matches, message = patterns.get(key, (bool, ""))
        if len(value) > LONGEST_CONTACT or "\n" in value:
            found.append(Problem(key, f"Al massimo {LONGEST_CONTACT} caratteri, su una riga."))
        elif value and not matches(value):
            found.append(Problem(key, message))
    return found


def _links(look: Look) -> list[Problem]:
    if len(look.footer_links) > MOST_LINKS:
        return [Problem("footer_links", f"Al massimo {MOST_LINKS} collegamenti.")]
    found = []
    for number, link in enumerate(look.footer_links, start=1):
        if not 0 < len(link["label"].strip()) <= LONGEST_LABEL:
            found.append(Problem("footer_links", f"Scrivi il testo del collegamento {number}."))
        elif len(link["url"]) > LONGEST_URL or not _ADDRESS.fullmatch(link["url"]):
            found.append(
                Problem("footer_links", f"Collegamento {number}: scrivi un indirizzo con https://, o /una-pagina/.")
            )
    return found


def _pictures(look: Look) -> list[Problem]:
    found = []
    alt = str(look.photograph.get("alt", "")).strip() if look.photograph else "-"
    if not 0 < len(alt) <= LONGEST_ALT:
        found.append(Problem("photograph_alt", "Descrivi la fotografia per chi non la vede."))
    logos = look.cofunding.get("logos", [])
    if len(logos) > MOST_LOGOS or any(not logo["alt"].strip() for logo in logos):
        found.append(Problem("cofunding", f"Al massimo {MOST_LOGOS} loghi, ciascuno con la sua descrizione."))
    if len(look.cofunding.get("wording", "")) > LONGEST_WORDING:
        found.append(Problem("wording", f"Al massimo {LONGEST_WORDING} caratteri."))
    return found


def _amounts(look: Look) -> list[Problem]:
    cents = look.usual_cents
    is_rising = all(one < other for one, other in zip([0, *cents], cents, strict=False))
    if not cents or (is_rising and FEWEST_AMOUNTS <= len(cents) <= MOST_AMOUNTS):
        return []
    said = f"Da {FEWEST_AMOUNTS} a {MOST_AMOUNTS} importi diversi, dal più piccolo al più grande."
    return [Problem("usual_cents", said)]
