"""The console's forms: they only collect text; what is right is decided by the services."""

from django import forms

from tenants.onboarding.rules import CityRequest, Problem


class CityForm(forms.Form):
    """What is asked for a new city."""

    name = forms.CharField(label="Nome del Comune", max_length=120)
    slug = forms.CharField(
        label="Nome breve", max_length=40, help_text="Lettere minuscole, cifre e trattini: per esempio reggio-emilia."
    )
    istat_code = forms.CharField(label="Codice ISTAT", max_length=6, help_text="Sei cifre.")
    domain = forms.CharField(label="Dominio", max_length=253, help_text="Senza «http://» e senza «www.».")
    primary_colour = forms.CharField(
        label="Colore principale",
        max_length=7,
        initial="#0066cc",
        help_text="Nella forma #rrggbb; deve leggersi in tutti gli usi del portale, se no proponiamo il più vicino.",
    )
    officer_name = forms.CharField(label="Nome del primo funzionario", max_length=120)
    officer_email = forms.EmailField(label="E-mail del primo funzionario")

    def request(self) -> CityRequest:
        """Return what was typed."""
        return CityRequest(**self.cleaned_data)

    def show(self, problems: list[Problem]) -> None:
        """Put the service's problems on their fields."""
        for problem in problems:
            self.add_error(problem.field, problem.message)


class SuspensionForm(forms.Form):
    """Why a city is suspended."""

    reason = forms.CharField(label="Motivo", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
