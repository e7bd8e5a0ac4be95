"""Reads of bank transfers: what was announced, which line pays it, what a line may be meant for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.calls.rules.vocabulary import Channel, Collection
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import SETTLED
from apps.donations import rules
from apps.donations.models import Donation, LineMatch, Transfer
from apps.donations.states import DonationState
from apps.payments import orders
from apps.payments import selectors as payments

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.people.models import Organisation

PAYABLE = frozenset({DonationState.AWAITING, DonationState.LAPSED})
UNDECIDED = frozenset({DonationState.AWAITING, DonationState.TO_CONFIRM})


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """A transfer that was announced, as the rules of matching see it. Amount in cents."""

    donation_id: int
    organisation_id: int
    reference: str
    amount_cents: int
    donor_name: str
    campaign_title: str
    is_payable: bool
    is_settled: bool
    last_day: date


class Payer(NamedTuple):
    """The bank account from which a transfer came, to which money can be sent."""

    holder: str
    iban: str


def transfer_body(campaign: "Campaign") -> "Organisation":
    """Return the body whose bank account receives the transfers of a campaign that has opened."""
    return payments.get_account(campaigns.opened(campaign).account_pk).organisation


def takes_transfers(campaign: "Campaign") -> bool:
    """Tell whether a campaign takes bank transfers: its body has an IBAN, and the call collects money at once.

    Whether they count towards the threshold is another matter: `transfers_count`.
    """
    terms = campaigns.terms_of(campaign)
    return terms.collection is Collection.CHARGE_NOW and bool(transfer_body(campaign).iban)


def transfers_count(campaign: "Campaign") -> bool:
    """Tell whether bank transfers count towards the threshold of a campaign's call."""
    return Channel.BANK_TRANSFER in campaigns.terms_of(campaign).counting.channels


def get_transfer(donation_id: int) -> Transfer:
    """Return the reference of a gift by transfer; raises Transfer.DoesNotExist."""
    return Transfer.objects.get(donation_id=donation_id)


def match_of(donation_id: int) -> LineMatch | None:
    """Return the match that pays a gift, with its line, or None; one that was undone does not."""
    return LineMatch.objects.select_related("line").filter(donation_id=donation_id, undone_at__isnull=True).first()


def payers_of(donation_ids: Sequence[int]) -> dict[int, Payer]:
    """Return whose transfers paid some gifts, by gift; not there: gifts that came otherwise, and wrong accounts."""
    matches = LineMatch.objects.filter(donation_id__in=donation_ids, undone_at__isnull=True)
    names = ("line__counterparty_name", "donation__donor_name", "line__counterparty_iban")
    found = {
        pk: Payer((counterparty or donor)[: orders.HOLDER_LENGTH], iban)
        for pk, counterparty, donor, iban in matches.values_list("donation_id", *names)
    }
    return {pk: payer for pk, payer in found.items() if not orders.why_not_an_account(*payer)}


def match_of_line(line_id: int) -> LineMatch | None:
    """Return the match of a line with its gift and campaign, or None; one that was undone is none."""
    return _matches().filter(line_id=line_id, undone_at__isnull=True).first()


def get_match(match_id: int) -> LineMatch:
    """Return a match with its line, gift and campaign; raises LineMatch.DoesNotExist."""
    return _matches().get(pk=match_id)


def charges_undone() -> dict[str, str]:
    """Return, by the ledger's key of the entry that undid a match, the key of the transfer that it undid."""
    undone = LineMatch.objects.filter(undone_at__isnull=False).values_list("pk", "charge_id")
    return {f"transfer_undone:{pk}": charge_id for pk, charge_id in undone}


def list_matches(line_id: int) -> list[LineMatch]:
    """Return every match that a line ever had, latest first."""
    return list(_matches().filter(line_id=line_id).order_by("-pk"))


def has_undecided_gifts(campaign_id: int) -> bool:
    """Tell whether transfers are awaited, or offline gifts wait for a second officer: the processor knows of none."""
    return Donation.objects.filter(campaign_id=campaign_id, state__in=UNDECIDED).exists()


def list_announced(references: set[str]) -> list[Awaited]:
    """Return the transfers with these references, whatever became of them."""
    return [_awaited(row) for row in _transfers().filter(reference__in=references)]


def list_awaited(organisation_id: int, *, amount_cents: int | None = None, text: str = "") -> list[Awaited]:
    """Return the transfers that a body may still receive, of an amount or with a text, latest first, at most 50."""
    found = _transfers().filter(
        donation__state__in=PAYABLE, donation__attempt__account__organisation_id=organisation_id
    )
    found = found.exclude(donation_id__in=LineMatch.objects.filter(undone_at__isnull=True).values("donation_id"))
    if amount_cents is not None:
        found = found.filter(donation__amount_cents=amount_cents)
    for word in text.split():
        found = found.filter(
            Q(reference__icontains=word)
            | Q(donation__donor_name__unaccent__icontains=word)
            | Q(donation__donor_email__icontains=word)
        )
    return [_awaited(row) for row in found.order_by("-pk")[:50]]


def list_awaited_of(donation_ids: set[int]) -> list[Awaited]:
    """Return the transfers of these gifts, whatever became of them."""
    return [_awaited(row) for row in _transfers().filter(donation_id__in=donation_ids).order_by("pk")]


def closes_at(donation: Donation) -> datetime:
    """Return the first instant that takes no gifts of the campaign of a gift."""
    return campaigns.opened(donation.campaign).closes_at


def _transfers() -> "QuerySet[Transfer]":
    paid = LineMatch.objects.filter(donation_id=OuterRef("donation_id"), undone_at__isnull=True)
    rows = Transfer.objects.select_related("donation__campaign", "donation__attempt__account")
    return rows.annotate(is_matched=Exists(paid))


def _matches() -> "QuerySet[LineMatch]":
    return LineMatch.objects.select_related("line", "donation__campaign")


def _awaited(row: Transfer) -> Awaited:
    donation = row.donation
    return Awaited(
        donation_id=donation.pk,
        organisation_id=donation.attempt.account.organisation_id,
        reference=row.reference,
        amount_cents=donation.amount_cents,
        donor_name=donation.donor_name,
        campaign_title=donation.campaign.title,
        is_payable=donation.state in PAYABLE and not row.is_matched,  # type: ignore[attr-defined]
        is_settled=donation.campaign.state in SETTLED,
        last_day=rules.last_day(closes_at(donation)),
    )
