"""The fields of a gift, with their words. What is done with what was typed is in `forms`."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.calls.rules.vocabulary import Channel, DonorKind
from apps.donations.rules import Shown
from apps.kernel.amounts import MAX_LENGTH

_CODE_ATTRS = {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"}


class PublicFields(forms.Form):
    """What the public reads of a gift."""

    public_name = forms.CharField(
        label=_("Mostra un altro nome"),
        help_text=_("Facoltativo: per esempio un soprannome, la tua famiglia o la tua classe. Vuoto: il tuo nome."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_anonymous = forms.BooleanField(
        label=_("Non mostrare il mio nome"),
        help_text=_("Nella pagina della campagna si legge «Donazione anonima». Chi riceve la donazione lo conosce."),
        required=False,
    )
    hides_amount = forms.BooleanField(
        label=_("Non mostrare quanto ho donato"),
        help_text=_("L'importo conta nel totale, ma accanto al tuo nome non si legge."),
        required=False,
    )

    def shown(self) -> Shown:
        """Return what a valid form says of it; a name without blanks around and inside it."""
        values = self.cleaned_data
        name = " ".join(values["public_name"].split())
        return Shown(public_name=name, is_anonymous=values["is_anonymous"], hides_amount=values["hides_amount"])


class GiftFields(PublicFields):
    """How much, for which reward, from whom, what is shown of it, and whether a receipt is wanted."""

    field_order = ("amount", "other_amount", "reward", "donor_name", "donor_email")
    amount = forms.ChoiceField(
        label=_("Quanto vuoi donare?"),
        widget=forms.RadioSelect,
        required=True,
        error_messages={
            "required": _("Scegli un importo, oppure scrivilo in «Altro importo in euro»."),
            "invalid_choice": _("Scegli uno degli importi proposti."),
        },
    )
    other_amount = forms.CharField(
        label=_("Altro importo in euro"),
        help_text=_("Scrivilo qui se non è fra quelli proposti. Per esempio 35 oppure 12,50."),
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    reward = forms.ChoiceField(
        label=_("Vuoi una ricompensa?"),
        help_text=_("Il suo valore non è una donazione: se chiedi la ricevuta, quella parte non è detraibile."),
        required=False,
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": _("Questa ricompensa non si può più scegliere: scegline un'altra, o nessuna.")
        },
    )
    donor_name = forms.CharField(
        label=_("Nome e cognome"),
        help_text=_("Li vede sempre chi riceve la donazione."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Scrivi il tuo nome: serve a chi riceve la donazione.")},
    )
    donor_email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("Ti mandiamo la conferma e il collegamento alla tua donazione. Non è mai pubblica."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Scrivi il tuo indirizzo e-mail: ti mandiamo la conferma."),
            "invalid": _("L'indirizzo e-mail non è completo. Per esempio: nome@esempio.it"),
        },
    )
    donor_kind = forms.ChoiceField(
        label=_("Doni come"),
        choices=[
            (DonorKind.NATURAL_PERSON, _("Persona")),
            (DonorKind.LEGAL_ENTITY, _("Impresa, associazione o ente")),
        ],
        initial=DonorKind.NATURAL_PERSON,
        widget=forms.RadioSelect,
    )
    declares_relation = forms.BooleanField(
        label=_("Faccio parte dell'ente che propone il progetto, o sono un suo familiare o dipendente"),
        help_text=_("Serve a contare la donazione come il bando chiede. Non è mostrato in pubblico."),
        required=False,
    )
    wants_receipt = forms.BooleanField(label=_("Voglio la ricevuta della donazione"), required=False)
    donor_tax_code = forms.CharField(
        label=_("Codice fiscale o partita IVA"),
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs=_CODE_ATTRS),
    )
    donor_address = forms.CharField(
        label=_("Indirizzo"),
        help_text=_("Via, numero, CAP e città."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    method = forms.ChoiceField(
        label=_("Come vuoi pagare?"),
        choices=[(Channel.ONLINE, _("Con la carta")), (Channel.BANK_TRANSFER, _("Con un bonifico"))],
        initial=Channel.ONLINE,
        required=False,
        widget=forms.RadioSelect,
    )
    code = forms.CharField(
        label=_("Codice che hai ricevuto per e-mail"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )
    mandate = forms.BooleanField(
        label=_("Ho letto l'autorizzazione e la do"),
        error_messages={"required": _("Senza la tua autorizzazione non possiamo registrare la promessa.")},
    )
    mandate_sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    request_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
