"""A gift that is begun from the form: which service begins it, and what each refusal says to its donor."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.donations import services as donations
from apps.donations.services import (
    Caller,
    CampaignClosed,
    ChallengeNeeded,
    GiftRefused,
    MandateNotAccepted,
    RequestKeyReused,
)
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.people.addresses import address_of
from apps.portal.forms import DonationForm
from apps.portal.presenters import troubles
from apps.portal.presenters.troubles import Trouble
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation


def begin(
    request: HttpRequest, campaign: "Campaign", form: DonationForm, now: datetime
) -> "tuple[Donation | None, Trouble]":
    """Begin the gift of a valid form; or return no gift and the trouble, with what is wrong written into the form."""
    try:
        return _start(request, campaign, form, now), troubles.NONE
    except GiftRefused as error:
        form.add_refusals(error.details["fields"])  # type: ignore[arg-type]
    except ChallengeNeeded as error:
        is_wrong = error.details["is_wrong"]
        form.ask_for_code(_("Il codice non è giusto: controlla l'e-mail.") if is_wrong else str(error))
    except MandateNotAccepted:
        form.ask_for_mandate(_("L'autorizzazione è cambiata: leggila di nuovo e spunta la casella."))
    except RequestKeyReused:
        return None, troubles.ANOTHER_GIFT
    except GatewayUncertain:
        return None, troubles.NOT_CHARGED
    except GatewayRefused:
        return None, troubles.REFUSED
    except CampaignClosed:
        return None, troubles.NONE
    return None, troubles.WRONG


def _start(request: HttpRequest, campaign: "Campaign", form: DonationForm, now: datetime) -> "Donation":
    gift, request_key, slug = form.gift(), form.cleaned_data["request_key"], campaign.slug
    if form.pays_by_transfer:
        return donations.announce_transfer(campaign_slug=slug, gift=gift, request_key=request_key, now=now)
    caller, origin = Caller(address_of(request), form.cleaned_data["code"]), registry.portal_origin()
    if form.mandate_text is None:
        return donations.start_donation(
            campaign_slug=slug, gift=gift, request_key=request_key, origin=origin, now=now, caller=caller
        )
    return donations.start_promise(
        campaign_slug=slug,
        gift=gift,
        mandate_sha256=form.cleaned_data["mandate_sha256"],
        request_key=request_key,
        origin=origin,
        now=now,
        caller=caller,
    )
