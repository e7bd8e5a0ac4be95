"""Forms of the districts' desk: a file, and how it is read."""

from typing import Any

from django import forms

from apps.districts.rules.reading import MAX_BYTES
from apps.districts.states import KIND_LABELS


class DistrictFileForm(forms.Form):
    """A file of boundaries."""

    file = forms.FileField(
        label="File GeoJSON dei confini",
        help_text=(
            f"Una FeatureCollection di poligoni in longitudine e latitudine (WGS84, EPSG:4326), al massimo "
            f"{MAX_BYTES // 1_000_000} MB. Prima di salvare vedi un'anteprima."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".geojson,.json,application/geo+json,application/json"}),
        error_messages={"required": "Scegli il file.", "empty": "Il file è vuoto."},
    )


class ReadingForm(forms.Form):
    """Which property of the file is the name, and what the city calls its parts."""

    name_property = forms.ChoiceField(label="Proprietà che contiene il nome")
    kind = forms.ChoiceField(
        label="Come si chiamano", choices=[(kind.value, label) for kind, label in KIND_LABELS.items()]
    )

    def __init__(self, *args: Any, names: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_property"].choices = [(name, name) for name in names]  # type: ignore[attr-defined]
