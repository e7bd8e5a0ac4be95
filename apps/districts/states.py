"""What the parts of a city are called."""

from enum import StrEnum

from django.utils.translation import gettext_noop as _


class DistrictKind(StrEnum):
    """The words that Italian cities use for their parts."""

    QUARTIERE = "quartiere"
    MUNICIPIO = "municipio"
    SESTIERE = "sestiere"
    CIRCOSCRIZIONE = "circoscrizione"
    MUNICIPALITA = "municipalita"
    ZONA = "zona"
    FRAZIONE = "frazione"


KIND_LABELS: dict[DistrictKind, str] = {
    DistrictKind.QUARTIERE: _("Quartiere"),
    DistrictKind.MUNICIPIO: _("Municipio"),
    DistrictKind.SESTIERE: _("Sestiere"),
    DistrictKind.CIRCOSCRIZIONE: _("Circoscrizione"),
    DistrictKind.MUNICIPALITA: _("Municipalità"),
    DistrictKind.ZONA: _("Zona"),
    DistrictKind.FRAZIONE: _("Frazione"),
}
