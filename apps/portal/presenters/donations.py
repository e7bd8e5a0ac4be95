"""One person's gift: its state in words, its history, its refund. Amounts in cents."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.donations.states import DonationState
from apps.payments.states import AttemptState, RefundState
from apps.portal.presenters.refunds import notice_of_dispute
from apps.portal.presenters.standing import Notice
from apps.portal.presenters.words import euro, until

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation
    from apps.payments.models import Refund

STATE_LABELS: dict[str, str] = {
    DonationState.STARTED: "Pagamento non confermato",
    DonationState.AWAITING: "In attesa del bonifico",
    DonationState.TO_CONFIRM: "In verifica presso il Comune",
    DonationState.PROMISED: "Promessa",
    DonationState.WITHDRAWN: "Ritirata",
    DonationState.DISPUTED: "Contestata presso la banca",
    DonationState.CHARGED_BACK: "Restituita dalla banca",
    DonationState.COLLECTED: "Ricevuta",
    DonationState.LAPSED: "Annullata",
    DonationState.REFUNDING: "Rimborso in corso",
    DonationState.REFUNDED: "Rimborsata",
}
REFUND_REASONS: dict[str, str] = {
    "not_funded": "La campagna non ha raggiunto la soglia.",
    "late": "Il pagamento è arrivato quando la campagna era già conclusa.",
    "double_payment": "Lo stesso bonifico era arrivato due volte.",
    "own_request": "Hai ritirato la donazione.",
    "cancelled": "La campagna è stata annullata.",
}


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
    """What a donor sees of a gift. `pay_url` is empty when the gift cannot be paid any more."""

    state: str
    state_label: str
    notice: Notice
    events: list[Event]
    refund: RefundView | None
    pay_url: str
    may_give_again: bool


def page(donation: "Donation", campaign: "Campaign", refund: "Refund | None", now: datetime) -> DonationPage:
    """Return the page of a gift; `campaign` is the gift's, `refund` its refund if one was asked for."""
    takes_gifts = campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now)
    return DonationPage(
        state=_tone(donation.state),
        state_label=STATE_LABELS[donation.state],
        notice=_notice(donation, campaign, refund, takes_gifts=takes_gifts),
        events=_events(donation, campaign, refund),
        refund=_refund(refund) if refund else None,
        pay_url=pay_url(donation) if takes_gifts else "",
        may_give_again=takes_gifts and donation.state == DonationState.LAPSED,
    )


def pay_url(donation: "Donation") -> str:
    """Return the hosted page of a gift that was begun and not paid, or nothing."""
    is_waiting = donation.state == DonationState.STARTED and donation.attempt.state == AttemptState.OPEN
    return donation.attempt.session_url if is_waiting else ""


def _tone(state: str) -> str:
    waiting = {DonationState.STARTED, DonationState.AWAITING, DonationState.TO_CONFIRM, DonationState.REFUNDING}
    return "pending" if state in waiting else state


