"""What a donor reads first of a gift: one notice per case of its state. Amounts in cents."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.donations.states import DonationState
from apps.payments.states import RefundState
from apps.portal.presenters.refunds import notice_of_dispute
from apps.portal.presenters.standing import Notice
from apps.portal.presenters.words import euro, until

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation
    from apps.payments.models import Refund

_NOTICES: dict[str, tuple[str, str, str]] = {
    "started": (
        "warning",
        gettext_noop("Pagamento in verifica"),
        gettext_noop(
            "Stiamo verificando il pagamento con il servizio che lo gestisce. Ti scriviamo appena è confermato."
        ),
    ),
    "started_unpaid": (
        "warning",
        gettext_noop("Pagamento non confermato"),
        gettext_noop("Il pagamento non risulta ancora completato. Se hai appena pagato, la conferma arriva tra poco."),
    ),
    "promised": (
        "success",
        gettext_noop("Promessa registrata"),
        gettext_noop("Hai promesso {amount}. Non ti abbiamo addebitato nulla."),
    ),
    "awaiting": (
        "warning",
        gettext_noop("In attesa del bonifico"),
        gettext_noop("Aspettiamo {amount}: la donazione vale quando il bonifico è arrivato. I dati sono qui sotto."),
    ),
    "to_confirm": (
        "warning",
        gettext_noop("In verifica"),
        gettext_noop("Il Comune sta verificando la donazione ricevuta a mano."),
    ),
    "withdrawn": (
        "info",
        gettext_noop("Donazione ritirata"),
        gettext_noop("Non hai speso nulla e non useremo la tua carta."),
    ),
    "withdrawn_transfer": (
        "info",
        gettext_noop("Donazione ritirata"),
        gettext_noop("Non aspettiamo più nulla: non fare bonifici con quel riferimento."),
    ),
    "lapsed": (
        "info",
        gettext_noop("Donazione annullata"),
        gettext_noop("Il pagamento non è stato completato: non hai speso nulla."),
    ),
    "refunding": (
        "warning",
        gettext_noop("Rimborso in corso"),
        gettext_noop("Ti stiamo restituendo {amount}, l'intera donazione."),
    ),
    "refund_failed": (
        "danger",
        gettext_noop("Il rimborso sulla carta non è riuscito"),
        gettext_noop("La carta non ha accettato il rimborso di {amount}. La somma resta tua: arriva con un bonifico."),
    ),
    "refunded": (
        "info",
        gettext_noop("Donazione rimborsata"),
        gettext_noop("Ti abbiamo restituito {amount}. La banca può impiegare alcuni giorni a mostrare l'accredito."),
    ),
    "collected": (
        "success",
        gettext_noop("Donazione ricevuta"),
        gettext_noop("La tua donazione di {amount} è registrata. L'esito arriva tra poco."),
    ),
    "collected_open": (
        "success",
        gettext_noop("Donazione ricevuta"),
        gettext_noop("La tua donazione di {amount} è registrata. Si può ancora donare {deadline}."),
    ),
    "collected_funded": (
        "success",
        gettext_noop("Progetto finanziato"),
        gettext_noop("La tua donazione di {amount} è andata al progetto."),
    ),
}
_AFTER_THE_GIFT = {CampaignState.FUNDED: "collected_funded", CampaignState.OPEN: "collected_open"}


def notice_of(donation: "Donation", campaign: "Campaign", refund: "Refund | None", *, may_pay: bool) -> Notice:
    """Return the notice of a gift; `may_pay` says whether its hosted page can still be paid."""
    if donation.state in (DonationState.DISPUTED, DonationState.CHARGED_BACK):
        return notice_of_dispute(donation, is_lost=donation.state == DonationState.CHARGED_BACK)
    tone, title, text = _NOTICES[_case(donation, campaign, refund, may_pay=may_pay)]
    deadline = until(campaigns.opened(campaign).closes_at) if campaign.state == CampaignState.OPEN else ""
    return Notice(tone, gettext(title), gettext(text).format(amount=euro(donation.amount_cents), deadline=deadline))


def _case(donation: "Donation", campaign: "Campaign", refund: "Refund | None", *, may_pay: bool) -> str:
    cases: dict[DonationState, str] = {
        DonationState.STARTED: "started_unpaid" if may_pay else "started",
        DonationState.WITHDRAWN: "withdrawn" if donation.promised_at else "withdrawn_transfer",
        DonationState.REFUNDING: "refund_failed" if refund and refund.state == RefundState.FAILED else "refunding",
        DonationState.COLLECTED: _AFTER_THE_GIFT.get(CampaignState(campaign.state), "collected"),
    }
    return cases.get(DonationState(donation.state), donation.state)
