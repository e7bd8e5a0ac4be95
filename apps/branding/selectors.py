"""Reads of a city's look, legal texts and claimed domains."""

from dataclasses import fields
from typing import TYPE_CHECKING

from apps.branding import defaults
from apps.branding.models import BrandFile, DomainClaim, LegalText, LookDraft, LookVersion
from apps.branding.rules import document
from apps.branding.states import TextKind
from tenants.registry import selectors as registry
from tenants.registry.looks import Look

if TYPE_CHECKING:
    from tenants.registry.models import Tenant


def live_look(tenant: "Tenant") -> Look:
    """Return what citizens see of a tenant, from its row."""
    return Look(**{each.name: getattr(tenant, each.name) for each in fields(Look)})


def find_draft() -> LookDraft | None:
    """Return the draft, or None."""
    return LookDraft.objects.first()


def draft_look() -> Look | None:
    """Return the look of the draft, or None where there is none."""
    draft = find_draft()
    return document.from_document(draft.document) if draft else None


def working_look() -> Look:
    """Return the look that the office is working on: the draft, else what is live."""
    return draft_look() or live_look(registry.current_tenant())


def list_versions() -> list[LookVersion]:
    """Return the versions of the look, latest first."""
    return list(LookVersion.objects.order_by("-number"))


def find_version(number: int) -> LookVersion | None:
    """Return a version of the look, or None."""
    return LookVersion.objects.filter(number=number).first()


def find_file(sha256: str) -> BrandFile | None:
    """Return a picture of the current city, or None."""
    return BrandFile.objects.filter(sha256=sha256).first()


def find_text(kind: TextKind) -> LegalText | None:
    """Return the latest version of a page's own text, or None where the city never wrote one."""
    return LegalText.objects.filter(kind=kind).order_by("-version").first()


def list_texts(kind: TextKind) -> list[LegalText]:
    """Return every version of a page's text, latest first."""
    return list(LegalText.objects.filter(kind=kind).order_by("-version"))


def latest_texts() -> dict[TextKind, LegalText]:
    """Return the latest version of each page's own text."""
    rows = LegalText.objects.order_by("kind", "-version").distinct("kind")
    return {TextKind(row.kind): row for row in rows}


def live_text(kind: TextKind, *, city: str, language: str = defaults.SOURCE) -> str:
    """Return a page's Markdown: the city's own, else the built-in one in a language, with the city's name in it."""
    return text_in_force(find_text(kind), kind, city=city, language=language)


def text_in_force(own: LegalText | None, kind: TextKind, *, city: str, language: str) -> str:
    """Return a page's Markdown, given the latest version of the city's own text."""
    return own.text if own and own.text else defaults.text_of(kind, city=city, language=language)


def language_in_force(own: LegalText | None, kind: TextKind, *, language: str) -> str:
    """Return the language of `text_in_force`: a city writes its own text in Italian."""
    return defaults.SOURCE if own and own.text else defaults.language_of(kind, language)


def list_claims() -> list[DomainClaim]:
    """Return the claimed domains by name."""
    return list(DomainClaim.objects.order_by("domain"))


def find_claim(claim_id: int) -> DomainClaim | None:
    """Return a claimed domain, or None."""
    return DomainClaim.objects.filter(pk=claim_id).first()
