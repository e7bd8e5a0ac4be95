"""The last steps: the first officer, the look at the home page, the state, the invitation."""

from functools import cache
from io import BytesIO

from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django_tenants.utils import tenant_context

from apps.kernel import states
from apps.notifications import services as notifications
from apps.people import selectors as people
from apps.people import services as people_services
from apps.people.roles import Role
from tenants.onboarding import invitations
from tenants.onboarding.steps.base import StepFailed, Subject
from tenants.registry import services as registry
from tenants.registry.hosts import PREVIEW_KEY
from tenants.registry.states import TRANSITIONS, TenantState

ACTOR = "onboarding"


def create_officer(subject: Subject) -> str:
    """Create the first officer, without a password: the invitation lets the person choose one."""
    email = subject.request.officer_email
    with tenant_context(subject.tenant):
        if any(user.email == email for user in people.list_users()):
            return f"{email} c'era già."
        people_services.create_user(
            email=email,
            name=subject.request.officer_name,
            password=None,
            roles=[Role.PLATFORM_MANAGER, Role.OFFICER],
            now=subject.now,
            actor=ACTOR,
        )
    return f"Creato {email}."


def check_home(subject: Subject) -> str:
    """Ask the city's home page of the program itself, as a browser would; raises StepFailed."""
    status = _status_of_home(subject)
    if not status.startswith("200"):
        raise StepFailed(f"La pagina iniziale risponde «{status}» invece di «200 OK».")
    return "La pagina iniziale risponde."


def activate(subject: Subject) -> str:
    """Let the city be reached."""
    if subject.tenant.state == TenantState.ACTIVE:
        return "Era già attivo."
    states.advance(TRANSITIONS, TenantState(subject.tenant.state), TenantState.ACTIVE)
    registry.set_state(tenant=subject.tenant, state=TenantState.ACTIVE)
    return "Il Comune è raggiungibile."


def invite_officer(subject: Subject) -> str:
    """Owe the first officer an e-mail with the link to choose a password, once."""
    email = subject.request.officer_email
    with tenant_context(subject.tenant):
        user = next(user for user in people.list_users() if user.email == email)
        data: dict[str, object] = {"name": user.name, "path": invitations.path_for(user)}
        notifications.enqueue(kind="onboarding/invitation", key=str(user.pk), to=email, data=data, now=subject.now)
    return f"Invito inviato a {email}."


def _status_of_home(subject: Subject) -> str:
    """Return status and reason, without the signals of a request: those would close this transaction's connection."""
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/",
        "SERVER_NAME": subject.request.domain,
        "SERVER_PORT": "443",
        "HTTP_HOST": subject.request.domain,
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        PREVIEW_KEY: subject.tenant,
    }
    response = _program().get_response(WSGIRequest(environment))
    return f"{response.status_code} {response.reason_phrase}"


@cache
def _program() -> BaseHandler:
    program = BaseHandler()
    program.load_middleware()
    return program
