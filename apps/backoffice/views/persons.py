"""The desk of people: who works here with which role, and who acts for which body."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists, staffing
from apps.backoffice.forms.persons import InviteForm, LostDeviceForm, MemberForm, RoleForm
from apps.backoffice.presenters import trail
from apps.backoffice.tables import persons as table
from apps.backoffice.views.calls import actor_of, posted, refuse
from apps.backoffice.views.frame import for_people_office, page
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.people import selectors
from apps.people.roles import CITY_OFFICE, LABELS, Role

CRUMB = {"label": "Persone e ruoli", "path": "/gestione/persone/"}
BODIES = {"label": "Enti", "path": "/gestione/persone/enti/"}


@require_safe
@for_people_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List who holds a role."""
    actions = [
        {"label": "Invita una persona", "path": "/gestione/persone/invita/"},
        {"label": "Chi agisce per un ente", "path": BODIES["path"]},
        {"label": "Chi ha perso il telefono", "path": "/gestione/persone/secondo-fattore/"},
    ]
    context = page(heading="Persone e ruoli", crumbs=[{"label": "Persone e ruoli"}], actions=actions)
    return lists.answer(request, table.TABLE, table.find, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_office
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague."""
    form = InviteForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            user_id = staffing.invite(**form.cleaned_data, actor=actor_of(request), now=clock.now())
            messages.success(request, "Fatto: la persona riceve un messaggio.")
            return redirect("backoffice:person", user_id)
        except DomainError as error:
            refuse(form, error)
    context = page(form=form, crumbs=[CRUMB, {"label": "Invita"}])
    return render(request, "backoffice/person_invite.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_office
def lost_device(request: HttpRequest) -> HttpResponse:
    """Let a person who lost telephone and recovery codes enter by the password alone."""
    form = LostDeviceForm(posted(request))
    if form.is_bound and form.is_valid():
        try:
            staffing.remove_second_factor(email=form.cleaned_data["email"], actor=actor_of(request), now=clock.now())
            messages.success(request, "Fatto: la persona entra con la sola password, e riceve un messaggio.")
            return redirect("backoffice:people")
        except DomainError as error:
            refuse(form, error)
    context = page(form=form, crumbs=[CRUMB, {"label": "Chi ha perso il telefono"}])
    return render(request, "backoffice/person_lost_device.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_office
def detail(request: HttpRequest, user_id: int) -> HttpResponse:
    """Show a person's roles; on POST give or take one."""
    person = selectors.find_user(user_id)
    if person is None:
        raise Http404
    form = RoleForm(posted(request) if "take" not in request.POST else None)
    if request.method == "POST" and _changed(request, user_id, form):
        return redirect("backoffice:person", user_id)
    held = selectors.roles_of(user_id) & CITY_OFFICE
    context = page(
        person=person,
        form=form,
        roles=[(str(role), LABELS[role]) for role in Role if role in held],
        bodies=selectors.organisations_of(user_id),
        has_second_factor=selectors.has_second_factor(user_id),
        trail=trail.of("user", user_id),
        crumbs=[CRUMB, {"label": person.name}],
    )
    return render(request, "backoffice/person.html", context, status=_status(form))


@require_safe
@for_people_office
def bodies(request: HttpRequest) -> HttpResponseBase:
    """List the bodies."""
    context = page(
        heading="Enti", intro="Chi agisce per un ente ne cura le campagne.", crumbs=[CRUMB, {"label": "Enti"}]
    )
    return lists.answer(request, table.BODIES, lambda _asked: selectors.list_organisations(), context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_people_office
def body(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Show who acts for a body; on POST add or remove a person."""
    found = selectors.find_organisation(organisation_id)
    if found is None:
        raise Http404
    form = MemberForm(posted(request) if "remove" not in request.POST else None)
    if request.method == "POST" and _membered(request, organisation_id, form):
        return redirect("backoffice:body", organisation_id)
    members = selectors.list_members(organisation_id)
    crumbs = [CRUMB, BODIES, {"label": found.name}]
    history = trail.of("organisation", organisation_id)
    context = page(body=found, form=form, members=members, trail=history, crumbs=crumbs)
    return render(request, "backoffice/body.html", context, status=_status(form))


def _changed(request: HttpRequest, user_id: int, form: RoleForm) -> bool:
    actor, now = actor_of(request), clock.now()
    try:
        if request.POST.get("take") in set(CITY_OFFICE):
            staffing.take_role(user_id=user_id, role=Role(request.POST["take"]), actor=actor, now=now)
        elif not form.is_valid():
            return False
        else:
            is_meant = form.cleaned_data["on_purpose"]
            give = staffing.give_role_knowingly if is_meant else staffing.give_role
            give(user_id=user_id, role=form.cleaned_data["role"], actor=actor, now=now)
    except DomainError as error:
        if form.is_bound:
            refuse(form, error)
            return False
        messages.error(request, error.message)
        return True
    messages.success(request, "I ruoli sono aggiornati.")
    return True


def _membered(request: HttpRequest, organisation_id: int, form: MemberForm) -> bool:
    actor, now = actor_of(request), clock.now()
    removed = request.POST.get("remove", "")
    if removed.isdigit():
        staffing.remove_member(organisation_id=organisation_id, user_id=int(removed), actor=actor, now=now)
        return True
    if not form.is_valid():
        return False
    try:
        staffing.add_member(organisation_id=organisation_id, email=form.cleaned_data["email"], actor=actor, now=now)
    except DomainError as error:
        refuse(form, error)
        return False
    return True


def _status(form: RoleForm | InviteForm | LostDeviceForm | MemberForm) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
