"""Forms of the look: identity, colours, contacts, co-funding, legal texts, domains."""

from typing import Any

from django import forms
from django.conf import settings

from apps.branding import images
from apps.branding.rules import document
from tenants.registry.looks import Look

_PHOTOGRAPH = "PNG, JPEG o WebP, al massimo 10 MB. La rifacciamo noi nelle misure che servono."
COLOUR = {"autocomplete": "off", "spellcheck": "false", "maxlength": "7"}


class Upload(forms.FileField):
    """A picture to be made again; what stands in the file is looked at by `apps.branding.images`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 200, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse a file that is too large before reading it."""
        found = super().clean(data, initial)
        if found and found.size > images.LARGEST_UPLOAD:
            raise forms.ValidationError(f"Il file è troppo grande: al massimo {images.LARGEST_UPLOAD // 1_000_000} MB.")
        return found


class IdentityForm(forms.Form):
    """Name, words, pictures, sender and language."""

    name = forms.CharField(label="Nome del Comune", help_text="Senza «Comune di».", max_length=120)
    tagline = forms.CharField(label="Motto", help_text="Una riga sotto il nome.", max_length=200, required=False)
    arms = Upload(
        label="Stemma",
        help_text="SVG (al massimo 300 kB) oppure PNG con lo sfondo trasparente. Se non scegli un file resta com'è.",
        widget=forms.FileInput(attrs={"accept": ".svg,.png,.jpg,.jpeg,.webp"}),
    )
    without_arms = forms.BooleanField(label="Togli lo stemma e usa uno scudo con l'iniziale", required=False)
    photograph = Upload(
        label="Fotografia della città",
        help_text=_PHOTOGRAPH,
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp"}),
    )
    photograph_alt = forms.CharField(
        label="Descrizione della fotografia",
        help_text="La legge chi non vede l'immagine. Serve se c'è una fotografia.",
        max_length=document.LONGEST_ALT,
        required=False,
    )
    without_photograph = forms.BooleanField(label="Togli la fotografia", required=False)
    sender_address = forms.EmailField(
        label="Mittente delle e-mail", help_text="L'indirizzo da cui scrive il portale.", required=False
    )
    language = forms.ChoiceField(label="Lingua predefinita", choices=settings.LANGUAGES)

    def changes(self) -> dict[str, Any]:
        """Return the fields of the look that are words."""
        names = ("name", "tagline", "sender_address", "language")
        return {name: self.cleaned_data[name] for name in names}


class ColourForm(forms.Form):
    """The two colours."""

    primary_colour = forms.CharField(
        label="Colore principale",
        help_text="Nella forma #rrggbb: è lo sfondo della testata, il colore dei pulsanti e dei collegamenti.",
        widget=forms.TextInput(attrs=COLOUR),
    )
    secondary_colour = forms.CharField(
        label="Colore secondario",
        help_text="Per la parte del Comune nelle barre e per i filetti. Se manca, è ricavato dal principale.",
        required=False,
        widget=forms.TextInput(attrs=COLOUR),
    )

    def changes(self) -> dict[str, Any]:
        """Return the colours in lower case, whatever was typed."""
        return {name: value.strip().lower() for name, value in self.cleaned_data.items()}


class ContactForm(forms.Form):
    """How the city is reached, the links of the footer, the accessibility statement."""

    owner_name = forms.CharField(
        label="Ente di appartenenza", help_text="In alto: per esempio la Regione.", required=False, max_length=200
    )
    owner_url = forms.CharField(label="Sito dell'ente di appartenenza", required=False, max_length=200)
    address = forms.CharField(label="Indirizzo", required=False, max_length=200)
    phone = forms.CharField(label="Telefono", required=False, max_length=40)
    email = forms.CharField(label="E-mail", required=False, max_length=200)
    pec = forms.CharField(label="PEC", required=False, max_length=200)
    fiscal_code = forms.CharField(label="Codice fiscale", required=False, max_length=16)
    footer_links = forms.CharField(
        label="Collegamenti nel piè di pagina",
        help_text=f"Uno per riga: testo, una barra «|», indirizzo. Al massimo {document.MOST_LINKS}. "
        "Per esempio: Sito del Comune | https://www.comune.esempio.it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )
    accessibility_statement_url = forms.CharField(
        label="Dichiarazione di accessibilità", help_text="L'indirizzo su form.agid.gov.it.", required=False
    )
    accessibility_statement_date = forms.DateField(
        label="Data della dichiarazione",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    @staticmethod
    def initial_of(look: Look) -> dict[str, Any]:
        """Return what the form shows of a look."""
        return {
            **look.contacts,
            "footer_links": "\n".join(f"{link['label']} | {link['url']}" for link in look.footer_links),
            "accessibility_statement_url": look.accessibility_statement_url,
            "accessibility_statement_date": look.accessibility_statement_date,
        }

    def clean_footer_links(self) -> list[dict[str, str]]:
        """Read a link per line."""
        links = []
        for number, line in enumerate(self.cleaned_data["footer_links"].splitlines(), start=1):
            label, bar, url = (part.strip() for part in line.partition("|"))
            if not line.strip():
                continue
            if not bar:
                raise forms.ValidationError(f"Riga {number}: manca la barra «|» fra il testo e l'indirizzo.")
            links.append({"label": label, "url": url})
        return links

    def changes(self) -> dict[str, Any]:
        """Return the fields of the look."""
        given = self.cleaned_data
        contacts = {key: given[key].strip() for key in document.CONTACTS if given[key].strip()}
        names = ("footer_links", "accessibility_statement_url", "accessibility_statement_date")
        return {"contacts": contacts, **{name: given[name] for name in names}}


class CofundingForm(forms.Form):
    """The words of a programme that pays a part, and one more logo."""

    wording = forms.CharField(
        label="Dicitura del programma",
        help_text="Come la chiede il programma, per esempio «Progetto cofinanziato dall'Unione europea».",
        required=False,
        max_length=document.LONGEST_WORDING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    logo = Upload(
        label="Aggiungi un logo",
        help_text="SVG, PNG, JPEG o WebP.",
        widget=forms.FileInput(attrs={"accept": ".svg,.png,.jpg,.jpeg,.webp"}),
    )
    logo_alt = forms.CharField(
        label="Descrizione del logo", help_text="Per esempio «Unione europea».", required=False, max_length=200
    )
    without = forms.MultipleChoiceField(label="Togli i loghi", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, logos: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if logos:
            self.fields["without"].choices = [(logo["sha256"], logo["alt"]) for logo in logos]  # type: ignore[attr-defined]
        else:
            del self.fields["without"]

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a logo that was chosen."""
        given = super().clean() or {}
        if given.get("logo") and not given.get("logo_alt", "").strip():
            self.add_error("logo_alt", "Descrivi il logo per chi non lo vede.")
        return given


class TextForm(forms.Form):
    """The text of a standing page."""

    text = forms.CharField(
        label="Testo",
        help_text="Markdown: «## Titolo», «* elenco», «**grassetto**», «[testo](indirizzo)». "
        "Se lo svuoti torna il testo predefinito.",
        max_length=60_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "cl-code"}),
    )


class DomainForm(forms.Form):
    """A host that the city says is its own."""

    domain = forms.CharField(
        label="Dominio",
        help_text="Per esempio crowdfunding.comune.esempio.it, senza «https://».",
        max_length=253,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "off"}),
        error_messages={"required": "Scrivi il dominio."},
    )
