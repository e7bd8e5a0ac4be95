"""The forms of the personal area: django-allauth's own with our words, and those of profile and data."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

EMAIL = _("Indirizzo e-mail")
PASSWORD = _("Password")
NEW = _("Nuova password")
AGAIN = _("Ripeti la nuova password")
STRONG = _("Almeno 12 caratteri; non una parola comune, non il tuo nome.")
CODE_HELP = _("Sei cifre dell'app sul telefono, oppure uno dei codici di recupero.")


def _worded(form: forms.Form, **words: tuple[Any, Any]) -> None:
    """Give fields their label and help, and take the placeholders away."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in words:
            field.label, field.help_text = words[name]


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Nome e cognome"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class SignInForm(account.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, login=(EMAIL, ""), password=(PASSWORD, ""))


class RegisterForm(account.SignupForm):
    """Who begins a profile: name, address, password."""

    field_order = ["name", "email", "password1"]
    name = _name_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = _("Ti mandiamo un messaggio per confermarlo: ritroverai le donazioni fatte con questo indirizzo.")
        _worded(self, email=(EMAIL, help_text), password1=(PASSWORD, STRONG))


class IdentityForm(SocialSignupForm):
    """What the identity did not tell: name and address."""

    field_order = ["name", "email"]
    name = _name_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.sociallogin.user.name
        _worded(self, email=(EMAIL, _("Ti mandiamo un messaggio per confermarlo.")))


class ForgottenForm(account.ResetPasswordForm):
    """Whose password is forgotten."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, email=(EMAIL, ""))


class NewPasswordForm(account.ResetPasswordKeyForm):
    """A password in place of a forgotten one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, password1=(NEW, STRONG), password2=(AGAIN, ""))


class ChangePasswordForm(account.ChangePasswordForm):
    """A password in place of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, oldpassword=(_("Password attuale"), ""), password1=(NEW, STRONG), password2=(AGAIN, ""))


class FirstPasswordForm(account.SetPasswordForm):
    """The first password of who came with an identity."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, password1=(NEW, STRONG), password2=(AGAIN, ""))


class AddressForm(account.AddEmailForm):
    """One more address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, email=(_("Nuovo indirizzo e-mail"), _("Ti mandiamo un messaggio per confermarlo.")))


class PasswordAgainForm(account.ReauthenticateForm):
    """The password, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, password=(PASSWORD, ""))


class CodeForm(second.AuthenticateForm):
    """A code of the second factor, at the door."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, code=(_("Codice"), CODE_HELP))


class CodeAgainForm(second.ReauthenticateForm):
    """A code of the second factor, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, code=(_("Codice"), CODE_HELP))


class FirstCodeForm(ActivateTOTPForm):
    """The first code of an app that is being added."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _worded(self, code=(_("Codice mostrato dall'app"), _("Sei cifre.")))


class ProfileForm(forms.Form):
    """What a person says of herself."""

    name = _name_field()
    language = forms.ChoiceField(
        label=_("Lingua"), required=False, help_text=_("Delle pagine e dei messaggi che ti mandiamo.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [choice for choice in settings.LANGUAGES if choice[0] in settings.OFFERED_LANGUAGES]
        self.fields["language"].choices = [("", _("Quella della città")), *offered]  # type: ignore[attr-defined]


class DeletionForm(forms.Form):
    """Whether the person means it."""

    understood = forms.BooleanField(
        label=_("Ho letto che cosa viene cancellato e che cosa resta"),
        error_messages={"required": _("Conferma di aver letto che cosa viene cancellato.")},
    )
