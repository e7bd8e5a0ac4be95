"""The search page: one box over campaigns, calls, news, districts and pages."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.portal.presenters import finding
from apps.search import selectors as search
from apps.search.rules import MAX_LENGTH
from apps.search.selectors import Asked
from apps.search.states import EntryKind

PAGE_SIZE = 10
LAST_PAGE = 50


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Show what holds every word of `q`, narrowed by `tipo`; or what is alike when nothing does."""
    text = request.GET.get("q", "").replace("\0", "").strip()[:MAX_LENGTH]
    kind = request.GET.get("tipo", "")
    asked = Asked(text, kind if kind in list(EntryKind) else "")
    number = _number(request.GET.get("page", "1"))
    found = search.find(asked, offset=(number - 1) * PAGE_SIZE, limit=PAGE_SIZE)
    similar = search.find_similar(asked) if text and not found.kinds else None
    page = Paginator(range(min(found.count, LAST_PAGE * PAGE_SIZE)), PAGE_SIZE).get_page(number)
    context = {
        "text": text,
        "kind": asked.kind,
        "kinds": [
            (each.value, finding.KINDS[each][1], found.kinds[each]) for each in EntryKind if found.kinds.get(each)
        ],
        "every_count": sum(found.kinds.values()),
        "count": found.count,
        "results": [finding.result(hit) for hit in found.hits],
        "similar": similar,
        "alike": [finding.result(hit) for hit in similar.hits] if similar else [],
        "page_obj": page,
        "query": urlencode({"q": text, **({"tipo": asked.kind} if asked.kind else {})}),
        "crumbs": [{"label": _("Cerca")}],
    }
    return render(request, "portal/search.html", context)


def _number(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isdecimal() and len(text) <= len(str(LAST_PAGE)) else 1
