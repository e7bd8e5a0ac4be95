"""Fields that take exactly the JSON type they name, and bodies that take no field they do not know."""

from typing import Any

from rest_framework import serializers

MAX_CENTS = 10**12


class StrictSerializer(serializers.Serializer):
    """Refuses names that it does not have, each by name."""

    def to_internal_value(self, data: Any) -> Any:
        """Return the values; raises ValidationError with a message per field."""
        if isinstance(data, dict):
            unknown = {name: ["Questo campo non è previsto."] for name in data if name not in self.fields}
            if unknown:
                raise serializers.ValidationError(unknown)
        return super().to_internal_value(data)


class CentsField(serializers.IntegerField):
    """An amount in integer cents of euro, not negative; a JSON integer and nothing else."""

    default_error_messages = {
        "invalid": "Scrivi l'importo in centesimi come numero intero: 5000 per 50 euro.",
        "min_value": "L'importo non può essere negativo.",
        "max_value": "L'importo è troppo grande.",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": MAX_CENTS, **options})

    def to_internal_value(self, data: Any) -> int:
        """Return the amount; a text, a decimal or a truth value is refused."""
        if type(data) is not int:
            self.fail("invalid")
        return int(data)


class TextField(serializers.CharField):
    """A text; a number is refused."""

    def to_internal_value(self, data: Any) -> str:
        """Return the text without white space around it."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class AddressField(serializers.EmailField):
    """An e-mail address; only a text is read."""

    def to_internal_value(self, data: Any) -> str:
        """Return the address without white space around it."""
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))


class FlagField(serializers.BooleanField):
    """True or false; not their names, nor one and zero."""

    default_error_messages = {"invalid": "Serve «true» o «false»."}

    def to_internal_value(self, data: Any) -> bool:
        """Return the truth value."""
        if not isinstance(data, bool):
            self.fail("invalid")
        return data
