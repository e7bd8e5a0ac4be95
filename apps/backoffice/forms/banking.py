"""Forms around bank statements: an IBAN, a file, the columns of a CSV, what is decided about a line."""

from typing import TYPE_CHECKING, Any

from django import forms

from apps.banking.rules.columns import DATE_FORMATS, DELIMITERS, ENCODINGS, MAX_SKIPPED, CsvMapping, WrongMapping
from apps.banking.states import FORMAT_LABELS, StatementFormat

if TYPE_CHECKING:
    from apps.banking.models import BankAccount

_ENCODING_LABELS = {"utf-8-sig": "UTF-8", "cp1252": "Windows (CP1252)", "iso-8859-15": "ISO 8859-15"}
_DELIMITER_LABELS = {";": "Punto e virgola", ",": "Virgola", "\t": "Tabulazione", "|": "Barra verticale"}
_COLUMNS = {
    "booked_on": "Data contabile",
    "value_on": "Data valuta",
    "ordered_on": "Data dell'ordine",
    "amount": "Importo con segno",
    "credit": "Entrate",
    "debit": "Uscite",
    "remittance": "Causale",
    "counterparty_name": "Nome dell'ordinante",
    "counterparty_iban": "IBAN dell'ordinante",
    "bank_reference": "Riferimento della banca (CRO/TRN)",
    "currency": "Divisa",
}


class IbanForm(forms.Form):
    """Where transfers to a body arrive."""

    iban = forms.CharField(
        label="IBAN",
        help_text="Copialo da un documento della banca: i donatori mandano lì il loro denaro.",
        max_length=42,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
        error_messages={"required": "Scrivi l'IBAN."},
    )


class UploadForm(forms.Form):
    """A statement's file."""

    account = forms.ChoiceField(label="Conto", error_messages={"required": "Scegli il conto."})
    format = forms.ChoiceField(
        label="Formato",
        choices=[(each.value, FORMAT_LABELS[each]) for each in StatementFormat],
        widget=forms.RadioSelect,
        error_messages={"required": "Scegli il formato del file."},
    )
    file = forms.FileField(
        label="File dell'estratto conto",
        help_text="Al massimo 5 MB. Prima di salvare vedi un'anteprima.",
        error_messages={"required": "Scegli il file.", "empty": "Il file è vuoto."},
    )

    def __init__(self, *args: Any, accounts: "list[BankAccount]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), f"{each.organisation.name}, {each.iban}") for each in accounts]
        self.fields["account"].choices = choices  # type: ignore[attr-defined]


class MappingForm(forms.Form):
    """How a bank's CSV is written and which of its columns is what."""

    encoding = forms.ChoiceField(label="Codifica", choices=[(each, _ENCODING_LABELS[each]) for each in ENCODINGS])
    delimiter = forms.ChoiceField(
        label="Separatore", choices=[(str(at), _DELIMITER_LABELS[each]) for at, each in enumerate(DELIMITERS)]
    )
    date_format = forms.ChoiceField(label="Formato delle date", choices=[(each, each) for each in DATE_FORMATS])
    decimal = forms.ChoiceField(label="Decimali", choices=[(",", "Virgola: 1.250,50"), (".", "Punto: 1,250.50")])
    skip_rows = forms.IntegerField(
        label="Righe da saltare prima dell'intestazione", min_value=0, max_value=MAX_SKIPPED, initial=0
    )

    def __init__(self, *args: Any, headings: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Non c'è"), *((each, each) for each in headings if each)]
        for name, label in _COLUMNS.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def mapping(self) -> CsvMapping:
        """Return what a valid form says; raises WrongMapping."""
        values = self.cleaned_data
        return CsvMapping.from_document({**values, "delimiter": DELIMITERS[int(values["delimiter"])]})

    @staticmethod
    def values_of(mapping: CsvMapping) -> dict[str, object]:
        """Return a mapping as the form's values."""
        return {**mapping.to_document(), "delimiter": str(DELIMITERS.index(mapping.delimiter))}

    def clean(self) -> dict[str, Any]:
        """Refuse columns that do not go together."""
        values = super().clean() or {}
        if not self.errors:
            try:
                self.mapping()
            except WrongMapping as error:
                self.add_error(None, str(error))
        return values


class ReasonForm(forms.Form):
    """Why something is decided."""

    reason = forms.CharField(
        label="Motivo",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Scrivi il motivo."},
    )


class MatchForm(forms.Form):
    """A line is applied to a gift."""

    ordered_on = forms.DateField(
        label="Giorno dell'ordine, se il donatore lo ha dimostrato",
        help_text="Serve quando la banca ha registrato il bonifico dopo l'ultimo giorno utile. Per esempio 2026-03-31.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
