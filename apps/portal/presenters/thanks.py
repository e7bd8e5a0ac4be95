"""What happens after a gift, step by step and with its dates, as the call's rules have it. Amounts in cents."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.calls.rules.vocabulary import Channel
from apps.campaigns.states import CampaignState
from apps.donations.states import DonationState
from apps.portal.presenters.standing import Standing
from apps.portal.presenters.words import until

if TYPE_CHECKING:
    from apps.donations.models import Donation


def next_steps(donation: "Donation", standing: Standing) -> list[str]:
    """Return the steps that a gift has before it, in order; none for one that is neither paid nor promised."""
    if donation.state == DonationState.PROMISED:
        steps = [_written(donation), _still_open(standing), _charged(standing), _not_charged()]
    elif donation.state == DonationState.COLLECTED:
        steps = [_written(donation), _still_open(standing), _success(standing), _failure(donation, standing)]
    else:
        return []
    return [*steps, *_thanks(donation), _receipt(donation)]


def _written(donation: "Donation") -> str:
    return _("Ti mandiamo la conferma a %(email)s.") % {"email": donation.donor_email}


def _still_open(standing: Standing) -> str:
    if standing.campaign.state == CampaignState.OPEN and standing.now < standing.closes_at:
        return _("Si può ancora donare %(until)s.") % {"until": until(standing.closes_at)}
    return _("La raccolta è finita: l'esito arriva tra poco.")


def _success(standing: Standing) -> str:
    if standing.keeps_gifts:
        return _("I soldi vanno al progetto.")
    if standing.is_reached:
        return _("La soglia è raggiunta: alla chiusura i soldi vanno al progetto.")
    return _("Se le donazioni arrivano alla soglia, i soldi vanno al progetto.")


def _failure(donation: "Donation", standing: Standing) -> str:
    if standing.keeps_gifts:
        return _("La tua donazione resta al progetto anche se la soglia non si raggiunge.")
    if donation.channel == Channel.ONLINE:
        return _("Se no, ti restituiamo tutto sulla stessa carta, senza che tu debba chiederlo.")
    return _("Se no, ti restituiamo tutto con un bonifico: ti scriviamo noi per l'IBAN.")


def _charged(standing: Standing) -> str:
    at = {"until": until(standing.judged_at)}
    return _("La carta è addebitata solo se le promesse bastano %(until)s. Ti scriviamo com'è andata.") % at


def _not_charged() -> str:
    return _("Se non bastano non paghi nulla. Finché la raccolta è aperta puoi cambiare carta o ritirare la promessa.")


def _thanks(donation: "Donation") -> list[str]:
    if donation.reward_id is None:
        return []
    return [_("La tua ricompensa è prenotata: chi propone il progetto ti scrive quando il progetto è finanziato.")]


def _receipt(donation: "Donation") -> str:
    if donation.wants_receipt:
        return _("La ricevuta arriva per e-mail quando il progetto è finanziato.")
    return _("Se ti serve la ricevuta, puoi ancora chiederla dalla pagina della tua donazione.")
