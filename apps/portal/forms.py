"""The form of a gift. Checks what is typed; what a gift may be is decided by `apps.donations.rules`."""

from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict

from apps.calls.rules.vocabulary import DonorKind
from apps.donations.promises import MandateText
from apps.donations.rules import Gift
from apps.kernel.amounts import MAX_LENGTH, NotAnAmountError, parse_euro

OTHER = "altro"
SUGGESTED_EURO = (10, 25, 50, 100)
_FIELD_OF = {"amount_cents": "amount"}


class DonationForm(forms.Form):
    """How much, from whom, and whether a receipt is wanted."""

    amount = forms.ChoiceField(
        label="Quanto vuoi donare?",
        choices=[*((str(euro * 100), f"€ {euro}") for euro in SUGGESTED_EURO), (OTHER, "Altro importo")],
        widget=forms.RadioSelect,
        required=True,
    )
    other_amount = forms.CharField(
        label="Altro importo in euro",
        help_text="Scrivilo qui se non è fra quelli proposti. Per esempio 35 oppure 12,50.",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    donor_name = forms.CharField(
        label="Nome e cognome",
        help_text="Li vede sempre chi riceve la donazione.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Scrivi il tuo nome: serve a chi riceve la donazione."},
    )
    donor_email = forms.EmailField(
        label="E-mail",
        help_text="Ti mandiamo la conferma e il collegamento alla tua donazione.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": "Scrivi il tuo indirizzo e-mail: ti mandiamo la conferma.",
            "invalid": "L'indirizzo e-mail non è completo. Per esempio: nome@esempio.it",
        },
    )
    is_anonymous = forms.BooleanField(
        label="Non mostrare il mio nome nella pagina della campagna",
        help_text="Al suo posto si legge «Donazione anonima».",
        required=False,
    )
    donor_kind = forms.ChoiceField(
        label="Doni come",
        choices=[(DonorKind.NATURAL_PERSON, "Persona"), (DonorKind.LEGAL_ENTITY, "Impresa, associazione o ente")],
        initial=DonorKind.NATURAL_PERSON,
        widget=forms.RadioSelect,
    )
    wants_receipt = forms.BooleanField(label="Voglio la ricevuta della donazione", required=False)
    donor_tax_code = forms.CharField(
        label="Codice fiscale o partita IVA",
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}),
    )
    donor_address = forms.CharField(
        label="Indirizzo",
        help_text="Via, numero, CAP e città.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    declares_relation = forms.BooleanField(
        label="Faccio parte dell'ente che propone il progetto, o sono un suo familiare o dipendente",
        help_text="Serve a contare la donazione come il bando chiede. Non è mostrato in pubblico.",
        required=False,
    )
    code = forms.CharField(
        label="Codice che hai ricevuto per e-mail",
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    mandate = forms.BooleanField(
        label="Ho letto l'autorizzazione e la do",
        error_messages={"required": "Senza la tua autorizzazione non possiamo registrare la promessa."},
    )
    mandate_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    request_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: object, mandate: MandateText | None = None, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.asks_for_code = bool(self.data.get("code"))
        self.mandate_text = mandate
        if mandate is not None:
            self.fields["mandate_sha256"].initial = mandate.sha256
        else:
            del self.fields["mandate"], self.fields["mandate_sha256"]
        self.fields["amount"].error_messages = {
            "required": "Scegli un importo, oppure scrivilo in «Altro importo in euro».",
            "invalid_choice": "Scegli uno degli importi proposti.",
        }
        self.fields["amount"].required = not self.data.get("other_amount", "").strip()

    def clean_donor_tax_code(self) -> str:
        """Return the code without spaces, in capitals."""
        return "".join(str(self.cleaned_data["donor_tax_code"]).split()).upper()

    def clean(self) -> dict[str, object]:
        """Join the two ways to say an amount into `amount_cents`; ask for what does not go together."""
        values = super().clean() or {}
        if "amount" in values and "other_amount" in values:
            self._read_amount(values)
        if not values.get("wants_receipt") and (values.get("donor_tax_code") or values.get("donor_address")):
            self.add_error("wants_receipt", "Spunta la casella se vuoi la ricevuta, altrimenti cancella i dati sotto.")
        return values

    def gift(self) -> Gift:
        """Return what a valid form asks for; without a receipt no tax data are kept."""
        values = self.cleaned_data
        return Gift(
            amount_cents=values["amount_cents"],
            donor_name=values["donor_name"],
            donor_email=values["donor_email"],
            donor_kind=values["donor_kind"],
            is_anonymous=values["is_anonymous"],
            wants_receipt=values["wants_receipt"],
            donor_tax_code=values["donor_tax_code"] if values["wants_receipt"] else "",
            donor_address=values["donor_address"] if values["wants_receipt"] else "",
            declares_relation=values["declares_relation"],
        )

    def ask_for_code(self, reason: str) -> None:
        """Show the field of the code, with why it is asked for."""
        self.asks_for_code = True
        self.add_error("code", reason)

    def add_refusals(self, refusals: dict[str, str]) -> None:
        """Show beside each field why the gift was refused."""
        for name, reason in refusals.items():
            field = _FIELD_OF.get(name, name)
            self.add_error(field if field in self.fields else None, reason)

    def _read_amount(self, values: dict[str, object]) -> None:
        choice, typed = str(values["amount"]), str(values["other_amount"])
        if choice in ("", OTHER):
            if not typed:
                self.add_error("other_amount", "Scrivi l'importo che vuoi donare.")
                return
            try:
                values["amount_cents"] = parse_euro(typed)
            except NotAnAmountError:
                self.add_error("other_amount", "Scrivi solo l'importo in euro, in cifre. Per esempio 35 oppure 12,50.")
        elif typed:
            self.add_error(
                "other_amount", "Hai scelto un importo qui sopra: cancella questo, o scegli «Altro importo»."
            )
        else:
            values["amount_cents"] = int(choice)


def with_key(data: QueryDict) -> QueryDict:
    """Return the data with a new key where the key was lost or spoilt on the way."""
    try:
        UUID(data.get("request_key", ""))
    except ValueError:
        return with_new_key(data)
    return data


def with_new_key(data: QueryDict) -> QueryDict:
    """Return the data with a new key, for another gift."""
    renewed = data.copy()
    renewed["request_key"] = str(uuid4())
    return renewed
