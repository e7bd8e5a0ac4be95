"""The page around the form of a gift: the campaign, what it asks, who gives, the way back, a closed campaign."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from apps.calls.rules.vocabulary import Channel, DonorKind, Relation
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.campaigns.selectors import CampaignNotFound
from apps.donations import amounts
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.matching import services as matching
from apps.matching.services import Donor
from apps.people import selectors as people
from apps.portal.forms import Asked, DonationForm
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import effects
from apps.portal.presenters.effects import EffectView
from apps.portal.presenters.standing import Standing
from apps.portal.views.campaigns import standing_of

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def form_page(
    request: HttpRequest,
    campaign: "Campaign",
    *,
    template: str,
    crumb: str,
    fields: Callable[[Standing], dict[str, Any]],
    now: datetime,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """Render a page on the way to a gift with what `fields` adds, or say that the campaign is closed."""
    standing = standing_of(campaign)
    context = {
        "campaign": campaign,
        "page": presenter.page(standing),
        "crumbs": [
            {"label": _("Campagne"), "path": "/campagne/"},
            {"written": True, "label": campaign.told_title, "path": f"/campagne/{campaign.slug}/"},
            {"label": crumb},
        ],
    }
    if not takes_gifts(campaign, now):
        return render(request, "portal/closed.html", context, status=HTTPStatus.CONFLICT)
    return render(request, template, context | fields(standing), status=status)


def takes_gifts(campaign: "Campaign", now: datetime) -> bool:
    """Tell whether a gift may begin at this instant."""
    return campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now)


def campaign_of(slug: str) -> "Campaign":
    """Return a public campaign with its rewards, in one query; raises CampaignNotFound."""
    campaign: Campaign | None = donations.with_offers(campaigns.find_public_campaigns()).filter(slug=slug).first()
    if campaign is None:
        raise CampaignNotFound(_("Questa campagna non esiste o non è pubblica."))
    return campaign


def asked_of(request: HttpRequest, campaign: "Campaign") -> Asked:
    """Return what a campaign that has opened asks of a gift at this moment."""
    usual = request.tenant.usual_cents or settings.DONATION_USUAL_CENTS  # type: ignore[attr-defined]
    limits = {"min_cents": donations.min_cents_of(campaign), "max_cents": settings.DONATION_MAX_CENTS}
    return Asked(
        **limits,
        suggested_cents=amounts.suggested(usual, **limits),
        offers=donations.offers_of(campaign),
        mandate=donations.mandate_text_for(campaign),
        takes_transfers=donations.takes_transfers(campaign),
    )


def own_addresses(request: HttpRequest) -> list[str]:
    """Return the confirmed addresses of who is signed in, nothing for a guest."""
    user_id = request.user.pk
    return people.verified_addresses(user_id) if user_id is not None else []


def effect_view(request: HttpRequest, standing: Standing, form: DonationForm) -> EffectView:
    """Return what the pool would add now to each amount that is offered, and to the one that is typed."""
    donor = _donor(request, form)
    chosen_cents = form.amount_cents
    moment = matching.moment_of(
        campaign=standing.campaign, free_cents=standing.pool.free_cents, donor=donor, now=standing.now
    )
    asked = {*form.asked.suggested_cents, *([chosen_cents] if chosen_cents else [])}
    found = [matching.effect_of(moment=moment, amount_cents=cents, donor=donor) for cents in sorted(asked)]
    return effects.view(standing, found, chosen_cents=chosen_cents, channel=donor.channel, knows_donor=bool(donor.key))


def _donor(request: HttpRequest, form: DonationForm) -> Donor:
    """Return who gives as the form says it; known only by an address of their own, confirmed: never by a typed one."""
    values = form.cleaned_data if form.is_bound else {}
    own = own_addresses(request)
    email = str(values.get("donor_email") or "").lower() or (own[0] if own else "")
    return Donor(
        key=donation_services.donor_key_of(email) if email in own else "",
        kind=DonorKind(values.get("donor_kind") or DonorKind.NATURAL_PERSON),
        channel=Channel(values.get("method") or Channel.ONLINE),
        relation=Relation.RELATED_PARTY if values.get("declares_relation") else Relation.NONE,
    )
