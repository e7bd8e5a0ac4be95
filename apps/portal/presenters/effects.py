"""What a gift of an amount would make the pool add at this moment, in words. Figures are in cents, never a promise."""

from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _

from apps.calls.rules.vocabulary import Amounts, Channel, Collection, Judgement
from apps.matching.rules.effect import Effect
from apps.portal.presenters.effect_reasons import of_the_match, of_the_threshold, why_not_counted
from apps.portal.presenters.standing import Standing
from apps.portal.presenters.words import euro, joined


@dataclass(frozen=True, kw_only=True)
class Line:
    """One amount: what would be added at once, said in one sentence, and why."""

    amount_cents: int
    adds_cents: int
    said: str
    text: str
    reason: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class EffectView:
    """The amounts offered and the one that was typed, and what could change; `chosen` is first in `lines` if typed."""

    lines: list[Line]
    chosen: Line | None
    reasons: list[str]
    caveats: list[str]
    asks_to_sign_in: bool
    giver: str


def view(
    standing: Standing, effects: list[Effect], *, chosen_cents: int | None, channel: Channel, knows_donor: bool
) -> EffectView:
    """Return what the form shows for the amounts of some effects; `chosen_cents` is what the donor asks for."""
    lines = [_line(standing, each, chosen_cents, channel) for each in effects]
    chosen = next((line for line in lines if line.is_chosen), None)
    spoken = [chosen] if chosen else lines
    is_personal = _looks_at_the_donor(standing)
    return EffectView(
        lines=lines if chosen else _together(lines),
        chosen=chosen,
        reasons=list(dict.fromkeys(line.reason for line in spoken if line.reason)),
        caveats=_caveats(standing, channel),
        asks_to_sign_in=is_personal and not knows_donor,
        giver=standing.giver.name,
    )


def _together(lines: list[Line]) -> list[Line]:
    """Return one line where the same is said of every amount: nobody wants to hear it four times."""
    if len({line.said for line in lines}) != 1:
        return lines
    opening = _("Per ognuno di questi importi:")
    return [replace(lines[0], text=f"{opening} {lines[0].said}")]


def _line(standing: Standing, effect: Effect, chosen_cents: int | None, channel: Channel) -> Line:
    is_chosen = effect.amount_cents == chosen_cents
    said, reason = _said(standing, effect, is_chosen)
    return Line(
        amount_cents=effect.amount_cents,
        adds_cents=0 if _is_promised(standing) else effect.reserved_cents,
        said=said,
        text=f"{_opening(standing, effect.amount_cents, channel)} {said}",
        reason=reason,
        is_chosen=is_chosen,
    )


def _opening(standing: Standing, amount_cents: int, channel: Channel) -> str:
    values = {"amount": euro(amount_cents)}
    if channel is Channel.BANK_TRANSFER:
        return _("Se il tuo bonifico di %(amount)s arrivasse adesso,") % values
    if _is_promised(standing):
        return _("Se prometti %(amount)s adesso,") % values
    return _("Se doni %(amount)s adesso,") % values


def _said(standing: Standing, effect: Effect, is_chosen: bool) -> tuple[str, str]:
    """Return the sentence after its opening, and the reason."""
    names = {"giver": standing.giver.name, "opening": standing.giver.opening}
    if not standing.adds_money:
        return _("arrivano tutti al progetto."), _("Per questo bando %(giver)s non aggiunge soldi.") % names
    nothing = _("%(giver)s non aggiunge nulla.") % names
    if effect.counted_cents == 0:
        return nothing, why_not_counted(effect.counted_as)
    if _is_promised(standing):
        said = _("oggi non paghi nulla e %(giver)s non mette ancora da parte nulla.") % names
        return said, of_the_threshold(standing, effect, is_chosen=is_chosen)
    if standing.is_per_donation:
        return _said_of_the_match(standing, effect, nothing), of_the_match(standing, effect, is_chosen=is_chosen)
    return _said_of_the_threshold(standing, effect), of_the_threshold(standing, effect, is_chosen=is_chosen)


def _said_of_the_match(standing: Standing, effect: Effect, nothing: str) -> str:
    names = {"giver": standing.giver.name, "more": euro(effect.reserved_cents), "due": euro(effect.due_cents)}
    if standing.terms.judged is Judgement.AT_CLOSE and effect.due_cents:
        return _("alla chiusura %(giver)s può aggiungere fino a %(due)s.") % names
    return _("%(giver)s ne aggiunge %(more)s.") % names if effect.reserved_cents else nothing


def _said_of_the_threshold(standing: Standing, effect: Effect) -> str:
    names = {"giver": standing.giver.name, "more": euro(effect.reserved_cents), "due": euro(effect.due_cents)}
    if standing.is_reached:
        return _("la soglia è già raggiunta: %(giver)s non aggiunge altro.") % names
    if not effect.crosses:
        return _("%(giver)s non aggiunge ancora nulla.") % names
    if standing.terms.judged is Judgement.AT_CLOSE:
        return _("si arriva alla soglia: alla chiusura %(giver)s può aggiungere fino a %(due)s.") % names
    if not effect.reserved_cents:
        return _("si arriva alla soglia, ma %(giver)s oggi non può mettere da parte nulla.") % names
    return _("si arriva alla soglia: %(giver)s mette subito da parte %(more)s.") % names


def _is_promised(standing: Standing) -> bool:
    return standing.terms.collection is Collection.CHARGE_ON_SUCCESS


def _looks_at_the_donor(standing: Standing) -> bool:
    terms = standing.terms
    is_limited = terms.cap_per_donor_cents is not None or terms.first_donation_only
    return (standing.is_per_donation and is_limited) or terms.counting.per_donor_ceiling_cents is not None


def _caveats(standing: Standing, channel: Channel) -> list[str]:
    at = timezone.localtime(standing.now)
    told = _("Calcolato alle %(time)s. Non è una promessa.") % {"time": at.strftime("%H:%M")}
    change = _("Cambia se intanto donano altri, se una donazione torna indietro o se cambia la dotazione.")
    found = [joined(told, change)]
    if not standing.adds_money:
        return []
    if channel is Channel.BANK_TRANSFER:
        found.append(_("Per un bonifico conta il momento in cui il denaro arriva."))
    if standing.terms.counting.amounts is Amounts.NET:
        found.append(
            _("Il bando conta le donazioni tolta la commissione del pagamento: la cifra vera è un po' più bassa.")
        )
    return found
