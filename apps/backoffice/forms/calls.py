"""Forms around a call: its description, its acts, the import of rules, publication, rectification, funding."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify

from apps.backoffice.forms.fields import instant
from apps.calls.rules.details import CallDetails
from apps.calls.states import ACT_KIND_LABELS, CALL_KIND_LABELS, ActKind, CallKind
from apps.kernel.fields import EuroField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.calls.models import AdministrativeAct

MOST_BYTES = 200_000
_LINES = {"rows": 4}


class CallForm(forms.Form):
    """What a call says about itself, apart from its rules."""

    title = forms.CharField(label="Titolo", max_length=200)
    slug = forms.SlugField(
        label="Indirizzo della pagina",
        max_length=80,
        required=False,
        help_text="Lettere minuscole, cifre e trattini. Vuoto: lo ricaviamo dal titolo.",
    )
    kind = forms.ChoiceField(label="Tipo di bando", choices=[(str(k), CALL_KIND_LABELS[k]) for k in CallKind])
    summary = forms.CharField(label="In breve", max_length=400, required=False, widget=forms.Textarea(attrs=_LINES))
    description = forms.CharField(
        label="Descrizione", required=False, help_text="Si può usare Markdown.", widget=forms.Textarea(attrs=_LINES)
    )
    legal_basis = forms.CharField(label="Base normativa", max_length=300, required=False)
    programme = forms.CharField(label="Programma", max_length=200, required=False)
    action = forms.CharField(label="Azione", max_length=60, required=False)
    project_code = forms.CharField(label="Codice del progetto", max_length=60, required=False)
    cup = forms.CharField(label="CUP", max_length=20, required=False)
    project_officer = forms.CharField(label="Responsabile del procedimento (RUP)", max_length=120, required=False)
    areas = forms.CharField(
        label="Ambiti dei progetti", required=False, help_text="Uno per riga.", widget=forms.Textarea(attrs=_LINES)
    )
    districts = forms.CharField(
        label="Quartieri", required=False, help_text="Uno per riga.", widget=forms.Textarea(attrs=_LINES)
    )
    applicants_admitted = forms.CharField(
        label="Chi può proporre", required=False, help_text="Uno per riga.", widget=forms.Textarea(attrs=_LINES)
    )
    opens_at = instant(label="Inizio delle campagne", required=False)
    closes_at = instant(label="Fine delle campagne", required=False)

    def clean(self) -> dict[str, Any]:
        """Make the address from the title when it is left empty, and compare the two instants."""
        values = super().clean() or {}
        opens_at, closes_at = values.get("opens_at"), values.get("closes_at")
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_at", "La fine deve venire dopo l'inizio.")
        if "slug" in values and not values["slug"] and values.get("title"):
            values["slug"] = slugify(values["title"])[:80].strip("-")
            if not values["slug"]:
                self.add_error("slug", "Dal titolo non si ricava un indirizzo: scrivilo qui.")
        return values

    def details(self) -> CallDetails:
        """Return what a valid form says."""
        values = dict(self.cleaned_data)
        for name in ("areas", "districts", "applicants_admitted"):
            values[name] = tuple(line.strip() for line in values[name].splitlines() if line.strip())
        return CallDetails(**{**values, "kind": CallKind(values["kind"])})


class TitleForm(forms.Form):
    """The title of a draft."""

    title = forms.CharField(label="Titolo", max_length=200)


class ActForm(forms.Form):
    """An act of the municipality about a call."""

    kind = forms.ChoiceField(label="Tipo di atto", choices=[(str(k), ACT_KIND_LABELS[k]) for k in ActKind])
    number = forms.CharField(label="Numero", max_length=40)
    dated = forms.DateField(label="Data", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    office = forms.CharField(label="Ufficio", max_length=200, required=False)
    subject = forms.CharField(label="Oggetto", max_length=300, required=False)


class ImportForm(forms.Form):
    """A rules document, as a file or as a text."""

    file = forms.FileField(label="File YAML", required=False, widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}))
    text = forms.CharField(
        label="Oppure incolla il testo",
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "cl-code"}),
        help_text="Gli importi sono in centesimi e le percentuali in punti base, come nel file che si scarica da qui.",
    )

    def clean(self) -> dict[str, Any]:
        """Return the one text, from whichever way was used, as `document`."""
        values = super().clean() or {}
        file, text = values.get("file"), str(values.get("text") or "")
        if file and text.strip():
            self.add_error("text", "Scegli un file oppure incolla il testo, non tutti e due.")
        elif file:
            values["document"] = self._read(file)
        elif text.strip():
            values["document"] = text
        elif not self.errors:
            self.add_error("file", "Scegli un file oppure incolla il testo.")
        return values

    def _read(self, file: Any) -> str:
        try:
            if file.size > MOST_BYTES:
                raise ValueError
            return str(file.read().decode("utf-8-sig"))
        except ValueError:
            self.add_error("file", "Il file non è un testo, oppure è troppo grande.")
            return ""


class _WithAct(forms.Form):
    """Something that is done by an act of the call."""

    act = forms.TypedChoiceField(label="Atto", coerce=int, help_text="Se manca, registralo prima.")

    def __init__(self, *args: Any, acts: "Sequence[AdministrativeAct]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "Scegli"), *((str(act.pk), act_title(act)) for act in acts)]
        self.fields["act"].choices = choices  # type: ignore[attr-defined]


class ConfirmForm(_WithAct):
    """The act that publishes rules, which rules were read, and that their warnings were read."""

    document = forms.CharField(widget=forms.HiddenInput)
    has_read = forms.BooleanField(label="")

    def __init__(self, *args: Any, warnings: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if warnings:
            read = "gli avvisi" if warnings > 1 else "l'avviso"
            self.fields["has_read"].label = f"Ho letto {read} e confermo"
            self.fields["has_read"].error_messages["required"] = "Conferma di avere letto gli avvisi."
        else:
            del self.fields["has_read"]


class FundForm(_WithAct):
    """Money of an act for the pool."""

    amount_cents = EuroField(label="Importo", help_text="In euro, come lo dice l'atto.")

    def clean_amount_cents(self) -> int:
        """Return an amount above zero."""
        amount_cents: int = self.cleaned_data["amount_cents"]
        if amount_cents < 1:
            raise forms.ValidationError("L'importo deve essere maggiore di zero.")
        return amount_cents


def act_title(act: "AdministrativeAct") -> str:
    """Return an act as people name it."""
    return f"{ACT_KIND_LABELS[ActKind(act.kind)]} n. {act.number} del {act.date:%d/%m/%Y}"
