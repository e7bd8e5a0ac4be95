"""The districts of the city: their campaigns, the news of these, what residents say."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.campaigns import selectors as campaigns
from apps.community import selectors as community
from apps.community.selectors.public import SHOWN
from apps.community.states import FollowKind
from apps.districts import selectors as districts
from apps.editorial import selectors as editorial
from apps.kernel import clock
from apps.kernel.kept import same_for_all
from apps.matching import selectors as matching
from apps.portal.presenters import campaigns as presenter

NEWS_SHOWN = 5
PAGE_DIGITS = 6


@require_safe
@same_for_all
def listing(request: HttpRequest) -> HttpResponse:
    """List the districts with how many campaigns each has, and the areas that can be followed."""
    public = campaigns.list_public_campaigns()
    counts: dict[str, int] = {}
    for campaign in public:
        counts[campaign.district.casefold()] = counts.get(campaign.district.casefold(), 0) + 1
    user_id = request.user.pk
    followed = {row.key for row in community.followed_by(user_id) if row.kind == FollowKind.AREA} if user_id else set()
    context = {
        "districts": [(each, counts.get(each.name.casefold(), 0)) for each in districts.list_names()],
        "areas": [(area, area in followed) for area in sorted({each.area for each in public if each.area})],
        "crumbs": [{"label": _("Quartieri")}],
    }
    return render(request, "portal/district_list.html", context)


@require_safe
@same_for_all
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a district: campaigns, open ones first, their news, its residents' comments."""
    now, asked = clock.now(), _asked_page(request)
    found = community.with_residents(districts.find_districts(), reader_id=request.user.pk, page_number=asked)
    district = districts.take_one(found, slug)
    voices = community.of_district(district)
    page = Paginator(range(voices.comments_count), SHOWN).get_page(asked)
    if page.number != asked:
        return redirect(f"{request.path}?page={page.number}")
    name = district.name.casefold()
    local = [each for each in campaigns.list_public_campaigns() if each.district.casefold() == name]
    figures = matching.list_figures(local)
    context = {
        "district": district,
        "campaigns": [presenter.card(each, figures[each.pk], now) for each in local],
        "news": editorial.list_latest([each.pk for each in local], NEWS_SHOWN),
        "page_obj": page,
        "comments": voices.comments,
        "followers": voices.followers,
        "is_followed": voices.is_followed,
        "crumbs": [{"label": _("Quartieri"), "path": "/quartieri/"}, {"label": district.name}],
    }
    return render(request, "portal/district.html", context)


def _asked_page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) <= PAGE_DIGITS else 1
