"""Form of a city's own words for a kind of message."""

from django import forms

from apps.notifications.rules.wordings import MAX_BODY, MAX_SUBJECT


class WordingForm(forms.Form):
    """Subject and words, with variables in braces."""

    subject = forms.CharField(label="Oggetto", max_length=MAX_SUBJECT)
    body = forms.CharField(
        label="Testo",
        max_length=MAX_BODY,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Lascia una riga vuota fra i paragrafi. **Grassetto**, elenchi con il trattino, collegamenti come "
        "[parole]({collegamento}): da solo su una riga, fra due righe vuote, diventa un pulsante.",
    )
