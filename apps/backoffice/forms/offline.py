"""Forms around gifts received by hand."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms

from apps.calls.rules.vocabulary import DonorKind
from apps.donations.rules import Gift
from apps.donations.services import Received
from apps.donations.states import MEANS_LABELS, Means
from apps.kernel.fields import EuroField

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


class OfflineForm(forms.Form):
    """A gift received by hand, with the file that proves it."""

    campaign = forms.ChoiceField(label="Campagna", error_messages={"required": "Scegli la campagna."})
    amount_cents = EuroField(label="Importo in euro", error_messages={"required": "Scrivi l'importo."})
    means = forms.ChoiceField(
        label="Come è stata ricevuta",
        choices=[(each.value, MEANS_LABELS[each]) for each in Means],
        widget=forms.RadioSelect,
        error_messages={"required": "Scegli come è stata ricevuta."},
    )
    received_on = forms.DateField(
        label="Giorno in cui è stata ricevuta",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Scrivi il giorno.", "invalid": "Scrivi il giorno così: 2026-03-31."},
    )
    donor_name = forms.CharField(
        label="Nome di chi ha donato", max_length=120, error_messages={"required": "Scrivi il nome di chi ha donato."}
    )
    donor_kind = forms.ChoiceField(
        label="Chi ha donato è",
        choices=[(DonorKind.NATURAL_PERSON, "Una persona"), (DonorKind.LEGAL_ENTITY, "Un'impresa o un ente")],
        initial=DonorKind.NATURAL_PERSON,
        widget=forms.RadioSelect,
    )
    donor_email = forms.EmailField(
        label="E-mail", help_text="Serve questa o il codice fiscale.", required=False, max_length=254
    )
    donor_tax_code = forms.CharField(label="Codice fiscale o partita IVA", required=False, max_length=16)
    donor_address = forms.CharField(label="Indirizzo", required=False, max_length=200)
    wants_receipt = forms.BooleanField(
        label="Vuole la ricevuta", help_text="Per i contanti la ricevuta fiscale non è possibile.", required=False
    )
    public_name = forms.CharField(
        label="Nome da mostrare nella pagina della campagna",
        help_text="Facoltativo: quello che ha chiesto chi ha donato. Vuoto: il suo nome.",
        required=False,
        max_length=120,
    )
    is_anonymous = forms.BooleanField(label="Non vuole comparire nella pagina della campagna", required=False)
    note = forms.CharField(label="Nota", required=False, max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    evidence = forms.FileField(
        label="Prova: assegno, distinta o ricevuta",
        help_text="Un file PDF, JPEG o PNG, al massimo 5 MB. Lo vede solo l'ufficio.",
        error_messages={"required": "Allega la prova.", "empty": "Il file è vuoto."},
    )

    request_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, campaigns: "list[Campaign]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [("", "Scegli la campagna"), *((str(each.pk), each.title) for each in campaigns)]
        self.fields["campaign"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        """Refuse what the law does not let a receipt say: that cash can be traced."""
        values = super().clean() or {}
        if values.get("wants_receipt") and values.get("means") == Means.CASH:
            said = "Per i contanti la ricevuta fiscale non è possibile: togli la spunta, o scegli un altro mezzo."
            self.add_error("wants_receipt", said)
        return values

    def gift(self) -> Gift:
        """Return the gift of a valid form."""
        names = ("amount_cents", "donor_name", "donor_email", "donor_kind", "is_anonymous", "wants_receipt")
        values = {name: self.cleaned_data[name] for name in (*names, "donor_address")}
        return Gift(
            **values,
            public_name=" ".join(self.cleaned_data["public_name"].split()),
            donor_tax_code="".join(self.cleaned_data["donor_tax_code"].split()).upper(),
        )

    def received(self) -> Received:
        """Return how the gift of a valid form was received."""
        values = self.cleaned_data
        return Received(Means(values["means"]), values["received_on"], values["note"])

    def add_refusals(self, refusals: dict[str, str]) -> None:
        """Show beside each field why the gift was refused."""
        for name, reason in refusals.items():
            self.add_error(name if name in self.fields else None, reason)
