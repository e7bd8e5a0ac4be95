"""What a donor sees of a promise: the card, what was authorised, and what may be done with it now."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from apps.campaigns.states import CampaignState
from apps.donations.states import DonationState
from apps.payments.rules import Decline, classify
from apps.payments.states import AttemptKind, AttemptState
from apps.portal.presenters.standing import Notice
from apps.portal.presenters.words import euro, joined

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation
    from apps.payments.models import Mandate

_REFUSED: dict[Decline, str] = {
    Decline.AUTHENTICATE: gettext_noop("La tua banca chiede che sia tu a confermare: completa la donazione qui sotto."),
    Decline.OTHER_CARD: gettext_noop("La carta non è stata accettata: completa la donazione con un'altra carta."),
    Decline.LATER: gettext_noop(
        "La banca non ha accettato l'addebito. Proviamo di nuovo nei prossimi giorni, oppure completi tu."
    ),
}


@dataclass(frozen=True, kw_only=True)
class PromiseView:
    """A promise with the card kept for it; `may_…` say which buttons there are."""

    notice: Notice
    card: str
    card_expires_on: date | None
    text: str
    language: str
    accepted_at: datetime
    may_complete: bool
    may_change: bool


def view(donation: "Donation", campaign: "Campaign", mandate: "Mandate") -> PromiseView:
    """Return what the donor sees of a gift that has a mandate."""
    is_promised = donation.state == DonationState.PROMISED
    return PromiseView(
        notice=_notice(donation, campaign),
        card=_card(mandate),
        card_expires_on=mandate.card_expires_on,
        text=mandate.text,
        language=mandate.locale,
        accepted_at=mandate.accepted_at,
        may_complete=is_promised and _was_refused(donation),
        may_change=is_promised and campaign.collection_started_at is None and campaign.state == CampaignState.OPEN,
    )


def _card(mandate: "Mandate") -> str:
    if not mandate.card_last4:
        return ""
    named = {"brand": mandate.card_brand.capitalize(), "digits": mandate.card_last4}
    return gettext("%(brand)s che finisce con %(digits)s") % named


def _was_refused(donation: "Donation") -> bool:
    attempt = donation.attempt
    if attempt.kind == AttemptKind.CHECKOUT:
        return attempt.state in (AttemptState.PREPARED, AttemptState.OPEN, AttemptState.EXPIRED)
    return attempt.kind == AttemptKind.OFF_SESSION and attempt.state == AttemptState.FAILED


def _notice(donation: "Donation", campaign: "Campaign") -> Notice:
    amount = {"amount": euro(donation.amount_cents)}
    if donation.state != DonationState.PROMISED:
        return Notice("info", gettext("La carta non serve più"), gettext("La tua autorizzazione è conclusa."))
    if _was_refused(donation) and donation.attempt.kind == AttemptKind.OFF_SESSION:
        decline = classify(donation.attempt.failure_code)
        return Notice(
            "warning",
            gettext("L'addebito non è riuscito"),
            joined(gettext("Non hai pagato nulla."), gettext(_REFUSED[decline])),
        )
    if campaign.collection_started_at:
        text = gettext("Le promesse sono bastate: stiamo addebitando %(amount)s sulla tua carta.") % amount
        return Notice("info", gettext("Addebito in corso"), text)
    text = gettext(
        "Hai promesso %(amount)s. Non ti abbiamo addebitato nulla: succede solo se le promesse raggiungono la soglia."
    )
    return Notice("success", gettext("Promessa registrata"), text % amount)
