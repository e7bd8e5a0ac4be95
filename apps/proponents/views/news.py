"""News of a campaign: the list, a new one, a correction, a withdrawal."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.editorial import selectors as editorial
from apps.editorial import services
from apps.editorial.rules.content import Shown
from apps.editorial.rules.reading import read
from apps.editorial.states import Audience
from apps.kernel import clock
from apps.proponents import presenters
from apps.proponents.access import actor_of, desk_of
from apps.proponents.forms.rewards import CorrectionForm, NewNewsForm, ReasonForm

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@desk_of
@require_safe
def listing(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """List the news, newest first."""
    context = {"updates": editorial.list_updates(campaign.pk), **presenters.frame(campaign, "updates")}
    return render(request, "proponents/updates.html", context)


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """Show the form of news, and publish them: followers and donors are told."""
    form = NewNewsForm(request.POST or None, content=editorial.draft(campaign.pk))
    if request.method == "POST" and form.is_valid():
        audience = Audience(form.cleaned_data["audience"])
        services.publish_update(
            campaign_id=campaign.pk, news=form.news(), audience=audience, actor=actor_of(request), now=clock.now()
        )
        return _done(request, campaign, _("Aggiornamento pubblicato: avvisiamo chi segue la campagna."))
    return _show(request, campaign, form, title=_("Nuovo aggiornamento"), button=_("Pubblica e avvisa"))


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, campaign: "Campaign", update_id: int) -> HttpResponse:
    """Show news that were published, and correct them visibly."""
    update = editorial.find_update(campaign.pk, update_id)
    shown = tuple(read(Shown, each) for each in update.pictures)
    initial = {"title": update.title, "text": update.text, "pictures": [picture.key for picture in shown]}
    content = editorial.draft(campaign.pk)
    form = CorrectionForm(
        request.POST or None, initial=initial, translations=update.translations, content=content, shown=shown
    )
    if request.method == "POST" and form.is_valid():
        asked = {"reason": form.cleaned_data["reason"], "news": form.news()}
        if _do(request, campaign, form, services.correct_update, update_id, **asked):
            return _done(request, campaign, _("Aggiornamento corretto."))
    return _show(request, campaign, form, title=_("Correggi l'aggiornamento"), button=_("Correggi"), update=update)


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, campaign: "Campaign", update_id: int) -> HttpResponse:
    """Ask why news are taken back, and take them back."""
    update = editorial.find_update(campaign.pk, update_id)
    form = ReasonForm(request.POST or None, use_required_attribute=False)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _do(request, campaign, form, services.withdraw_update, update_id, reason=reason):
            return _done(request, campaign, _("Aggiornamento ritirato: al suo posto si legge il motivo."))
    title = _("Ritira «%(title)s»") % {"title": update.title}
    return _show(request, campaign, form, title=title, button=_("Ritira"), update=update)


def _do(
    request: HttpRequest, campaign: "Campaign", form: forms.Form, service: Any, update_id: int, **asked: Any
) -> bool:
    try:
        service(campaign_id=campaign.pk, update_id=update_id, actor=actor_of(request), now=clock.now(), **asked)
    except services.UpdateRefused as error:
        for field, words in dict(error.details["fields"]).items():  # type: ignore[call-overload]
            form.add_error(field, words)
        if not form.errors:
            form.add_error(None, error.message)
        return False
    return True


def _done(request: HttpRequest, campaign: "Campaign", words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("proponents:updates", campaign.pk)


def _show(request: HttpRequest, campaign: "Campaign", form: forms.Form, **more: Any) -> HttpResponse:
    context = {"form": form, **more, **presenters.frame(campaign, "updates")}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "proponents/update.html", context, status=status)
