"""What is made to pass a campaign on: card, QR codes, poster, press kit, the widget and the page with its code.

Whatever is drawn is kept under the digest of what it says, so a picture is made once per change and not per request.
"""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from apps.campaigns import selectors as campaigns
from apps.editorial import selectors as editorial
from apps.kernel import clock
from apps.kernel.address import page_address
from apps.kernel.kept import same_for_all
from apps.kernel.shelf import shelf
from apps.pictures import selectors as pictures
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import sharing as sharing_presenter
from apps.portal.presenters.standing import Standing
from apps.portal.views.campaigns import standing_of
from apps.sharing import codes, kit, printing
from apps.sharing.facts import Facts
from apps.sharing.places import WIDGET_HEIGHT, widget_code
from tenants.registry.schema import current_schema

_DAY, _HOUR = 86_400, 3_600
_MOST_PICTURES = 6
_FOR_EVER = "public, max-age=31536000, immutable"
_WIDGET_CSP = {
    "default-src": ["'none'"],
    "img-src": ["'self'", "data:"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "font-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["*"],
}


@require_safe
def social_card(request: HttpRequest, slug: str, digest: str) -> HttpResponse:
    """Answer the card of a campaign; an address of how it was before leads to how it is now."""
    facts = _facts(request, _standing(slug))
    if digest != facts.digest:
        return redirect(sharing_presenter.card_address(facts))
    response = HttpResponse(_card(request, facts), content_type="image/png")
    response["Cache-Control"] = _FOR_EVER
    return response


@require_safe
def qr_svg(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the QR code of a campaign's address, for screens and documents."""
    return HttpResponse(codes.qr_svg(_address(request, _public(slug))), content_type="image/svg+xml")


@require_safe
def qr_png(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the QR code of a campaign's address, for who cannot use an SVG."""
    return HttpResponse(codes.qr_png(_address(request, _public(slug))), content_type="image/png")


@require_safe
def poster(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the poster of a campaign."""
    response = HttpResponse(_poster(request, _facts(request, _standing(slug))), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="locandina-{slug}.pdf"'
    return response


@require_safe
def press_kit(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the press kit of a campaign."""
    standing = _standing(slug)
    facts = _facts(request, standing)
    made = kit.press_kit(
        facts, card=_card(request, facts), poster=_poster(request, facts), pictures=_pictures(standing.campaign.pk)
    )
    response = HttpResponse(made, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="materiali-{slug}.zip"'
    return response


@require_safe
@xframe_options_exempt
@csp(_WIDGET_CSP)  # type: ignore[arg-type]
def widget(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a campaign inside another site's page: no session, no cookie, nothing to fill in."""
    response = _widget(request, slug)
    response.keeps_no_cookie = True  # type: ignore[attr-defined]
    response["Cache-Control"] = "public, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the code of the widget with a preview, and everything else there is to pass a campaign on."""
    standing = _standing(slug)
    campaign, facts = standing.campaign, _facts(request, standing)
    script = page_address(request, reverse("portal:embed_script"))
    context = {
        "campaign": campaign,
        "code": widget_code(facts.address, campaign.told_title, script),
        "height": WIDGET_HEIGHT,
        "card": f"card-{facts.digest}.png",
        "card_alt": facts.alternative,
        "share": sharing_presenter.share(campaign, facts.address),
        "embed_script": static("colletta/embed.js"),
        "crumbs": [
            {"label": _("Campagne"), "path": "/campagne/"},
            {"written": True, "label": campaign.told_title, "path": f"/campagne/{slug}/"},
            {"label": _("Materiali")},
        ],
    }
    return render(request, "portal/embed.html", context)


@require_safe
def embed_script(_request: HttpRequest) -> HttpResponse:
    """Lead from the address that other sites keep to the script as it is now."""
    response = redirect(static("colletta/embed.js"))
    response["Cache-Control"] = f"public, max-age={_HOUR}"
    return response


@same_for_all
def _widget(request: HttpRequest, slug: str) -> HttpResponse:
    standing = _standing(slug)
    context = {
        "campaign": standing.campaign,
        "page": presenter.page(standing),
        "address": _address(request, slug),
    }
    return render(request, "portal/widget.html", context)


def _public(slug: str) -> str:
    return campaigns.get_public_campaign(slug).slug


def _standing(slug: str) -> Standing:
    return standing_of(campaigns.get_public_campaign(slug))


def _address(request: HttpRequest, slug: str) -> str:
    return page_address(request, f"/campagne/{slug}/")


def _facts(request: HttpRequest, standing: Standing) -> Facts:
    address = _address(request, standing.campaign.slug)
    return sharing_presenter.facts_of(standing, request.tenant, address)  # type: ignore[attr-defined]


def _card(request: HttpRequest, facts: Facts) -> bytes:
    return _kept("card", facts, lambda: printing.card_png(facts, arms=_arms(request)))


def _poster(request: HttpRequest, facts: Facts) -> bytes:
    midnight = timezone.localtime(clock.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return _kept("poster", facts, lambda: printing.poster_pdf(facts, arms=_arms(request), made_at=midnight))


def _arms(request: HttpRequest) -> str:
    return sharing_presenter.arms_of(request.tenant)  # type: ignore[attr-defined]


def _kept(what: str, facts: Facts, make: Callable[[], bytes]) -> bytes:
    found: Any = shelf.take_or_make(f"{current_schema()}:{what}:{facts.digest}", make, seconds=_DAY)
    return bytes(found)


def _pictures(campaign_id: int) -> dict[str, tuple[str, bytes]]:
    shown = [each.view for each in editorial.published(campaign_id).pictures[:_MOST_PICTURES]]
    files = {f"{number}.jpg": (view.alt, _file(view)) for number, view in enumerate(shown, start=1)}
    return {name: (alt, data) for name, (alt, data) in files.items() if data}


def _file(view: Any) -> bytes:
    widths = [width for width in (1280, 720, 360, view.width) if width <= view.width]
    path = pictures.file_of(view.key, widths[0], "jpg")
    return path.read_bytes() if path.is_file() else b""
