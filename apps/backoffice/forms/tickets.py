"""The desk's forms of a ticket: who looks after it, the answer, the last words."""

from django import forms

from apps.feedback.rules import MOST_CHARACTERS
from apps.people import selectors as people
from apps.people.roles import FEEDBACK_OFFICE


class AssignForm(forms.Form):
    """Who looks after a ticket."""

    user_id = forms.TypedChoiceField(label="Chi se ne occupa", coerce=int, error_messages={"required": "Scegli chi."})

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        holders = [(user.pk, user.name or user.email) for user in people.list_holders(FEEDBACK_OFFICE)]
        self.fields["user_id"].choices = holders  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """The answer to who wrote."""

    text = forms.CharField(
        label="Risposta",
        max_length=MOST_CHARACTERS,
        help_text="La legge chi ha scritto, alla pagina della segnalazione e per e-mail se ha lasciato l'indirizzo.",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Scrivi la risposta."},
    )


class CloseForm(forms.Form):
    """The last words of the office."""

    text = forms.CharField(
        label="Come è finita",
        max_length=MOST_CHARACTERS,
        help_text="La legge anche chi ha scritto. Se scrive ancora, la segnalazione si riapre.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Scrivi come è finita."},
    )
