"""Sign-in and sign-out, mounted by each office under its own address."""

from typing import Any

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

__all__ = ["LogoutView", "SignIn"]


class SignInForm(AuthenticationForm):
    """E-mail address and password, with one answer for every wrong pair."""

    error_messages = {
        "invalid_login": _("L'indirizzo e-mail o la password non sono corretti. Controlla e riprova."),
        "inactive": _("L'indirizzo e-mail o la password non sono corretti. Controlla e riprova."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Indirizzo e-mail")
        self.fields["password"].label = _("Password")

    def clean_username(self) -> str:
        """Return the address as it is stored: lower case."""
        return str(self.cleaned_data["username"]).strip().lower()


class SignIn(LoginView):
    """Sign in on this host only: users and sessions are the tenant's; who has a second factor is asked for it."""

    authentication_form = SignInForm
    template_name = "people/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Go through the same steps as at the citizens' door; the office itself vouches for its people's addresses."""
        user = form.get_user()
        login = Login(user=user, email_verification=EmailVerificationMethod.NONE, redirect_url=self.get_success_url())
        return perform_password_login(self.request, {"email": user.email}, login)
