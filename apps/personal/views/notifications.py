"""A person's messages as they were sent, and what to be sent; the latter also by signed link, without an account."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from apps.kernel import clock
from apps.notifications import catalogue, labels, links, selectors, services
from apps.notifications.frames import as_frame
from apps.notifications.states import Topic, Wish
from apps.people import selectors as people
from apps.people.access import signed_in
from apps.personal.wishes import WishesForm

if TYPE_CHECKING:
    from apps.notifications.models import Message

PAGE_SIZE = 20
AREA = {"label": gettext_lazy("Area personale"), "path": "/area/"}
FOR_GUESTS = (Wish.IMMEDIATE, Wish.NONE)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def listing(request: HttpRequest) -> HttpResponse:
    """List a person's messages, newest first; on POST mark them all as read."""
    user_id = _person(request)
    if request.method == "POST":
        services.mark_all_read(user_id=user_id, now=clock.now())
        return redirect("letters:list")
    services.adopt_messages(user_id=user_id)
    page_obj = Paginator(selectors.of_user(user_id), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page_obj,
        "rows": [(message, catalogue.label_of(message.kind)) for message in page_obj],
        "unread": selectors.count_unread(user_id),
        "crumbs": [AREA, {"label": _("Messaggi")}],
    }
    return render(request, "personal/messages.html", context)


@require_safe
@signed_in
def detail(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show one of a person's messages as it was sent; from then on it is read."""
    message = _own(request, message_id)
    services.mark_read(user_id=_person(request), message_id=message.pk, now=clock.now())
    context = {
        "message": message,
        "is_secret": catalogue.is_secret(message.kind, message.topic),
        "topic": labels.TOPICS[Topic(message.topic)],
        "crumbs": [AREA, {"label": _("Messaggi"), "path": "/area/messaggi/"}, {"label": _("Il messaggio")}],
    }
    return render(request, "personal/message.html", context)


@require_safe
@signed_in
def html_part(request: HttpRequest, message_id: int) -> HttpResponse:
    """Show the HTML part of one of a person's messages; what opens an account stays in the e-mail."""
    message = _own(request, message_id)
    if catalogue.is_secret(message.kind, message.topic):
        raise Http404
    return as_frame(message.html)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def wishes(request: HttpRequest) -> HttpResponse:
    """Say what to be sent, for who is signed in: for every address that is theirs."""
    user_id = _person(request)
    addresses = {people.address_of(user_id), *people.verified_addresses(user_id)}
    return _wishes(request, people.address_of(user_id), addresses, tuple(Wish), "letters:wishes")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def guest_wishes(request: HttpRequest, token: str) -> HttpResponse:
    """Say what to be sent, for whoever was written to; there is no digest without an account."""
    address = links.address_of(token)
    if address is None:
        raise Http404
    return _wishes(request, address, {address}, FOR_GUESTS, "letters:guest_wishes", token)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Switch off one topic for one address: by POST at once, as mail programs do (RFC 8058); GET asks first.

    Safe without a CSRF token: the signed link is the permission, and it can only switch off.
    """
    found = links.unsubscribed_of(token)
    if found is None:
        raise Http404
    address, topic = found
    if request.method == "POST":
        services.unsubscribe(address=address, topic=topic, now=clock.now())
    context = {
        "address": address,
        "topic": labels.TOPICS[topic],
        "is_done": request.method == "POST",
        "wishes_path": links.wishes_path(address),
        "crumbs": [{"label": _("Non ricevere più")}],
    }
    return render(request, "personal/unsubscribe.html", context)


def _wishes(
    request: HttpRequest, address: str, addresses: set[str], offered: tuple[Wish, ...], name: str, *args: str
) -> HttpResponse:
    current = selectors.wishes_of(address)
    form = WishesForm(request.POST if request.method == "POST" else None, wishes=current, offered=offered)
    if request.method == "POST" and form.is_valid():
        for each in sorted(addresses):
            for topic, wish in form.wanted().items():
                services.set_wish(address=each, topic=topic, wish=wish, now=clock.now())
        messages.success(request, _("Salvato. Vale dal prossimo messaggio."))
        return redirect(name, *args)
    context = {
        "form": form,
        "address": ", ".join(sorted(addresses)),
        "always": [labels.TOPICS[topic] for topic in (Topic.DONATIONS, Topic.ACCOUNT)],
        "is_guest": bool(args),
        "suppression": selectors.find_suppression(address),
        "crumbs": [*([] if args else [AREA]), {"label": _("Notifiche")}],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "personal/wishes.html", context, status=status)


def _own(request: HttpRequest, message_id: int) -> "Message":
    message = selectors.get_message_of(_person(request), message_id)
    if message is None:
        raise Http404
    return message


def _person(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
