"""Which proxy of SPID and CIE a city uses. The network is asked at a sign-in only, never here."""

from datetime import datetime

from allauth.socialaccount.models import SocialApp
from django.db import transaction

from apps.audit import services as audit

FISCAL_NUMBER = "https://attributes.eid.gov.it/fiscal_number"
LEVELS = ("https://www.spid.gov.it/SpidL2", "https://www.spid.gov.it/SpidL3")


@transaction.atomic
def register_provider(
    *, code: str, name: str, server_url: str, client_id: str, secret: str, actor: str, now: datetime
) -> None:
    """Let people of this city sign in with an identity of level 2 or 3 of an OpenID Connect proxy; again, it replaces.

    `code` stands in the addresses (`spid`). People are known by their tax code, which is the same through SPID and CIE.
    """
    settings = {
        "server_url": server_url,
        "uid_field": FISCAL_NUMBER,
        "scope": ["openid", "profile", "email"],
        "auth_params": {"acr_values": LEVELS[0]},
        "oauth_pkce_enabled": True,
        "accepted_acr": list(LEVELS),
    }
    values = {"name": name, "client_id": client_id, "secret": secret, "settings": settings}
    app, _made = SocialApp.objects.update_or_create(provider="openid_connect", provider_id=code, defaults=values)
    audit.record(actor=actor, verb="identity_provider", object_kind="city", object_id=app.pk, now=now)
