"""The page, on a city's host, where an invited officer chooses a password; the link works once."""

from django.contrib.auth.views import PasswordResetConfirmView

SIGN_IN_PATH = "/gestione/accedi/"


class ChoosePassword(PasswordResetConfirmView):
    """Django's own confirmation view: it moves the token from the address to the session before showing the form."""

    template_name = "onboarding/choose_password.html"
    success_url = SIGN_IN_PATH
