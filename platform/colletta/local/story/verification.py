"""Whether the story ended as told: every book, every pool, every campaign. It repairs nothing."""

from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING

from django.core.management import CommandError, call_command, get_commands
from django_tenants.utils import schema_context

from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.matching import selectors as matching
from apps.matching.selectors import CampaignFigures
from colletta.local.story.errors import StoryFailed
from colletta.local.story.events import schema_of
from colletta.local.story.plan import CityPlan

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

PROOFS = ("verify_ledger", "recompute_decisions", "reconcile")


def verify(cities: tuple[CityPlan, ...]) -> None:
    """Raise StoryFailed with everything that is not as told."""
    problems = [*_books()]
    for city in cities:
        with schema_context(schema_of(city)):
            problems += [f"{city.slug}: {problem}" for problem in [*_pools(city), *_campaigns(city)]]
    if problems:
        raise StoryFailed("La storia non è finita come doveva:\n  " + "\n  ".join(problems))


def told_state(campaign: "Campaign", figures: CampaignFigures) -> str:
    """Return the state of a campaign in the words of the plan: what people see of it."""
    if campaign.state == CampaignState.FUNDED:
        return "funded"
    if campaign.state == CampaignState.NOT_FUNDED:
        return "refunded" if campaign.refunds_completed_at else "refunding"
    if campaign.state != CampaignState.OPEN:
        return str(campaign.state)
    if figures.is_waiting:
        return "waiting"
    return "reached" if campaign.threshold_reached_at else "open"


def _books() -> Iterator[str]:
    for name in PROOFS:
        if name not in get_commands():
            continue
        printed = StringIO()
        try:
            call_command(name, stdout=printed)
        except CommandError as error:
            yield f"{name}: {error} {printed.getvalue().strip()}"


def _pools(city: CityPlan) -> Iterator[str]:
    for call in calls.list_calls():
        pool = matching.pool_figures(call.pk)
        if pool.funded_cents != city.calls[call.slug].funded_cents or pool.funded_cents != (
            pool.committed_cents + pool.reserved_cents + pool.free_cents
        ):
            yield f"la dotazione di «{call.slug}» non torna: {pool}"


def _campaigns(city: CityPlan) -> Iterator[str]:
    found = {campaign.slug: campaign for campaign in campaigns.list_public_campaigns()}
    figures = matching.list_figures(list(found.values()))
    for told in city.campaigns:
        campaign = found.get(told.slug)
        state = told_state(campaign, figures[campaign.pk]) if campaign else "missing"
        if state != told.told:
            yield f"la campagna «{told.slug}» doveva essere «{told.told}», è «{state}»"
