"""Reads and locks of campaigns."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.calls.rules.terms import MatchTerms
from apps.campaigns.models import Campaign
from apps.campaigns.states import PUBLIC, SETTLED, CampaignState
from apps.kernel.errors import DomainError
from apps.kernel.periods import days_later


class CampaignNotFound(DomainError):
    """No such campaign is public in this city."""

    code = "campaign_not_found"
    status = 404


@dataclass(frozen=True)
class Opened:
    """Frozen at the opening: the rules version, the account that collects, the first instant that takes no gifts."""

    rules_version_id: int
    account_pk: int
    closes_at: datetime


class NotOpened(DomainError):
    """The campaign is a draft."""

    code = "campaign_not_opened"
    status = 409


def get_campaign(campaign_id: int) -> Campaign:
    """Return a campaign with its call and bodies; raises Campaign.DoesNotExist."""
    return _complete().get(pk=campaign_id)


def opened(campaign: Campaign) -> Opened:
    """Return what a campaign has since it opened; raises NotOpened for a draft."""
    version, account, closes_at = campaign.rules_version_id, campaign.account_id, campaign.closes_at
    if version is None or account is None or closes_at is None:
        raise NotOpened(_("Questa campagna è una bozza: non ha ancora regole, conto e scadenza."))
    return Opened(version, account, closes_at)


def find_campaign(campaign_id: int) -> Campaign:
    """Return a campaign with its call and bodies, for an address that a person typed; raises CampaignNotFound."""
    campaign = _complete().filter(pk=campaign_id).first()
    if campaign is None:
        raise CampaignNotFound(_("Questa campagna non esiste."))
    return campaign


def get_public_campaign(slug: str) -> Campaign:
    """Return a campaign that is not a draft, by its address; raises CampaignNotFound."""
    campaign = _complete().filter(slug=slug, state__in=PUBLIC).first()
    if campaign is None:
        raise CampaignNotFound(_("Questa campagna non esiste o non è pubblica."))
    return campaign


def list_public_campaigns() -> list[Campaign]:
    """Return the campaigns that are not drafts: open ones first, then by deadline, latest first."""
    campaigns = _complete().filter(state__in=PUBLIC).order_by("-closes_at", "pk")
    return sorted(campaigns, key=lambda campaign: campaign.state != CampaignState.OPEN)


def terms_of(campaign: Campaign) -> MatchTerms:
    """Return the match terms frozen when a campaign opened, with the cap of its category; raises NotOpened for a draft.

    No query for a campaign that was read with its rules version, as the selectors here do.
    """
    if campaign.rules_version is None:
        raise NotOpened(_("Questa campagna è una bozza: non ha ancora regole, conto e scadenza."))
    return MatchTerms.from_document(campaign.rules_version.document).for_category(campaign.category)


def waits_until(campaign: Campaign) -> datetime:
    """Return the first instant that takes no payment begun in time: whole local days after the end of the gifts.

    Source: `late_payments_days` of the match terms. Raises NotOpened for a draft.
    """
    days = terms_of(campaign).late_payments_days
    return days_later(opened(campaign).closes_at, days, timezone.get_current_timezone_name())


def find_public_campaigns(*, state: str = "", call_slug: str = "") -> QuerySet[Campaign]:
    """Return the public campaigns of a state or call, latest deadline first; lazy, so that a page of them is read."""
    found = _complete().filter(state__in=PUBLIC).order_by("-closes_at", "pk")
    if state:
        found = found.filter(state=state)
    return found.filter(call__slug=call_slug) if call_slug else found


def list_campaigns() -> list[Campaign]:
    """Return every campaign of the city, newest first, drafts included."""
    return list(find_campaigns())


def find_campaigns(*, state: str = "", call_id: int | None = None) -> QuerySet[Campaign]:
    """Return the campaigns of a state or call, newest first, drafts included; lazy, so that a page of them is read."""
    found = _complete().order_by("-pk")
    if state:
        found = found.filter(state=state)
    return found.filter(call_id=call_id) if call_id else found


def list_ending(*, after: datetime, before: datetime) -> list[Campaign]:
    """Return the open campaigns whose deadline is in a half-open period, the first to end first."""
    ending = _complete().filter(state=CampaignState.OPEN, closes_at__gte=after, closes_at__lt=before)
    return list(ending.order_by("closes_at", "pk"))


def list_of_proponents(organisation_ids: list[int], kinds: list[str]) -> list[Campaign]:
    """Return the campaigns of some bodies, and of every body of some kinds, newest first, drafts included."""
    wanted = Q(proponent_id__in=organisation_ids) | Q(proponent__kind__in=kinds)
    return list(_complete().filter(wanted).order_by("-pk"))


def list_campaigns_of_call(call_id: int) -> list[Campaign]:
    """Return the public campaigns of a call by deadline."""
    return list(_complete().filter(call_id=call_id, state__in=PUBLIC).order_by("closes_at", "pk"))


def list_settled_ids() -> list[int]:
    """Return the campaigns whose outcome is definitive, in order of id."""
    return list(Campaign.objects.filter(state__in=SETTLED).order_by("pk").values_list("pk", flat=True))


def list_decided_together(campaign: Campaign) -> list[Campaign]:
    """Return, in order of id, the closed campaigns of the same call, rules version and deadline, without an outcome."""
    return list(
        _complete()
        .filter(
            call_id=campaign.call_id,
            rules_version_id=campaign.rules_version_id,
            closes_at=campaign.closes_at,
            state=CampaignState.OUTCOME_PENDING,
        )
        .order_by("pk")
    )


def lock_campaign(campaign_id: int) -> Campaign:
    """Lock a campaign for the rest of the transaction."""
    return Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)


def lock_due_campaigns(call_id: int, now: datetime) -> list[Campaign]:
    """Lock, in order of id, the open campaigns of a call whose deadline has come."""
    return list(
        Campaign.objects.select_for_update(no_key=True)
        .filter(call_id=call_id, state=CampaignState.OPEN, closes_at__lte=now)
        .order_by("pk")
    )


def _complete() -> QuerySet[Campaign]:
    return Campaign.objects.select_related("call", "rules_version", "proponent", "beneficiary")
