"""Reads of the gifts of one person, who is known by the addresses that she has shown to read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models.functions import Lower

from apps.donations.models import Donation
from apps.donations.selectors.names import hidden_of_gifts
from apps.donations.states import DonationState

if TYPE_CHECKING:
    from django.db.models import QuerySet

OPEN = (DonationState.STARTED, DonationState.AWAITING, DonationState.TO_CONFIRM, DonationState.PROMISED)
"""What may still become a gift."""
NEVER_PAID = (DonationState.LAPSED, DonationState.WITHDRAWN)


def list_of_person(addresses: Sequence[str]) -> list[Donation]:
    """Return the gifts of some addresses in lower case, with campaign and attempt, latest first."""
    return list(of_person(addresses).select_related("campaign", "attempt", "mandate").order_by("-pk"))


def data_of(addresses: Sequence[str]) -> list[dict[str, object]]:
    """Return what is kept of a person's gifts, for her: amounts in cents, instants in UTC."""
    gifts = of_person(addresses).select_related("campaign", "attempt", "reward", "mandate").order_by("-pk")
    hidden = hidden_of_gifts([gift.pk for gift in gifts])
    return [
        {
            "numero": gift.pk,
            "campagna": gift.campaign.title,
            "stato": gift.state,
            "importo_centesimi": gift.amount_cents,
            "canale": gift.channel,
            "nome": gift.donor_name,
            "nome_pubblico": gift.public_name,
            "nomi_nascosti_dal_comune": hidden.get(gift.pk, []),
            "email": gift.donor_email,
            "lingua": gift.language,
            "tipo": gift.donor_kind,
            "dichiara_un_legame": gift.declares_relation,
            "legame": gift.relation,
            "motivo_del_legame": gift.relation_reason,
            "ricompensa": gift.reward.title if gift.reward else "",
            "valore_ricompensa_centesimi": gift.reward_value_cents,
            "anonima": gift.is_anonymous,
            "importo_nascosto": gift.hides_amount,
            "codice_fiscale": gift.donor_tax_code,
            "indirizzo": gift.donor_address,
            "pagamento": gift.attempt.charge_id,
            "iniziata": gift.started_at,
            "promessa": gift.promised_at,
            "autorizzazione": _authorised(gift),
            "incassata": gift.collected_at,
            "rimborsata": gift.refunded_at,
        }
        for gift in gifts
    ]


def _authorised(gift: Donation) -> dict[str, object]:
    mandate = gift.mandate
    if mandate is None:
        return {}
    return {
        "testo": mandate.text,
        "lingua": mandate.locale,
        "impronta_sha256": mandate.sha256,
        "data": mandate.accepted_at,
        "carta": mandate.card_last4,
    }


def of_person(addresses: Sequence[str]) -> "QuerySet[Donation]":
    """Return the gifts of some addresses, whatever case the donor typed."""
    return Donation.objects.annotate(address=Lower("donor_email")).filter(address__in=list(addresses))
