"""The menu of the area, for every page under it, django-allauth's included. Empty elsewhere: it costs nothing."""

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


def area_menu(request: HttpRequest) -> dict[str, object]:
    """Return the entries for a person who is signed in, the one she is at marked."""
    user = getattr(request, "user", None)
    if not request.path.startswith(AREA) or user is None or not user.is_authenticated:
        return {}
    return {
        "area_menu": [{"path": path, "label": label, "current": _is_at(request.path, path)} for path, label in MENU]
    }


def _is_at(here: str, entry: str) -> bool:
    return here == entry or (entry != AREA and here.startswith(entry))
