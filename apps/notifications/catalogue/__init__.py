"""The kinds of message: their name for the office, topic, and sample data, from which the variables are known.

A kind that is not here can be sent; it is about the account unless its writer says otherwise, and only the common
template words it.
"""

from apps.notifications.catalogue.kinds import DIGEST, KINDS, Kind
from apps.notifications.catalogue.variables import VARIABLES, Variable
from apps.notifications.states import Topic

__all__ = [
    "DIGEST",
    "KINDS",
    "VARIABLES",
    "Kind",
    "Variable",
    "is_secret",
    "label_of",
    "required_of",
    "shown_as",
    "topic_of",
    "variables_of",
]


def label_of(kind: str) -> str:
    """Return what the office calls a kind."""
    return KINDS[kind].label if kind in KINDS else kind.replace("_", " ").replace("/", ": ").capitalize()


def topic_of(kind: str) -> Topic:
    """Return what a kind is about."""
    return KINDS[kind].topic if kind in KINDS else Topic.ACCOUNT


def is_secret(kind: str, topic: str) -> bool:
    """Tell whether the words of a message are for its reader alone: so is a kind about the account not known here."""
    return KINDS[kind].secret if kind in KINDS else topic == Topic.ACCOUNT


def variables_of(kind: str) -> list[Variable]:
    """Return the variables with which a city may word a kind, in the order of its data."""
    return [VARIABLES[key] for key in KINDS[kind].sample if key in VARIABLES]


def shown_as(key: str) -> str:
    """Return how a datum of a message is shown: what is named after a path is a link."""
    return VARIABLES[key].shown if key in VARIABLES else "link" if key.endswith("_path") else "text"


def required_of(kind: str) -> frozenset[str]:
    """Return the variables without which a wording of a kind leaves its reader stuck."""
    return frozenset(variable.name for variable in variables_of(kind) if variable.shown == "link")
