"""What is written becomes public, with a reason where donors relied on what changes."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.editorial import selectors as editorial
from apps.editorial import services
from apps.editorial.rules import checks
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.proponents import presenters
from apps.proponents.access import actor_of, desk_of
from apps.proponents.forms.rewards import ReasonForm

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """Show what a publication would change, what is missing and what it would correct; on POST publish."""
    before, after = editorial.published(campaign.pk), editorial.draft(campaign.pk)
    changes = services.changes_to_correct(campaign, before, after)
    form, problem = ReasonForm((changes and request.POST) or None, use_required_attribute=False), ""
    if request.method == "POST" and (not changes or form.is_valid()):
        reason = form.cleaned_data["reason"] if changes else ""
        try:
            version = services.publish(campaign_id=campaign.pk, reason=reason, actor=actor_of(request), now=clock.now())
        except services.NothingToPublish:
            return _already(request, campaign)
        except DomainError as error:
            problem = error.message
        else:
            messages.success(request, _("Pubblicato: è la versione %(number)s.") % {"number": version.number})
            return redirect("proponents:desk", campaign.pk)
    versions = editorial.list_versions(campaign.pk)
    items = checks.checklist(after, cost_cents=campaign.cost_cents)
    context = {
        "form": form,
        "problem": problem,
        "changes": changes,
        "has_changes": not versions or before != after,
        "missing": [item.text for item in items if item.is_required and not item.is_done],
        "versions": versions,
        **presenters.frame(campaign, "publish"),
    }
    failed = request.method == "POST"
    return render(
        request, "proponents/publish.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if failed else HTTPStatus.OK
    )


def _already(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """Answer a second click, whose first answer nobody saw."""
    latest = editorial.latest_version(campaign.pk)
    if latest is not None:
        messages.info(request, _("È già pubblicato: è la versione %(number)s.") % {"number": latest.number})
    return redirect("proponents:desk", campaign.pk)
