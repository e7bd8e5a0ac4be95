"""The forms of the desk of people: an invitation, a role, a member of a body, a lost device."""

from django import forms

from apps.people.roles import CITY_OFFICE, LABELS, Role

ROLES = [(str(role), LABELS[role]) for role in Role if role in CITY_OFFICE]


class RoleForm(forms.Form):
    """Which role; `on_purpose` is asked only where it would mix duties."""

    role = forms.ChoiceField(label="Ruolo", choices=ROLES)
    on_purpose = forms.BooleanField(
        label="È voluto, anche se la stessa persona scrive le regole e mette i soldi", required=False
    )

    def clean_role(self) -> Role:
        """Return the role."""
        return Role(self.cleaned_data["role"])


class InviteForm(forms.Form):
    """Who is invited, with which role."""

    name = forms.CharField(label="Nome e cognome", max_length=120)
    email = forms.EmailField(label="Indirizzo e-mail", help_text="Di lavoro: l'invito arriva lì e vale tre giorni.")
    role = forms.ChoiceField(label="Ruolo", choices=ROLES)

    def clean_role(self) -> Role:
        """Return the role."""
        return Role(self.cleaned_data["role"])


class MemberForm(forms.Form):
    """Who acts for a body."""

    email = forms.EmailField(
        label="Indirizzo e-mail", help_text="Di un profilo già registrato, che ha confermato questo indirizzo."
    )


class LostDeviceForm(forms.Form):
    """Who has lost the telephone and the recovery codes."""

    email = forms.EmailField(label="Indirizzo e-mail", help_text="Di un profilo che lo ha confermato.")
    is_recognised = forms.BooleanField(
        label="Ho riconosciuto la persona, con un documento",
        error_messages={"required": "Prima riconosci la persona: chi toglie il secondo fattore a un altro gli apre."},
    )
