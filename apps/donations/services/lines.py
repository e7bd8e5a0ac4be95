"""A line of a bank statement pays a gift, or did by mistake: the rows that say so, inside the caller's transaction."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from apps.donations import rules, selectors
from apps.donations.models import Donation, LineMatch
from apps.donations.services import life
from apps.donations.services.messages import tell
from apps.donations.services.transfers import TransferRefused, forget_reminders, owe_expiry
from apps.donations.states import DonationState, GiveBack, MatchKind
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import PaymentFacts
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.banking.models import StatementLine
    from apps.campaigns.models import Campaign
    from apps.payments.models import PaymentAttempt


def pay_by_line(
    *,
    donation: Donation,
    line: "StatementLine",
    kind: MatchKind,
    begun_on: date,
    actor: str,
    now: datetime,
    give_back: GiveBack | None = None,
) -> LineMatch:
    """Write that a locked line pays a locked gift; the money is recorded afterwards, from the agenda if need be.

    A transfer begun after the campaign's last day is marked to go back. Raises TransferRefused.
    """
    attempt = payments.get_attempt(donation.attempt_id)
    if attempt.account.organisation_id != line.account.organisation_id:
        raise TransferRefused("Il movimento è sul conto di un altro ente: la donazione non era per questo conto.")
    if donation.state not in selectors.PAYABLE or line.is_reversal or selectors.match_of(donation.pk) is not None:
        raise TransferRefused("Questa donazione non aspetta più un bonifico, o il movimento è uno storno.")
    is_late = begun_on > rules.last_day(selectors.closes_at(donation))
    count = LineMatch.objects.filter(line=line).count()
    return LineMatch.objects.create(
        line=line,
        donation=donation,
        kind=kind,
        charge_id=f"transfer:{line.pk}:{count + 1}" if count else f"transfer:{line.pk}",
        begun_on=begun_on,
        give_back=give_back or (GiveBack.LATE if is_late else ""),
        matched_by=actor,
        matched_at=now,
    )


def take_arrived(*, donation: Donation, attempt: "PaymentAttempt", facts: PaymentFacts) -> bool:
    """Let a locked gift be for what arrived, and keep what was announced when it differs; cents.

    False when the line does not pay this gift any more: its match was undone meanwhile.
    """
    match = selectors.match_of(donation.pk)
    if match is None or match.charge_id != facts.charge_id:
        return False
    if facts.amount_cents != donation.amount_cents:
        donation.announced_cents, donation.amount_cents = donation.amount_cents, facts.amount_cents
        donation.reward_value_cents = min(donation.reward_value_cents, facts.amount_cents)
        donation.save(update_fields=["announced_cents", "amount_cents", "reward_value_cents"])
        payment_services.set_transfer_amount(attempt=attempt, amount_cents=facts.amount_cents)
    forget_reminders(donation.pk)
    return True


def give_back_reason(donation_id: int) -> str:
    """Return why a gift that was just recorded goes back at once, or nothing."""
    match = selectors.match_of(donation_id)
    return match.give_back if match else ""


def facts_of(match: LineMatch) -> PaymentFacts:
    """Return the facts of the money of a match, as `confirm_donation` takes them: the line's cents, no fee."""
    return PaymentFacts(
        session_id="",
        url="",
        state="paid",
        attempt=str(match.donation.attempt_id),
        amount_cents=match.line.amount_cents,
        currency="eur",
        charge_id=match.charge_id,
        fee_cents=0,
    )


def take_match_back(
    *, match: LineMatch, donation: Donation, campaign: "Campaign", reason: str, actor: str, now: datetime
) -> None:
    """Undo a match: the ledger's entry reversed by a contra entry, the gift awaited again; campaign and gift locked.

    A gift that was written for this very line is withdrawn. Raises ForbiddenTransition when the gift is not collected.
    """
    collected_cents, announced_cents = donation.amount_cents, donation.announced_cents or donation.amount_cents
    life.move(
        donation=donation,
        state=DonationState.AWAITING,
        amount_cents=announced_cents,
        announced_cents=None,
        collected_at=None,
    )
    attempt = payments.lock_attempt(donation.attempt_id)
    account = payments.money_account(attempt)
    ledger.post(
        kind="transfer_undone",
        key=f"transfer_undone:{match.pk}",
        occurred_at=now,
        source=f"donation:{donation.pk}",
        lines=[Line(f"campaign:{campaign.pk}:donations", account, collected_cents)],
    )
    payment_services.take_back_transfer(attempt=attempt, amount_cents=announced_cents)
    if match.kind == MatchKind.FURTHER:
        life.move(donation=donation, state=DonationState.WITHDRAWN)
        payment_services.mark_expired(attempt=attempt, now=now)
    else:
        owe_expiry(donation_id=donation.pk, campaign=campaign, now=now)
    match.undone_at, match.undone_by, match.undone_reason = now, actor, reason
    match.save(update_fields=["undone_at", "undone_by", "undone_reason"])
    registry.put_on_agenda(kind="donation.returned", key=str(donation.pk), due_at=now, now=now)
    tell(donation, "transfer_undone", now, fact=str(match.pk))
