"""The Italian words of the audit trail: what was done, to what, with which facts. An unknown word is shown as it is."""

from apps.backoffice.audit_words.facts import ACTORS, FACTS
from apps.backoffice.audit_words.things import OBJECTS, PATHS
from apps.backoffice.audit_words.verbs import VERBS

__all__ = ["ACTORS", "FACTS", "OBJECTS", "PATHS", "VERBS"]
