"""Name and language of a person."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.kernel import clock, languages
from apps.people.access import signed_in
from apps.personal import services
from apps.personal.forms import ProfileForm
from apps.personal.views.frame import page, person_of
from tenants.registry import selectors as registry


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """Show name and language; on POST keep them. The language chosen here takes the place of one asked for before."""
    user = person_of(request)
    form = ProfileForm(request.POST or None, initial={"name": user.name, "language": user.language})
    if request.method == "POST" and form.is_valid():
        services.change_profile(user_id=user.pk, **form.cleaned_data, now=clock.now())
        city = registry.current_tenant().language
        with translation.override(languages.usual(form.cleaned_data["language"] or city)):
            messages.success(request, _("Il profilo è aggiornato."))
        answer = redirect("personal:profile")
        answer.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        return answer
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "personal/profile.html", page(request, _("Profilo"), form=form), status=status)
