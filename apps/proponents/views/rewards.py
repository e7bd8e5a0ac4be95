"""Rewards: the list of a campaign's, and the form of one."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.campaigns import rewards
from apps.donations import selectors as donations
from apps.donations import services
from apps.kernel import clock
from apps.proponents import presenters
from apps.proponents.access import actor_of, desk_of
from apps.proponents.forms.rewards import RewardForm

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign, Reward


@desk_of
@require_safe
def listing(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """List the rewards with what is left of each."""
    context = {"offers": donations.list_offers(campaign.pk), **presenters.frame(campaign, "rewards")}
    return render(request, "proponents/rewards.html", context)


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """Show the form of a new reward, and add it: donors can choose it at once."""
    return _form(request, campaign, None)


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, campaign: "Campaign", reward_id: int) -> HttpResponse:
    """Show a reward, and change it: visibly, where somebody has chosen it."""
    reward = rewards.find_reward(campaign.pk, reward_id)
    if reward is None:
        raise Http404
    return _form(request, campaign, reward)


@desk_of
@require_POST
def withdraw(request: HttpRequest, campaign: "Campaign", reward_id: int) -> HttpResponse:
    """Take a reward out of the choice."""
    services.withdraw_reward(campaign_id=campaign.pk, reward_id=reward_id, actor=actor_of(request), now=clock.now())
    messages.success(request, _("Nessuno può più scegliere questa ricompensa. Chi l'ha già scelta la tiene."))
    return redirect("proponents:rewards", campaign.pk)


def _form(request: HttpRequest, campaign: "Campaign", reward: "Reward | None") -> HttpResponse:
    held = donations.count_held(reward.pk) if reward else 0
    initial = vars(rewards.text_of(reward)) if reward else {}
    said = reward.translations if reward else {}
    form = RewardForm(request.POST or None, initial=initial, translations=said, is_held=held > 0)
    if request.method == "POST" and form.is_valid():
        try:
            services.save_reward(
                campaign_id=campaign.pk,
                reward_id=reward.pk if reward else None,
                text=form.text_of(),
                reason=form.cleaned_data.get("reason", ""),
                actor=actor_of(request),
                now=clock.now(),
            )
        except services.RewardRefused as error:
            for field, words in dict(error.details["fields"]).items():  # type: ignore[call-overload]
                form.add_error(field if field in form.fields else None, words)
        else:
            messages.success(request, _("Ricompensa salvata: chi dona la vede da adesso."))
            return redirect("proponents:rewards", campaign.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "reward": reward, "held": held, **presenters.frame(campaign, "rewards")}
    return render(request, "proponents/reward.html", context, status=status)
