"""What the parts of a city are called."""

from enum import StrEnum


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
    DistrictKind.QUARTIERE: "Quartiere",
    DistrictKind.MUNICIPIO: "Municipio",
    DistrictKind.SESTIERE: "Sestiere",
    DistrictKind.CIRCOSCRIZIONE: "Circoscrizione",
    DistrictKind.MUNICIPALITA: "Municipalità",
    DistrictKind.ZONA: "Zona",
    DistrictKind.FRAZIONE: "Frazione",
}
