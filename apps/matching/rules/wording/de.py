"""The rules in German."""

from collections.abc import Iterator

from apps.calls.rules.parts import Boost
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import (
    Amounts,
    Channel,
    Collection,
    DonorKind,
    FeeBearer,
    Judgement,
    MatchKind,
    OnFailure,
    PoolOwner,
    Relation,
)
from apps.kernel.money import WHOLE_BPS, format_share
from apps.matching.rules import per_donation, threshold
from apps.matching.rules.exhaustion import TOGETHER, rule_of
from apps.matching.rules.wording.parts import Giver, adds_money

_CHANNELS = {
    Channel.ONLINE: "Online-Spenden",
    Channel.BANK_TRANSFER: "Überweisungen",
    Channel.OFFLINE: "persönlich übergebene und verzeichnete Spenden",
}
_DONORS = {DonorKind.NATURAL_PERSON: "Personen", DonorKind.LEGAL_ENTITY: "Unternehmen, Vereinen und Organisationen"}
_RELATIONS = {Relation.PROPONENT: "des Projektträgers", Relation.RELATED_PARTY: "ihm nahestehender Personen"}
_GIVERS = {
    PoolOwner.MUNICIPALITY: Giver("die Gemeinde", "Die Gemeinde", "der Gemeinde", "von der Gemeinde"),
    PoolOwner.NATIONAL: Giver(
        "der nationale Fonds", "Der nationale Fonds", "des nationalen Fonds", "vom nationalen Fonds"
    ),
}


def sentences(terms: MatchTerms) -> list[str]:
    """Return the rules as sentences."""
    return [*_goal(terms), *_match(terms), *_pool(terms), *_counting(terms), *_end(terms), *_limits(terms)]


def match_sentence(terms: MatchTerms) -> str:
    """Return what the pool adds, by the rule's own wording; the terms add money."""
    giver = _GIVERS[terms.pool_owner]
    if terms.kind is MatchKind.PER_DONATION:
        return per_donation.WORDING["de"].format(giver=giver.name, ratio=_per_euro(terms.ratio_bps or 0))
    share = format_share(terms.match_share_bps or 0)
    return threshold.base_rule(terms).WORDING["de"].format(Giver=giver.opening, share=share)


def euro(amount_cents: int) -> str:
    """Return an amount as it is written in German.

    >>> euro(23_243_834)
    '232.438,34\xa0€'
    """
    whole, cents = divmod(amount_cents, 100)
    return f"{whole:,}".replace(",", ".") + f",{cents:02d}\u00a0€"


def _goal(terms: MatchTerms) -> Iterator[str]:
    if terms.threshold_bps is not None:
        share = format_share(terms.threshold_bps)
        yield f"Die Schwelle liegt bei {share} der Projektkosten: So viel müssen die Spenden mindestens erreichen."
    else:
        of = _GIVERS[terms.pool_owner].of
        yield f"Ein Projekt gelingt, wenn die Spenden und das Geld {of} zusammen die Mindestkosten decken."
    if len(terms.rounds) > 1:
        first, rest = terms.rounds[0].days, sum(each.days for each in terms.rounds[1:])
        yield f"Die ersten {first} Tage gelten dem Mindestbetrag: Wird er nicht erreicht, endet die Sammlung."
        yield f"Ist er erreicht, geht die Sammlung weitere {rest} Tage weiter, bis zum Bestbetrag."


def _match(terms: MatchTerms) -> Iterator[str]:
    giver = _GIVERS[terms.pool_owner]
    if not adds_money(terms):
        yield f"{giver.opening} gibt kein Geld dazu: Das Projekt erhält die Spenden der Bürgerinnen und Bürger."
        return
    if terms.kind is MatchKind.THRESHOLD:
        yield f"Erreicht das Projekt die Schwelle, gibt {giver.name} Geld dazu."
    yield match_sentence(terms)
    if terms.first_donation_only:
        yield "Nur die erste Spende jeder Person an jedes Projekt zählt dafür."
    if terms.cap_per_donor_cents is not None:
        yield f"Zu den Spenden einer Person gibt {giver.name} höchstens {euro(terms.cap_per_donor_cents)} dazu."
    for boost in terms.boosts:
        yield _boost(boost)
    if terms.cap_per_project_cents is not None:
        yield f"{giver.opening} gibt jedem Projekt höchstens {euro(terms.cap_per_project_cents)}."
    for category, cap_cents in terms.caps_by_category.items():
        yield f"Ein Projekt der Kategorie „{category}“ erhält höchstens {euro(cap_cents)}."


def _pool(terms: MatchTerms) -> Iterator[str]:
    if not adds_money(terms):
        return
    giver = _GIVERS[terms.pool_owner]
    if terms.pool_cents is not None:
        yield f"Für die ganze Ausschreibung stellt {giver.name} {euro(terms.pool_cents)} bereit."
    yield from _order(terms, giver)
    yield rule_of(terms.exhaustion).WORDING["de"]
    yield "Wird Geld frei, geht es nach derselben Regel an die Projekte auf der Warteliste."
    yield "Die genaue Summe wird am Ende berechnet: nach dem eingegangenen, nicht nach dem zugesagten Geld."


