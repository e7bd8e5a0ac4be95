"""Lines of bank statements meet gifts: applied, confirmed, accepted as one more gift, given back, undone.

The match of a line and the money that it brings are one transaction. Lock order: campaign, gift, line, then payment and
ledger.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from apps.audit import services as audit
from apps.banking import selectors as banking
from apps.banking import services as banking_services
from apps.banking.rules.lines import begun_on
from apps.banking.services import DecisionRefused
from apps.banking.states import LineState
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import SETTLED
from apps.cases import selectors as cases
from apps.cases import services as case_services
from apps.cases.states import CaseKind
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.states import DonationState, GiveBack, MatchKind
from apps.kernel.money import format_euro
from apps.matching import selectors
from apps.matching.rules.bank_lines import Verdict
from apps.matching.services import collection

if TYPE_CHECKING:
    from apps.banking.models import StatementLine
    from apps.donations.models import Donation

SYSTEM = "system"


def match_statement(*, key: str, now: datetime) -> None:
    """Judge every line of statement `key` that is new, and record the refunds that it pays; repeatable."""
    for line_id in banking.list_new_lines(int(key)):
        match_line(line_id=line_id, now=now)
    for line_id in banking.list_outgoing(int(key)):
        donation_services.recognise_payment(line_id=line_id, now=now)


def match_line(*, line_id: int, now: datetime) -> None:
    """Judge one new line and act on it: applied, left to a person, or opened as a case. Once."""
    line = banking.get_line(line_id)
    if line.state != LineState.NEW:
        return
    first = selectors.judge_line(line)
    with transaction.atomic(durable=True):
        if first.state == LineState.MATCHED:
            _lock_gift(first.donation_ids[0])
        line = banking.lock_line(line_id)
        if line.state != LineState.NEW:
            return
        verdict = selectors.judge_line(line)
        if verdict.state == LineState.MATCHED and verdict != first:
            raise DecisionRefused("La donazione è cambiata in questo momento: si riprova.")
        _decide(line, verdict.state, verdict.reason, SYSTEM, now)
        if verdict.state == LineState.MATCHED:
            _apply(line, verdict.donation_ids[0], MatchKind.EXACT, SYSTEM, now)
        if verdict.state == LineState.DOUBLE:
            _open_case(line, verdict, now)


def confirm_match(*, line_id: int, donation_id: int, ordered_on: date | None, actor: str, now: datetime) -> None:
    """Apply a line to a gift, as a person decides; what arrived is the gift, whatever was announced.

    `ordered_on` is the day of the payer's order when the donor has proved it; a transfer begun after the campaign's
    last day goes back. Raises DecisionRefused, TransferRefused, ForbiddenTransition.
    """
    with transaction.atomic(durable=True):
        _lock_gift(donation_id)
        line = banking.lock_line(line_id)
        if line.state not in (LineState.SUGGESTED, LineState.UNMATCHED):
            raise DecisionRefused("Questo movimento è già stato deciso.")
        if ordered_on is not None and ordered_on > line.booked_on:
            raise DecisionRefused("Il giorno dell'ordine non può venire dopo la data contabile.")
        _decide(line, LineState.MATCHED, "confirmed", actor, now)
        _apply(line, donation_id, MatchKind.CONFIRMED, actor, now, ordered_on=ordered_on)


def accept_double(*, line_id: int, actor: str, now: datetime) -> None:
    """Take money that came twice as one more gift of the same donor. Raises DecisionRefused."""
    _add_further(line_id, None, actor, now)


def return_double(*, line_id: int, actor: str, now: datetime) -> None:
    """Take money that came twice into the books and owe it back to its donor at once. Raises DecisionRefused."""
    _add_further(line_id, GiveBack.DOUBLE_PAYMENT, actor, now)


def undo_match(*, line_id: int, reason: str, actor: str, now: datetime) -> None:
    """Undo the match of a line while the campaign has no definitive outcome: the money was another's, or for another.

    The ledger gets a contra entry, the gift waits again, the threshold is judged again. Raises DecisionRefused.
    """
    found = donations.match_of_line(line_id)
    if found is None:
        raise DecisionRefused("Questo movimento non è abbinato.")
    if not reason.strip():
        raise DecisionRefused("Scrivi perché l'abbinamento è sbagliato.")
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(found.donation.campaign_id)
        donation = donations.lock_donation(found.donation_id)
        line = banking.lock_line(line_id)
        match = donations.match_of_line(line_id)
        if match is None or match.pk != found.pk:
            raise DecisionRefused("Questo movimento non è più abbinato.")
        if campaign.state in SETTLED or donation.state != DonationState.COLLECTED:
            raise DecisionRefused(
                "La campagna è conclusa, o la donazione sta tornando al donatore: non si annulla più."
            )
        donation_services.take_match_back(
            match=match, donation=donation, campaign=campaign, reason=reason.strip()[:400], actor=actor, now=now
        )
        _decide(line, LineState.UNMATCHED, "undone", actor, now)
        audit.record(
            actor=actor,
            verb="transfer.undone",
            object_kind="donation",
            object_id=donation.pk,
            now=now,
            data={"line": line_id},
        )
        collection.money_went_back(campaign_id=campaign.pk, now=now)
        campaign_services.announce_change(campaign_id=campaign.pk, now=now)


def _add_further(line_id: int, give_back: GiveBack | None, actor: str, now: datetime) -> None:
    first_id = _paid_before(banking.get_line(line_id))
    with transaction.atomic(durable=True):
        first = _lock_gift(first_id)
        line = banking.lock_line(line_id)
        if line.state != LineState.DOUBLE:
            raise DecisionRefused("Questo movimento è già stato deciso.")
        gift = donation_services.add_further_gift(donation=first, amount_cents=line.amount_cents, now=now)
        _decide(line, LineState.MATCHED, "returned" if give_back else "further", actor, now)
        _apply(line, gift.pk, MatchKind.FURTHER, actor, now, give_back=give_back)
        end = "Da restituire al donatore." if give_back else "Accettato come altra donazione."
        _resolve_case(line, end, actor, now)


def _paid_before(line: "StatementLine") -> int:
    verdict = selectors.judge_line(line)
    if verdict.state != LineState.DOUBLE:
        raise DecisionRefused("Il riferimento di questo movimento non è stato pagato prima.")
    return verdict.donation_ids[0]


def _lock_gift(donation_id: int) -> "Donation":
    campaigns.lock_campaign(donations.campaign_id_of(donation_id))
    return donations.lock_donation(donation_id)


def _apply(
    line: "StatementLine",
    donation_id: int,
    kind: MatchKind,
    actor: str,
    now: datetime,
    *,
    ordered_on: date | None = None,
    give_back: GiveBack | None = None,
) -> None:
    match = donation_services.pay_by_line(
        donation=donations.get_donation(donation_id),
        line=line,
        kind=kind,
        begun_on=begun_on(ordered_on or line.ordered_on, line.booked_on, line.value_on),
        actor=actor,
        now=now,
        give_back=give_back,
    )
    facts = donation_services.facts_of(match)
    collection.collect_received(donation_id=donation_id, facts=facts, now=now)


def _decide(line: "StatementLine", state: LineState, reason: str, actor: str, now: datetime) -> None:
    banking_services.decide_line(line=line, state=state, reason=reason, actor=actor, now=now)


def _open_case(line: "StatementLine", verdict: Verdict, now: datetime) -> None:
    case_services.open_case(
        kind=CaseKind.STATEMENT_LINE,
        key=str(line.pk),
        subject=f"statement_line:{line.pk}",
        summary=f"Un bonifico di {format_euro(line.amount_cents)} ha un riferimento già pagato o ritirato.",
        data={"amount_cents": line.amount_cents, "donation": verdict.donation_ids[0]},
        now=now,
    )


def _resolve_case(line: "StatementLine", resolution: str, actor: str, now: datetime) -> None:
    case = cases.find_case(CaseKind.STATEMENT_LINE, str(line.pk))
    if case is not None:
        case_services.resolve_case(case_id=case.pk, resolution=resolution, actor=actor, now=now)
