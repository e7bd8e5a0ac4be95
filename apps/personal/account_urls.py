"""The doors under /area/, by the names that django-allauth looks up: what is not here is not reachable."""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as identity
from django.urls import path, re_path

from apps.people.access import signed_in
from apps.personal.views import doors, security

RESET_KEY = r"^password-dimenticata/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("accedi/", doors.SignIn.as_view(), name="account_login"),
    path("accedi/codice/", second.authenticate, name="mfa_authenticate"),
    path("registrati/", doors.Register.as_view(), name="account_signup"),
    path("esci/", account.logout, name="account_logout"),
    path("conferma-indirizzo/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^conferma-indirizzo/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("password-dimenticata/", account.password_reset, name="account_reset_password"),
    path("password-dimenticata/inviata/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password-dimenticata/fatto/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"
    ),
    re_path(RESET_KEY, account.password_reset_from_key, name="account_reset_password_from_key"),
    path("conferma/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("conferma/codice/", signed_in(second.reauthenticate), name="mfa_reauthenticate"),
    path("indirizzi/", signed_in(doors.Addresses.as_view()), name="account_email"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("password/prima/", signed_in(account.password_set), name="account_set_password"),
    path("sicurezza/", security.overview, name="mfa_index"),
    path("sicurezza/app/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("sicurezza/app/togli/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("sicurezza/codici/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("sicurezza/codici/nuovi/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("sicurezza/codici.txt", signed_in(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("identita/", signed_in(security.identities), name="socialaccount_connections"),
    path("identita/annullata/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("identita/errore/", social.login_error, name="socialaccount_login_error"),
    path("identita/completa/", social.signup, name="socialaccount_signup"),
    path("identita/<slug:provider_id>/login/", identity.login, name="openid_connect_login"),
    path("identita/<slug:provider_id>/login/callback/", identity.callback, name="openid_connect_callback"),
]
