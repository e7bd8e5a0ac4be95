"""A gift is to go back to its donor's bank account: which one is known from the transfer, or asked for.

The file for the bank is made in `payments`; what the bank did of it is recorded in `bank_payments`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.cases import selectors as case_selectors
from apps.cases import services as cases
from apps.cases.states import CaseKind
from apps.donations import links, selectors
from apps.donations.models import Donation
from apps.donations.services.messages import tell
from apps.kernel.errors import DomainError
from apps.kernel.money import format_euro
from apps.payments import orders as payment_orders
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.states import BankRefundState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.payments.models import BankRefund

REMINDER = timedelta(days=7)
REMINDERS = 3


class LinkEnded(DomainError):
    """The link to give an account names nothing here, or has ended."""

    code = "account_link_ended"
    status = 404


def open_bank_refunds(*, gifts: Sequence[Donation], reason: str, now: datetime) -> None:
    """Owe locked gifts back to their donors' banks; who paid by transfer is paid where it came from, others asked."""
    prepared = payment_services.prepare_bank_refunds(attempts=[gift.attempt for gift in gifts], reason=reason, now=now)
    payers = selectors.payers_of([gift.pk for gift in gifts])
    for donation, bank_refund in zip(gifts, prepared, strict=True):
        payer = payers.get(donation.pk)
        if payer is None:
            ask_account(donation=donation, bank_refund=bank_refund, now=now)
        else:
            payment_services.set_account(bank_refund=bank_refund, holder=payer.holder, iban=payer.iban)


def bank_refund_of_token(token: str, now: datetime) -> "BankRefund":
    """Return the bank refund whose account a donor was asked for; raises LinkEnded."""
    bank_refund_id = links.bank_refund_id_of(token, now)
    if bank_refund_id is None:
        raise LinkEnded(_("Questo collegamento non è valido o è scaduto: ne trovi uno nuovo nell'ultima e-mail."))
    return payments.get_bank_refund(bank_refund_id)


@transaction.atomic
def give_account(*, bank_refund_id: int, holder: str, iban: str, actor: str, now: datetime) -> None:
    """Say where a bank refund goes; the donor by the signed link, or an officer who was told. May be corrected until
    it is ordered.

    Raises AccountRefused with what is wrong per field, AccountFixed.
    """
    bank_refund = payments.lock_bank_refund(bank_refund_id)
    donation = selectors.get_donation_of_attempt(bank_refund.attempt_id)
    payment_services.set_account(bank_refund=bank_refund, holder=holder, iban=iban)
    registry.take_off_agenda(kind="bank_refund.remind", key=str(bank_refund.pk))
    audit.record(
        actor=actor, verb="bank_account_given", object_kind="donation", object_id=donation.pk, now=now, data={}
    )
    masked = payment_orders.masked_iban(bank_refund.iban)
    tell(donation, "refund_account_received", now, fact=f"{bank_refund.pk}:{masked}", account=masked)
    case = case_selectors.find_case(CaseKind.BANK_REFUND, str(bank_refund.pk))
    if case is not None:
        cases.resolve_case(case_id=case.pk, resolution="Il conto è stato indicato.", actor=actor, now=now)


def remind_account(*, key: str, now: datetime) -> None:
    """Ask the donor of the bank refund `key` for the account again; after the last time a person has to."""
    with transaction.atomic():
        bank_refund = payments.lock_bank_refund(int(key))
        if bank_refund.state != BankRefundState.TO_ASK:
            return
        donation = selectors.get_donation_of_attempt(bank_refund.attempt_id)
        if bank_refund.reminders >= REMINDERS:
            _hand_over(donation, bank_refund, "Il donatore non ha risposto ai solleciti", now)
            return
        payment_services.count_reminder(bank_refund=bank_refund)
        _write(donation, bank_refund, now)


def ask_account(*, donation: Donation, bank_refund: "BankRefund", now: datetime) -> None:
    """Ask the donor of a locked bank refund where it goes, or open a case when there is nobody to write to."""
    if donation.donor_email:
        _write(donation, bank_refund, now)
    else:
        _hand_over(donation, bank_refund, "Il donatore non ha lasciato un'e-mail", now)


def _write(donation: Donation, bank_refund: "BankRefund", now: datetime) -> None:
    path = f"/rimborsi/{links.account_token_of(bank_refund.pk, now)}/"
    key = f"{bank_refund.pk}:{bank_refund.reminders}"
    tell(donation, "refund_needs_account", now, fact=key, account_path=path, is_reminder=bank_refund.reminders > 0)
    registry.put_on_agenda(kind="bank_refund.remind", key=str(bank_refund.pk), due_at=now + REMINDER, now=now)


def _hand_over(donation: Donation, bank_refund: "BankRefund", why: str, now: datetime) -> None:
    cases.open_case(
        kind=CaseKind.BANK_REFUND,
        key=str(bank_refund.pk),
        subject=f"donation:{donation.pk}",
        summary=f"{why}: manca il conto per rimborsare {format_euro(bank_refund.amount_cents)} "
        f"(donazione {donation.pk}).",
        data={"donation": donation.pk, "campaign": donation.campaign_id, "bank_refund": bank_refund.pk},
        now=now,
    )
