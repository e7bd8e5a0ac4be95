"""The questions of citizens about a campaign: read and answered by those who propose it."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from apps.community import selectors, services
from apps.community.services.answering import MOST_CHARACTERS
from apps.kernel import clock
from apps.proponents import presenters
from apps.proponents.access import actor_of, desk_of

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


class AnswerForm(forms.Form):
    """An answer, which anyone reads."""

    answer = forms.CharField(
        label=gettext_lazy("La tua risposta"),
        max_length=MOST_CHARACTERS,
        help_text=gettext_lazy("La legge chiunque, e non si cambia più."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Scrivi una risposta.")},
    )


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """List the questions, those without an answer first; on POST answer one."""
    asked = request.POST.get("domanda", "")
    rows = []
    for question in selectors.list_asked(campaign.pk):
        is_this = asked == str(question.pk)
        form = AnswerForm(request.POST if is_this else None, auto_id=f"id_{question.pk}_%s")
        if is_this and form.is_valid() and _answered(request, campaign, question.pk, form):
            return redirect("proponents:questions", campaign.pk)
        rows.append((question, form))
    context = {"rows": rows, **presenters.frame(campaign, "questions")}
    return render(request, "proponents/questions.html", context)


def _answered(request: HttpRequest, campaign: "Campaign", question_id: int, form: AnswerForm) -> bool:
    try:
        services.answer_question(
            campaign_id=campaign.pk,
            question_id=question_id,
            answer=form.cleaned_data["answer"],
            actor=actor_of(request),
            now=clock.now(),
        )
    except services.NotAnswerable as refusal:
        form.add_error("answer", refusal.message)
        return False
    messages.success(request, _("Risposta pubblicata: avvisiamo chi ha chiesto."))
    return True
