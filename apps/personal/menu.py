"""The menu of the area and the way back, for every page under it, django-allauth's included. Empty elsewhere."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

AREA = "/area/"
MENU = [
    ("/area/", gettext_lazy("Riepilogo")),
    ("/area/donazioni/", gettext_lazy("Le mie donazioni")),
    ("/area/seguiti/", gettext_lazy("Che cosa seguo")),
    ("/area/messaggi/", gettext_lazy("Messaggi")),
    ("/area/notifiche/", gettext_lazy("Notifiche")),
    ("/area/profilo/", gettext_lazy("Profilo")),
    ("/area/indirizzi/", gettext_lazy("Indirizzi e-mail")),
    ("/area/sicurezza/", gettext_lazy("Sicurezza")),
    ("/area/sessioni/", gettext_lazy("Sessioni")),
    ("/area/dati/", gettext_lazy("I miei dati")),
]


SAFETY = ("/area/password/", "/area/identita/")
"""What is reached from the page of security, though its address is not below it."""


def area_menu(request: HttpRequest) -> dict[str, object]:
    """Return the entries for a person who is signed in, the one she is at marked, and the way back to it."""
    user = getattr(request, "user", None)
    if not request.path.startswith(AREA) or user is None or not user.is_authenticated:
        return {}
    here = "/area/sicurezza/" if request.path.startswith(SAFETY) else request.path
    entries = [{"path": path, "label": label, "current": _is_at(here, path)} for path, label in MENU]
    crumbs = [{"label": gettext_lazy("Area personale"), "path": AREA}, *(each for each in entries if each["current"])]
    return {"area_menu": entries, "crumbs": crumbs}


def _is_at(here: str, entry: str) -> bool:
    return here == entry or (entry != AREA and here.startswith(entry))
