"""One person's gift: its state in words, its history, its refund. Amounts in cents."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from apps.calls.rules.vocabulary import Channel
from apps.campaigns import rules as campaign_rules
from apps.campaigns.states import CampaignState
from apps.donations.labels import state_label, state_tone
from apps.donations.states import DonationState
from apps.payments.states import AttemptKind, AttemptState, RefundState
from apps.portal.presenters.gift_notices import notice_of
from apps.portal.presenters.standing import Notice

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation
    from apps.payments.models import Refund

REFUND_REASONS: dict[str, str] = {
    "not_funded": gettext_noop("La campagna non ha raggiunto la soglia."),
    "late": gettext_noop("Il pagamento è arrivato quando la campagna era già conclusa."),
    "double_payment": gettext_noop("Lo stesso bonifico era arrivato due volte."),
    "own_request": gettext_noop("Hai ritirato la donazione."),
    "cancelled": gettext_noop("La campagna è stata annullata."),
}


_OVER = frozenset({DonationState.WITHDRAWN, DonationState.LAPSED, DonationState.REFUNDED, DonationState.CHARGED_BACK})


@dataclass(frozen=True)
class Event:
    """One moment of a gift's history."""

    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class RefundView:
    """The refund of a gift with its proof; no proof before the processor knows of it."""

    amount_cents: int
    reason: str
    proof: str
    settled_at: datetime | None
    is_failed: bool


@dataclass(frozen=True, kw_only=True)
class DonationPage:
    """What a donor sees of a gift. `pay_url` is empty when the gift cannot be paid any more.

    `is_over`: no money is given, so there is nothing to choose or to ask for.
    """

    state: str
    state_label: str
    notice: Notice
    events: list[Event]
    refund: RefundView | None
    pay_url: str
    may_give_again: bool
    is_over: bool


def page(donation: "Donation", campaign: "Campaign", refund: "Refund | None", now: datetime) -> DonationPage:
    """Return the page of a gift; `campaign` is the gift's, `refund` its refund if one was asked for."""
    takes_gifts = campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now)
    return DonationPage(
        state=state_tone(donation.state),
        state_label=state_label(donation.state),
        notice=notice_of(donation, campaign, refund, may_pay=takes_gifts and bool(pay_url(donation))),
        events=_events(donation, campaign, refund),
        refund=_refund(refund) if refund else None,
        pay_url=pay_url(donation) if takes_gifts else "",
        may_give_again=takes_gifts and donation.state == DonationState.LAPSED,
        is_over=donation.state in _OVER,
    )


def pay_url(donation: "Donation") -> str:
    """Return the hosted page of a gift that was begun and not paid, or nothing."""
    is_waiting = donation.state == DonationState.STARTED and donation.attempt.state == AttemptState.OPEN
    return donation.attempt.session_url if is_waiting else ""


def _events(donation: "Donation", campaign: "Campaign", refund: "Refund | None") -> list[Event]:
    is_by_hand = donation.channel == Channel.OFFLINE
    begun = gettext("Il Comune ha registrato la donazione") if is_by_hand else gettext("Hai iniziato la donazione")
    found = [Event(donation.started_at, begun)]
    if donation.promised_at:
        found.append(
            Event(donation.promised_at, gettext("Hai promesso la donazione: la carta è salvata, nessun addebito"))
        )
    if donation.attempt.kind == AttemptKind.OFF_SESSION and donation.attempt.state == AttemptState.FAILED:
        refused_at = donation.attempt.settled_at or donation.attempt.created_at
        found.append(Event(refused_at, gettext("La banca non ha accettato l'addebito: non hai pagato nulla")))
    if donation.collected_at:
        found.append(Event(donation.collected_at, gettext("Il pagamento è stato incassato da chi riceve la donazione")))
    if donation.state == DonationState.LAPSED and donation.attempt.settled_at:
        found.append(Event(donation.attempt.settled_at, gettext("Il tempo per pagare è finito: nessun addebito")))
    withdrawn_at = _withdrawn_at(donation)
    if withdrawn_at:
        found.append(Event(withdrawn_at, gettext("La donazione è stata ritirata")))
    if campaign.settled_at and donation.collected_at:
        is_funded = campaign.state == CampaignState.FUNDED
        outcome = (
            gettext("La campagna è stata finanziata")
            if is_funded
            else gettext("La campagna non ha raggiunto la soglia")
        )
        found.append(Event(campaign.settled_at, outcome))
    if refund:
        found.append(Event(refund.created_at, gettext("Abbiamo chiesto il rimborso dell'intera donazione")))
    if donation.refunded_at:
        found.append(Event(donation.refunded_at, gettext("Il rimborso è stato eseguito")))
    return sorted(found, key=lambda event: event.at)


def _withdrawn_at(donation: "Donation") -> datetime | None:
    if donation.state != DonationState.WITHDRAWN:
        return None
    return donation.mandate.revoked_at if donation.mandate else donation.attempt.settled_at


def _refund(refund: "Refund") -> RefundView:
    return RefundView(
        amount_cents=refund.amount_cents,
        reason=gettext(REFUND_REASONS[refund.reason]) if refund.reason in REFUND_REASONS else "",
        proof=refund.refund_id,
        settled_at=refund.settled_at,
        is_failed=refund.state == RefundState.FAILED,
    )
