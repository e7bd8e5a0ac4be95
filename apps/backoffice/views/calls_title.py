"""The title of a draft call."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.backoffice.forms.calls import TitleForm
from apps.backoffice.views.calls import actor_of, crumb_of, crumbs, posted, refuse
from apps.backoffice.views.frame import for_call_office, page
from apps.calls import selectors as calls
from apps.calls import services
from apps.kernel import clock
from apps.kernel.errors import DomainError


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def rename(request: HttpRequest, call_id: int) -> HttpResponse:
    """Change the title of a draft; its address stays."""
    call = calls.get_call(call_id)
    form = TitleForm(posted(request), initial={"title": call.title})
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        try:
            services.rename_call(call_id=call_id, title=title, now=clock.now(), actor=actor_of(request))
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, "Il titolo è cambiato. L'indirizzo della pagina resta lo stesso.")
            return redirect("backoffice:call", call_id)
    path = crumbs(crumb_of(call), {"label": "Titolo", "path": ""})
    status = 422 if form.errors else 200
    return render(request, "backoffice/call_title.html", page(crumbs=path, call=call, form=form), status=status)
