"""The list of campaigns with their figures, and the gifts of one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from apps.backoffice import lists
from apps.calls import selectors as calls
from apps.calls.rules.vocabulary import Channel
from apps.campaigns import selectors
from apps.campaigns.labels import REACHED, WAITING, badge_of, state_label
from apps.campaigns.states import CampaignState
from apps.donations import selectors as donations
from apps.donations.selectors import names
from apps.donations.states import DonationState
from apps.kernel.periods import last_moment
from apps.matching import selectors as matching

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation
    from apps.matching.selectors import CampaignFigures

STATES = [(str(each), state_label(each)) for each in CampaignState]
CHANNELS = {Channel.ONLINE: "Online", Channel.BANK_TRANSFER: "Bonifico", Channel.OFFLINE: "Di persona"}
GIFT_LABELS: dict[str, str] = {
    DonationState.STARTED: "Iniziata",
    DonationState.AWAITING: "Bonifico atteso",
    DonationState.TO_CONFIRM: "Da confermare",
    DonationState.PROMISED: "Promessa",
    DonationState.COLLECTED: "Incassata",
    DonationState.LAPSED: "Non pagata",
    DonationState.WITHDRAWN: "Ritirata",
    DonationState.REFUNDING: "In restituzione",
    DonationState.REFUNDED: "Restituita",
    DonationState.DISPUTED: "Contestata",
    DonationState.CHARGED_BACK: "Ripresa dalla banca",
}
GIFT_TONES: dict[str, str] = {
    DonationState.COLLECTED: "success",
    DonationState.AWAITING: "waiting",
    DonationState.TO_CONFIRM: "waiting",
    DonationState.PROMISED: "info",
    DonationState.REFUNDING: "waiting",
    DonationState.DISPUTED: "danger",
    DonationState.CHARGED_BACK: "danger",
}
TONES: dict[str, str] = {
    CampaignState.OPEN: "info",
    REACHED: "success",
    WAITING: "waiting",
    CampaignState.OUTCOME_PENDING: "waiting",
    CampaignState.FUNDED: "success",
    CampaignState.NOT_FUNDED: "danger",
    CampaignState.CANCELLED: "danger",
}


class Filters(lists.Filters):
    """State and call."""

    stato = forms.ChoiceField(label="Stato", choices=[("", "Tutti"), *STATES])
    bando = forms.TypedChoiceField(label="Bando", coerce=int, empty_value=None)

    def __init__(self, query: QueryDict, *, has_search: bool) -> None:
        super().__init__(query, has_search=has_search)
        found = [(call.pk, call.title) for call in calls.list_calls()]
        self.fields["bando"].choices = [("", "Tutti"), *found]  # type: ignore[attr-defined]


class GiftFilters(lists.Filters):
    """State and channel."""

    stato = forms.ChoiceField(label="Stato", choices=[("", "Tutti"), *GIFT_LABELS.items()])
    canale = forms.ChoiceField(
        label="Canale", choices=[("", "Tutti"), *((str(each), label) for each, label in CHANNELS.items())]
    )


@dataclass(frozen=True)
class CampaignRow:
    """A campaign with its figures; a draft has none."""

    campaign: "Campaign"
    figures: "CampaignFigures | None"

    @property
    def state(self) -> lists.State:
        """The state in words."""
        badge = badge_of(self.campaign, is_waiting=self.figures is not None and self.figures.is_waiting)
        return lists.State(badge.label, TONES.get(badge.state, "neutral"))


def find(asked: dict[str, Any]) -> "QuerySet[Campaign]":
    """Return the campaigns that are asked for, newest first."""
    return selectors.find_campaigns(state=asked["stato"], call_id=asked["bando"])


def find_gifts(campaign_id: int, asked: dict[str, Any]) -> "QuerySet[Donation]":
    """Return the gifts of a campaign that are asked for, newest first."""
    found = donations.find_donations(campaign_id, state=asked["stato"], channel=asked["canale"])
    return names.with_hidden(found)


def gift_state(gift: "Donation") -> lists.State:
    """Return the state of a gift in words."""
    return lists.State(GIFT_LABELS[gift.state], GIFT_TONES.get(gift.state, "neutral"))


def _rows(found: "Sequence[Campaign]") -> list[CampaignRow]:
    figures = matching.list_figures([campaign for campaign in found if campaign.state != CampaignState.DRAFT])
    return [CampaignRow(campaign, figures.get(campaign.pk)) for campaign in found]


def _title(row: CampaignRow) -> lists.Link:
    return lists.Link(row.campaign.title, f"/gestione/campagne/{row.campaign.pk}/")


def _last_day(row: CampaignRow) -> datetime | None:
    closes_at = row.campaign.closes_at
    return last_moment(closes_at) if closes_at else None


def _donor(gift: Any) -> str:
    if gift.is_anonymous:
        return f"{gift.donor_name} (anonimo al pubblico)"
    if gift.name_is_hidden:
        return f"{gift.donor_name} (nome nascosto al pubblico)"
    return f"{gift.donor_name} (in pubblico: {gift.public_name})" if gift.public_name else gift.donor_name


TABLE = lists.Table(
    file="campagne",
    title="Campagne",
    columns=(
        lists.link("campagna", "Campagna", _title, sort=("title",)),
        lists.state("stato", "Stato", lambda row: row.state, sort=("state",)),
        lists.money("cittadini", "Dai cittadini", lambda row: row.figures and row.figures.raised_cents),
        lists.money("comune", "Dal Comune", lambda row: row.figures and row.figures.match_cents),
        lists.money("costo", "Costo", lambda row: row.campaign.cost_cents, sort=("cost_cents",)),
        lists.day("scade", "Ultimo giorno", _last_day, sort=("closes_at",)),
        lists.text("bando", "Bando", lambda row: row.campaign.call.title, sort=("call__title",)).exported(),
        lists.text("ente", "Beneficiario", lambda row: row.campaign.beneficiary.name).exported(),
    ),
    filters=Filters,
    search=("title", "beneficiary__name", "proponent__name"),
    prepare=_rows,
    empty_title="Nessuna campagna",
    empty_text="Le campagne compaiono qui quando un progetto è ammesso a un bando.",
)
GIFTS = lists.Table(
    file="donazioni",
    title="Donazioni",
    columns=(
        lists.text("donatore", "Donatore", _donor, sort=("donor_name",)),
        lists.number("numero", "Numero", lambda gift: gift.pk, sort=("pk",)),
        lists.state("stato", "Stato", gift_state, sort=("state",)),
        lists.text("canale", "Canale", lambda gift: CHANNELS[Channel(gift.channel)], sort=("channel",)),
        lists.moment("iniziata", "Iniziata", lambda gift: gift.started_at, sort=("started_at",)),
        lists.moment("incassata", "Incassata", lambda gift: gift.collected_at, sort=("collected_at",)),
        lists.money("importo", "Importo", lambda gift: gift.amount_cents, sort=("amount_cents",)),
        lists.money("commissione", "Commissione", lambda gift: gift.attempt.fee_cents),
        lists.text("addebito", "Addebito", lambda gift: gift.attempt.charge_id, sort=("attempt__charge_id",)),
    ),
    filters=GiftFilters,
    search=("donor_name", "public_name", "attempt__charge_id"),
    empty_title="Nessuna donazione",
    empty_text="Le donazioni compaiono qui appena qualcuno ne comincia una.",
)


def _in_public(gift: Any) -> lists.Link:
    chosen = gift.public_name or gift.donor_name
    label = "nessun nome" if gift.is_anonymous else f"nascosto: {chosen}" if gift.name_is_hidden else chosen
    return lists.Link(label, f"/gestione/moderazione/nomi/{gift.pk}/")


GIFTS_WITH_NAMES = replace(GIFTS, columns=(*GIFTS.columns, lists.link("pubblico", "In pubblico", _in_public)))
"""With the way to hide a name, for whom that is up to."""
