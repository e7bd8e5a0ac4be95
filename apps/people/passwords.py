"""How long a password is, said in the language of the page: Django's own words are not in Italian."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LengthValidator(MinimumLengthValidator):
    """Refuses a short password."""

    def get_error_message(self) -> str:
        """Return why it is refused."""
        told = ngettext(
            "La password è troppo corta: serve almeno %(least)d carattere.",
            "La password è troppo corta: servono almeno %(least)d caratteri.",
            self.min_length,
        )
        return told % {"least": self.min_length}
