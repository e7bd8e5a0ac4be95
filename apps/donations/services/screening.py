"""The defence against card testing, and the reason why a gift may not count: both are written with the gift."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.calls.rules.vocabulary import Channel, Relation
from apps.cases import services as cases
from apps.cases.states import CaseKind
from apps.donations import screening
from apps.donations.models import Donation
from apps.donations.rules import Gift
from apps.donations.screening import Beginnings, Limits, Verdict
from apps.donations.states import DonationState
from apps.kernel.errors import DomainError
from apps.notifications import services as notifications
from apps.payments import selectors as payments
from tenants.registry.schema import current_schema

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import PaymentAttempt

WINDOW = timedelta(hours=1)
CARD_WINDOW = timedelta(hours=24)


@dataclass(frozen=True)
class Caller:
    """Who asks to give: the network address (empty inside the house) and the code that was sent, when there is one."""

    address: str = ""
    code: str = ""


INSIDE = Caller()


class TooManyGifts(DomainError):
    """Too many gifts began from this address."""

    code = "too_many_gifts"
    status = 429


class ChallengeNeeded(DomainError):
    """A code was sent by e-mail: the same request has to be repeated with it."""

    code = "challenge_needed"
    status = 422


def screen(*, campaign: "Campaign", gift: Gift, request_key: UUID, caller: Caller, now: datetime) -> str:
    """Return the key that stands for the caller's address, to be written with the gift.

    Raises TooManyGifts, and ChallengeNeeded after the code was put in the mail; the gift is not begun.
    """
    if not caller.address:
        return ""
    key = _key_of(caller.address, now)
    verdict = screening.judge(_beginnings(campaign.pk, key, now), _limits())
    if verdict is Verdict.REFUSE:
        raise TooManyGifts(_("Da questo collegamento sono partite troppe donazioni: riprova fra un'ora."))
    if verdict is Verdict.CHALLENGE and not compare_digest(_plain(caller.code), _code(request_key, gift)):
        raise ChallengeNeeded(
            _("Per sicurezza ti chiediamo un codice: lo trovi nell'e-mail che ti abbiamo mandato adesso."),
            is_wrong=bool(caller.code),
        )
    return key


def send_code(*, gift: Gift, request_key: UUID, now: datetime) -> None:
    """Owe the donor the e-mail with the code of a request; once per request."""
    code = _code(request_key, gift)
    data: dict[str, object] = {"name": gift.donor_name, "code": f"{code[:4]}-{code[4:]}"}
    notifications.enqueue(
        kind="gift_challenge",
        key=str(request_key),
        to=gift.donor_email,
        data=data,
        now=now,
        language=gift.language,
    )


def relation_of(*, campaign: "Campaign", gift: Gift) -> tuple[Relation, str]:
    """Return how a donor stands to the proponent and the beneficiary of a campaign, and the reason in one word."""
    bodies = {body.tax_code: body.email for body in (campaign.proponent, campaign.beneficiary)}
    return screening.conclude_relation(
        declares_relation=gift.declares_relation,
        tax_code=gift.donor_tax_code,
        email=gift.donor_email,
        bodies=bodies,
    )


def note_card(*, attempt: "PaymentAttempt", now: datetime) -> None:
    """Open a case when one card pays unusually many gifts of the city in a day."""
    if not attempt.fingerprint:
        return
    paid = payments.count_paid_by_card(attempt.fingerprint, since=now - CARD_WINDOW)
    if paid >= settings.CARD_GIFTS_PER_DAY:
        cases.open_case(
            kind=CaseKind.FRAUD,
            key=f"card:{attempt.fingerprint}:{now:%Y-%m-%d}",
            subject=f"attempt:{attempt.pk}",
            summary=f"Una sola carta ha pagato {paid} donazioni in 24 ore.",
            now=now,
        )


def _beginnings(campaign_id: int, key: str, now: datetime) -> Beginnings:
    unpaid = Q(campaign_id=campaign_id, state__in=[DonationState.STARTED, DonationState.LAPSED])
    found = Donation.objects.filter(channel=Channel.ONLINE, started_at__gt=now - WINDOW).aggregate(
        from_address=Count("pk", filter=Q(origin_key=key)), unpaid_of_campaign=Count("pk", filter=unpaid)
    )
    return Beginnings(**found)


def _limits() -> Limits:
    return Limits(
        challenge_from_address=settings.GIFTS_CHALLENGE_FROM_ADDRESS,
        refuse_from_address=settings.GIFTS_REFUSE_FROM_ADDRESS,
        challenge_unpaid_of_campaign=settings.GIFTS_CHALLENGE_UNPAID_OF_CAMPAIGN,
    )


def _key_of(address: str, now: datetime) -> str:
    """Stands for an address within one city and one day, and tells nobody which it was."""
    return salted_hmac(f"donations.origin:{current_schema()}:{now:%Y-%m-%d}", address).hexdigest()[:32]


def _code(request_key: UUID, gift: Gift) -> str:
    """Eight letters and figures that only this request and mailbox have."""
    salt = f"donations.code:{current_schema()}"
    digest = salted_hmac(salt, f"{request_key}:{gift.donor_email.strip().lower()}", algorithm="sha256").digest()
    return base64.b32encode(hashlib.sha256(digest).digest())[:8].decode()


def _plain(code: str) -> str:
    return "".join(code.split()).replace("-", "").upper()
