"""What django-allauth asks of us: addresses, messages, safe redirects, secrets at rest, and who may be linked to whom.

Does not hold pages or forms: those stand in `views` and `forms`.
"""

import base64
import hashlib
from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from apps.kernel import clock
from apps.notifications import services as notifications
from apps.people import selectors as people
from apps.people.addresses import address_of, network_of
from apps.personal.links import path_of
from tenants.registry import selectors as registry

TOLD = {"password_reset_url": "path", "activate_url": "path", "signup_url": "register_path"}
"""Which addresses of allauth a message carries, and under which name; always as a path of this city."""
FACTS = ("deleted_email", "from_email", "to_email")


class AccountAdapter(DefaultAccountAdapter):
    """Profiles of one city: no user names, every message kept, no way out to another host."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "L'indirizzo e-mail o la password non sono corretti. Controlla e riprova."
        ),
        "incorrect_code": gettext_lazy("Il codice non è corretto, oppure è scaduto. Prova con quello di adesso."),
        "incorrect_password": gettext_lazy("La password non è corretta."),
        "enter_current_password": gettext_lazy("La password attuale non è corretta."),
        "too_many_login_attempts": gettext_lazy("Troppi tentativi. Aspetta qualche minuto e riprova."),
        "rate_limited": gettext_lazy("Troppi tentativi. Aspetta qualche minuto e riprova."),
        "duplicate_email": gettext_lazy("Questo indirizzo è già nel tuo profilo."),
        "max_email_addresses": gettext_lazy("Puoi avere al massimo %d indirizzi."),
    }

    def new_user(self, request: HttpRequest) -> Any:
        """Return a person who begins now, not saved."""
        user = super().new_user(request)
        user.created_at = clock.now()
        return user

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        """Keep the name that the form asks for."""
        user.name = form.cleaned_data.get("name", user.name)
        return super().save_user(request, user, form, commit)

    def is_safe_url(self, url: str | None) -> bool:
        """Tell whether a page to go on to is of this host."""
        return url_has_allowed_host_and_scheme(
            url, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure()
        )

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of who asks; used for limits."""
        return address_of(request)

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Answer who knows the password of a profile that is closed."""
        messages.error(request, _("Questo profilo è stato disattivato."))
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Go on after a sign-in; the list of sessions shows the network, not the address."""
        response = super().post_login(request, user, **kwargs)
        forget_address(request)
        return response

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Go back to the page of security."""
        forget_address(request)
        return "/area/sicurezza/"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Owe a message of the city, with paths instead of addresses; `emails/account_<name>.txt` is its text."""
        kind = template_prefix.rpartition("/")[2].removeprefix("account_").removesuffix("_signup")
        user = context.get("user")
        name = (
            "" if "activate_url" in context else getattr(user, "name", "")
        )  # whoever typed the address chose the name
        data: dict[str, object] = {"name": name, "email": email}
        data |= {TOLD[key]: path_of(str(value)) for key, value in context.items() if key in TOLD}
        data |= {key: str(context[key]) for key in FACTS if key in context}
        with transaction.atomic():
            notifications.enqueue(
                kind=f"account_{kind}",
                key=str(uuid4()),
                to=email,
                data=data,
                now=clock.now(),
                language=get_language() or "",
                topic="account",
            )

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell a person what changed in the profile."""
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are kept encrypted, under a key of the platform and the city."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "unverified_email": gettext_lazy("Prima conferma i tuoi indirizzi e-mail, o togli quelli non confermati."),
    }

    def get_totp_issuer(self) -> str:
        """Return what the app on the phone shows."""
        return f"Crowdfunding {registry.current_tenant().name}"

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return _safe().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret as it is used."""
        return _safe().decrypt(encrypted_text.encode()).decode()


class IdentityAdapter(DefaultSocialAccountAdapter):
    """SPID and CIE through the city's own proxy: the level is checked, little is kept, nobody is taken over."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": gettext_lazy("Questa identità è già collegata a un altro profilo."),
        "no_password": gettext_lazy("Prima scegli una password: senza, non potresti più accedere."),
    }

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse an identity of too low a level; keep the level and nothing else of what the proxy told."""
        told = sociallogin.account.extra_data
        level = str((told.get("id_token") or told).get("acr", ""))
        accepted = sociallogin.provider.app.settings.get("accepted_acr", [])
        if accepted and level not in accepted:
            messages.error(request, _("Serve un'identità di livello 2 o superiore: riprova con quella."))
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.account.extra_data = {"acr": level}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])

    def authenticate_by_email(self, sociallogin: Any) -> Any:
        """Find the profile of an address that both the proxy and we have verified; never one that holds a role."""
        told = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        found = EmailAddress.objects.select_related("user").filter(email__in=told, verified=True, user__is_active=True)
        return next(((row.user, row.email) for row in found if not people.roles_of(row.user_id)), None)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Take the name over from the identity."""
        user = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        user.name = " ".join(part.title() for part in parts if part) or data.get("name") or ""
        user.email = user.email.lower()
        return user

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Go back to the list of identities."""
        return "/area/identita/"


def forget_address(request: HttpRequest) -> None:
    """Put the network in place of the address that allauth wrote into the list of sessions."""
    own = UserSession.objects.filter(session_key=request.session.session_key)
    own.update(ip=network_of(address_of(request)))


def _safe() -> Fernet:
    material = f"personal.second_factor:{registry.current_tenant().schema_name}:{settings.SECRET_KEY}"
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(material.encode()).digest()))