def _order(terms: MatchTerms, giver: Giver) -> Iterator[str]:
    if terms.kind is MatchKind.PER_DONATION and terms.judged is Judgement.ON_CROSSING:
        yield f"Mit jeder eingegangenen Spende reserviert {giver.name} sofort den Beitrag dazu."
        yield "Die Spenden werden in der Reihenfolge ihres Eingangs bedient, und diese ist öffentlich."
    elif terms.judged is Judgement.ON_CROSSING:
        yield f"Erreicht ein Projekt die Schwelle, reserviert {giver.name} sofort das Geld dafür."
        yield "Das Geld geht an die Projekte in der Reihenfolge, in der sie die Schwelle erreichen, solange es reicht."
    elif terms.exhaustion in TOGETHER:
        yield f"{giver.opening} prüft die Schwelle, wenn die Kampagnen enden."
        yield "Über Projekte mit demselben Ende wird gemeinsam entschieden."
    else:
        yield f"{giver.opening} prüft die Schwelle, wenn die Kampagne endet."
        yield "Das Geld geht an die Projekte in der Reihenfolge, in der ihre Kampagnen enden, solange es reicht."


def _counting(terms: MatchTerms) -> Iterator[str]:
    counting = terms.counting
    yield f"Was zählt: {_and([_CHANNELS[channel] for channel in counting.channels])}."
    if counting.amounts is Amounts.NET:
        yield "Jede Spende zählt ohne die Gebühr der Zahlung."
    if len(counting.donor_kinds) < len(DonorKind):
        yield f"Es zählen nur Spenden von {_and([_DONORS[kind] for kind in counting.donor_kinds])}."
    excluded = [_RELATIONS[each] for each in _RELATIONS if each in counting.excluded_relations]
    if excluded:
        yield f"Das Geld {_and(excluded)} zählt nicht."
    if Relation.PROPONENT not in counting.excluded_relations:
        yield "Auch das eigene Geld des Projektträgers zählt."
    if counting.per_donor_ceiling_cents is not None:
        yield f"Die Spenden einer Person zählen bis zu {euro(counting.per_donor_ceiling_cents)}."
    if counting.min_distinct_donors > 1:
        yield f"Es braucht mindestens {counting.min_distinct_donors} verschiedene Personen, die spenden."


def _end(terms: MatchTerms) -> Iterator[str]:
    if terms.collection is Collection.CHARGE_NOW:
        yield "Eine Spende wird sofort abgebucht."
    else:
        yield "Wer spendet, hinterlegt die Karte: Abgebucht wird nur, wenn die Spendenzusagen für die Schwelle reichen."
        yield "Eine Spendenzusage zählt erst, wenn ihr Geld eingegangen ist."
    if terms.on_failure is OnFailure.KEEP:
        yield "Gelingt das Projekt nicht, behält der Projektträger die Spenden trotzdem."
        yield f"In diesem Fall gibt {_GIVERS[terms.pool_owner].name} nichts dazu."
    else:
        yield "Gelingt das Projekt nicht, geht jede Spende ganz an die Person zurück, die gespendet hat."
        if terms.fee_bearer is FeeBearer.MUNICIPALITY:
            yield "Die Gebühren der Rückerstattungen trägt die Gemeinde."
    if terms.late_payments_days:
        days = "einen Tag" if terms.late_payments_days == 1 else f"{terms.late_payments_days} Tage"
        yield f"Nach dem Ende warten wir höchstens {days} auf schon begonnene Zahlungen."


def _limits(terms: MatchTerms) -> Iterator[str]:
    if terms.campaign_days is not None:
        yield f"Jede Kampagne dauert {terms.campaign_days} Tage."
    if terms.min_donation_cents is not None:
        yield f"Die kleinste Spende beträgt {euro(terms.min_donation_cents)}."
    if terms.min_project_cost_cents is not None:
        yield f"Ein Projekt kostet mindestens {euro(terms.min_project_cost_cents)}."
    if terms.max_project_cost_cents is not None:
        yield f"Ein Projekt kostet höchstens {euro(terms.max_project_cost_cents)}."


def _boost(boost: Boost) -> str:
    adds, length = _per_euro(boost.ratio_bps), _hours(boost.hours)
    if boost.from_hour is not None:
        start = _hours(boost.from_hour)
        return f"Für die Dauer von {length}, ab {start} nach Beginn, kommen für jeden Euro {adds} dazu."
    if boost.starts_at is not None:
        start = f"{boost.starts_at:%d.%m.%Y um %H:%M} Uhr"
        return f"Für die Dauer von {length}, ab {start}, kommen für jeden Euro {adds} dazu."
    return f"Für die Dauer von {length}, zu einer noch bekannt zu gebenden Zeit, kommen für jeden Euro {adds} dazu."


def _hours(hours: int) -> str:
    return "einer Stunde" if hours == 1 else f"{hours} Stunden"


def _per_euro(ratio_bps: int) -> str:
    return "einen Euro" if ratio_bps == WHOLE_BPS else euro(ratio_bps * 100 // WHOLE_BPS)


def _and(items: list[str]) -> str:
    return " und ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