def _notice(donation: "Donation", campaign: "Campaign", refund: "Refund | None", *, takes_gifts: bool) -> Notice:
    amount = euro(donation.amount_cents)
    if donation.state == DonationState.STARTED:
        return _started(donation, takes_gifts=takes_gifts)
    if donation.state == DonationState.PROMISED:
        return Notice("success", "Promessa registrata", f"Hai promesso {amount}. Non ti abbiamo addebitato nulla.")
    if donation.state == DonationState.AWAITING:
        text = f"Aspettiamo {amount}: la donazione vale quando il bonifico è arrivato. I dati sono qui sotto."
        return Notice("warning", "In attesa del bonifico", text)
    if donation.state == DonationState.TO_CONFIRM:
        return Notice("warning", "In verifica", "Il Comune sta verificando la donazione ricevuta a mano.")
    if donation.state == DonationState.WITHDRAWN and not donation.promised_at:
        return Notice("info", "Donazione ritirata", "Non aspettiamo più nulla: non fare bonifici con quel riferimento.")
    if donation.state == DonationState.WITHDRAWN:
        return Notice("info", "Donazione ritirata", "Non hai speso nulla e non useremo la tua carta.")
    if donation.state == DonationState.LAPSED:
        return Notice("info", "Donazione annullata", "Il pagamento non è stato completato: non hai speso nulla.")
    if donation.state == DonationState.REFUNDING:
        if refund and refund.state == RefundState.FAILED:
            text = f"La carta non ha accettato il rimborso di {amount}. La somma resta tua: arriva con un bonifico."
            return Notice("danger", "Il rimborso sulla carta non è riuscito", text)
        return Notice("warning", "Rimborso in corso", f"Ti stiamo restituendo {amount}, l'intera donazione.")
    if donation.state in (DonationState.DISPUTED, DonationState.CHARGED_BACK):
        return notice_of_dispute(donation, is_lost=donation.state == DonationState.CHARGED_BACK)
    if donation.state == DonationState.REFUNDED:
        text = f"Ti abbiamo restituito {amount}. La banca può impiegare alcuni giorni a mostrare l'accredito."
        return Notice("info", "Donazione rimborsata", text)
    return _collected(amount, campaign)


def _started(donation: "Donation", *, takes_gifts: bool) -> Notice:
    if pay_url(donation) and takes_gifts:
        text = "Il pagamento non risulta ancora completato. Se hai appena pagato, la conferma arriva tra poco."
        return Notice("warning", "Pagamento non confermato", text)
    text = "Stiamo verificando il pagamento con il servizio che lo gestisce. Ti scriviamo appena è confermato."
    return Notice("warning", "Pagamento in verifica", text)


def _collected(amount: str, campaign: "Campaign") -> Notice:
    if campaign.state == CampaignState.FUNDED:
        return Notice("success", "Progetto finanziato", f"La tua donazione di {amount} è andata al progetto.")
    if campaign.state == CampaignState.OPEN:
        deadline = until(campaigns.opened(campaign).closes_at)
        text = f"La tua donazione di {amount} è registrata. Si può ancora donare {deadline}."
        return Notice("success", "Donazione ricevuta", text)
    return Notice(
        "success", "Donazione ricevuta", f"La tua donazione di {amount} è registrata. L'esito arriva tra poco."
    )


def _events(donation: "Donation", campaign: "Campaign", refund: "Refund | None") -> list[Event]:
    found = [Event(donation.started_at, "Hai iniziato la donazione")]
    if donation.promised_at:
        found.append(Event(donation.promised_at, "Hai promesso la donazione: la carta è salvata, nessun addebito"))
    if donation.collected_at:
        found.append(Event(donation.collected_at, "Il pagamento è stato incassato da chi riceve la donazione"))
    if donation.state == DonationState.LAPSED and donation.attempt.settled_at:
        found.append(Event(donation.attempt.settled_at, "Il tempo per pagare è finito: nessun addebito"))
    if campaign.settled_at and donation.collected_at:
        is_funded = campaign.state == CampaignState.FUNDED
        outcome = "La campagna è stata finanziata" if is_funded else "La campagna non ha raggiunto la soglia"
        found.append(Event(campaign.settled_at, outcome))
    if refund:
        found.append(Event(refund.created_at, "Abbiamo chiesto il rimborso dell'intera donazione"))
    if donation.refunded_at:
        found.append(Event(donation.refunded_at, "Il rimborso è stato eseguito"))
    return sorted(found, key=lambda event: event.at)


def _refund(refund: "Refund") -> RefundView:
    return RefundView(
        amount_cents=refund.amount_cents,
        reason=REFUND_REASONS.get(refund.reason, ""),
        proof=refund.refund_id,
        settled_at=refund.settled_at,
        is_failed=refund.state == RefundState.FAILED,
    )
