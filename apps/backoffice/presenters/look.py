"""The look in words for the office: what a draft changes, how a version came about, what contrast colours reach."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.branding.rules import document, domains, palette
from apps.branding.states import CLAIM_LABELS, ClaimState, Origin
from apps.kernel.colours import contrast, is_colour

if TYPE_CHECKING:
    from apps.branding.models import DomainClaim, LookVersion
    from tenants.registry.looks import Look
    from tenants.registry.models import Domain

FIELDS = {
    "name": "nome",
    "tagline": "motto",
    "primary_colour": "colore principale",
    "secondary_colour": "colore secondario",
    "arms": "stemma",
    "photograph": "fotografia",
    "contacts": "contatti",
    "footer_links": "collegamenti del piè di pagina",
    "cofunding": "cofinanziamento",
    "usual_cents": "importi proposti",
    "sender_address": "mittente delle e-mail",
    "accessibility_statement_url": "dichiarazione di accessibilità",
    "accessibility_statement_date": "data della dichiarazione",
    "language": "lingua predefinita",
}
_TONES = {ClaimState.PENDING: "waiting", ClaimState.VERIFIED: "success", ClaimState.FAILED: "danger"}


@dataclass(frozen=True)
class Contrast:
    """One use of the colours: what it reaches and what it should."""

    label: str
    ratio: str
    minimum: str
    holds: bool


@dataclass(frozen=True, kw_only=True)
class Host:
    """A host of the city: answered on, claimed, or both."""

    domain: str
    readable: str
    state: str
    tone: str
    is_primary: bool
    is_served: bool
    claim: "DomainClaim | None"
    record: str = ""
    value: str = ""


def changes(live: "Look", draft: "Look") -> list[str]:
    """Return the names of what a draft changes."""
    return [FIELDS[name] for name in document.differences(live, draft)]


def origin(version: "LookVersion") -> str:
    """Return how a version came about."""
    if version.origin == Origin.RESTORED:
        return f"Ripristino della versione {version.restored_from}"
    return "Aspetto iniziale" if version.origin == Origin.BEGINNING else "Bozza pubblicata"


def contrasts(primary: str, secondary: str) -> list[Contrast]:
    """Return what each use of the colours reaches; none for what is not a colour."""
    if not is_colour(primary) or (secondary and not is_colour(secondary)):
        return []
    shades = palette.shades(primary, secondary)
    found = []
    for use in palette.USES:
        ratio = contrast(shades.get(use.front, use.front), shades.get(use.back, use.back))
        found.append(Contrast(use.label, _ratio(ratio), _ratio(use.minimum), ratio >= use.minimum))
    return found


def hosts(served: "list[Domain]", claims: "list[DomainClaim]") -> list[Host]:
    """Return every host of the city: the main one first, then those answered on, then those that wait."""
    claimed = {claim.domain: claim for claim in claims}
    rows = [_host(row.domain, claimed.pop(row.domain, None), row) for row in served]
    return [*rows, *(_host(domain, claim, None) for domain, claim in claimed.items())]


def _host(domain: str, claim: "DomainClaim | None", row: "Domain | None") -> Host:
    state = ClaimState(claim.state) if claim else ClaimState.VERIFIED
    return Host(
        domain=domain,
        readable=domains.readable(domain),
        state=CLAIM_LABELS[state] if claim else "Della piattaforma",
        tone=_TONES[state],
        is_primary=bool(row and row.is_primary),
        is_served=row is not None,
        claim=claim,
        record=domains.record_name(domain),
        value=domains.record_value(claim.token) if claim else "",
    )


def _ratio(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
