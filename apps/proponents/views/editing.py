"""The pages of the content editor: each part is a form that is saved whole, also by itself while one writes."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.editorial import selectors as editorial
from apps.editorial import services
from apps.editorial.rules import checks, languages, parts
from apps.editorial.rules.content import LANGUAGES, Content
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.proponents import presenters
from apps.proponents.access import actor_of, desk_of
from apps.proponents.forms.editors import Editor, Files, Who
from apps.proponents.forms.people import BudgetEditor, PeopleEditor
from apps.proponents.forms.texts import TextsEditor
from apps.proponents.forms.translations import TranslationEditor
from apps.proponents.forms.uploads import DocumentsEditor, PicturesEditor

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

AUTOSAVE = "X-Autosave"
EDITORS: dict[str, type[Editor]] = {
    "texts": TextsEditor,
    "pictures": PicturesEditor,
    "budget": BudgetEditor,
    "people": PeopleEditor,
    "documents": DocumentsEditor,
}
Make = Callable[[Content, QueryDict | None, Files | None], Editor]


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, campaign: "Campaign", part: str) -> HttpResponse:
    """Show one part of the content and save it."""
    return _page(request, campaign, part, EDITORS[part])


@desk_of
@require_safe
def translations(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """Choose a language; how much of the content is there in each."""
    content = editorial.draft(campaign.pk)
    context = {
        "languages": [presenters.progress(content, code) for code in LANGUAGES],
        "places": len(languages.places(content)),
        **presenters.frame(campaign, "translations"),
    }
    return render(request, "proponents/translations.html", context)


@desk_of
@require_http_methods(["GET", "HEAD", "POST"])
def translate(request: HttpRequest, campaign: "Campaign", language: str) -> HttpResponse:
    """Show the texts in one language beside the Italian, and save them."""
    if language not in LANGUAGES:
        raise Http404

    def make(content: Content, data: QueryDict | None, files: Files | None) -> Editor:
        return TranslationEditor(content, data, language=language)

    return _page(request, campaign, "translations", make, heading=_(LANGUAGES[language]))


def _page(request: HttpRequest, campaign: "Campaign", part: str, make: Make, heading: str = "") -> HttpResponse:
    content = editorial.draft(campaign.pk)
    if request.method != "POST":
        return _show(request, campaign, part, make(content, None, None), heading=heading)
    editor, seen, status, problem = make(content, request.POST, request.FILES), "", HTTPStatus.OK, ""
    try:
        saved = _save(request, campaign, part, editor)
    except services.StalePart as error:
        seen, status, problem = str(error.details["seen"]), HTTPStatus.CONFLICT, error.message
    except DomainError as error:
        status, problem = HTTPStatus.UNPROCESSABLE_ENTITY, error.message
    else:
        if saved is not None:
            return _saved(request, saved, part)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    if AUTOSAVE in request.headers:
        words = problem or _("Non ancora salvato: controlla i campi.")
        return JsonResponse({"message": words}, status=status)
    return _show(request, campaign, part, editor, heading=heading, problem=problem, seen=seen, status=status)


def _save(request: HttpRequest, campaign: "Campaign", part: str, editor: Editor) -> Content | None:
    if not editor.is_valid():
        return None
    who = Who(campaign.pk, actor_of(request), clock.now())
    editor.take_files(who)
    if editor.problems:
        return None
    seen = request.POST.get("seen", "")
    return services.save_part(
        campaign_id=campaign.pk, part=part, values=editor.values(), seen=seen, actor=who.actor, now=who.now
    )


def _saved(request: HttpRequest, content: Content, part: str) -> HttpResponse:
    if AUTOSAVE in request.headers:
        return JsonResponse({"message": _("Salvato."), "seen": parts.digest(content, part)})
    messages.success(request, _("Salvato. Non è ancora pubblico: si pubblica tutto insieme dalla pagina Pubblica."))
    return redirect(request.path)


def _show(
    request: HttpRequest,
    campaign: "Campaign",
    part: str,
    editor: Editor,
    *,
    heading: str = "",
    problem: str = "",
    seen: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    content = editor.content
    context = {
        "editor": editor,
        "heading": heading,
        "problem": problem,
        "seen": seen or (request.POST.get("seen", "") if request.POST else parts.digest(content, part)),
        "budget_problem": checks.why_budget_is_wrong(content, cost_cents=campaign.cost_cents)
        if part == "budget"
        else "",
        "content": content,
        "shown": [picture.view for picture in content.pictures],
        **presenters.frame(campaign, part),
    }
    return render(request, "proponents/edit.html", context, status=status)
