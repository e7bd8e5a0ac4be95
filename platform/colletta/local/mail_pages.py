"""The demo's post: what each city has sent, readable by whoever walks through the demo. In no other settings."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from apps.notifications import selectors
from apps.notifications.frames import as_frame

PAGE_SIZE = 30


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List the e-mails that went out, newest first."""
    asked = request.GET.get("q", "")[:80]
    page_obj = Paginator(selectors.list_sent(asked), PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"rows": page_obj.object_list, "page_obj": page_obj, "asked": asked, "query": query.urlencode()}
    return render(request, "local/letters.html", context)


@require_safe
def detail(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show an e-mail as it was sent, with its links."""
    message = selectors.list_sent("").filter(pk=message_id).first()
    if message is None:
        raise Http404
    return render(request, "local/letter.html", {"message": message})


@require_safe
def html_part(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show the HTML part of an e-mail, under its own strict policy."""
    message = selectors.list_sent("").filter(pk=message_id).first()
    if message is None:
        raise Http404
    return as_frame(message.html)


app_name = "demo_mail"
urlpatterns = [
    path("", listing, name="list"),
    path("<int:message_id>/", detail, name="letter"),
    path("<int:message_id>/html/", html_part, name="letter_html"),
]
