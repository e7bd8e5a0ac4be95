"""The form with which a person says what to be sent, topic by topic."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from apps.notifications import labels
from apps.notifications.states import Topic, Wish


class WishesForm(forms.Form):
    """One choice for each topic that may be switched off."""

    def __init__(self, data: QueryDict | None, *, wishes: Mapping[Topic, Wish], offered: tuple[Wish, ...]) -> None:
        super().__init__(data)
        for topic, wish in wishes.items():
            self.fields[str(topic)] = forms.ChoiceField(
                label=labels.TOPICS[topic],
                help_text=labels.TOPIC_NOTES[topic],
                choices=[(str(each), labels.WISHES[each]) for each in offered],
                widget=forms.RadioSelect,
                initial=str(wish) if wish in offered else str(Wish.IMMEDIATE),
            )

    def wanted(self) -> dict[Topic, Wish]:
        """Return what was chosen."""
        values: dict[str, Any] = self.cleaned_data
        return {Topic(name): Wish(value) for name, value in values.items()}
