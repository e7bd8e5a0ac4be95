"""The page, on a city's host, where an invited officer chooses a password; the link works once."""

from typing import TYPE_CHECKING

from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpResponse

from apps.people import services as people

if TYPE_CHECKING:
    from apps.people.models import User

SIGN_IN_PATH = "/gestione/accedi/"


class ChoosePassword(PasswordResetConfirmView):
    """Django's own confirmation view: it moves the token from the address to the session before showing the form."""

    template_name = "onboarding/choose_password.html"
    success_url = SIGN_IN_PATH

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        """Keep the password; who opened the link reads the address that it was sent to."""
        people.verify_address(user_id=form.user.pk, email=form.user.email)
        return super().form_valid(form)
