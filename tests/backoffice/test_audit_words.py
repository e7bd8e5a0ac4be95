"""The audit trail speaks Italian: every act that the code of a city records has its words."""

import re

from apps.backoffice import audit_words
from apps.backoffice.presenters import trail
from colletta import env

NATIONAL = {"feature", "unfeature"}
"""Kept by the showcase, in a trail of its own."""


def test_every_act_and_every_thing_that_is_recorded_has_a_name() -> None:
    verbs, kinds = set(), set()
    for path in [*(env.REPOSITORY / "apps").rglob("*.py"), *(env.REPOSITORY / "tenants").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        verbs |= set(re.findall(r'verb="([\w.]+)"', text)) | set(re.findall(r'_audit\(\s*"([\w.]+)"', text))
        kinds |= set(re.findall(r'object_kind="([\w.]+)"', text))
    assert verbs - set(audit_words.VERBS) == NATIONAL
    assert kinds - set(audit_words.OBJECTS) == set()


def test_codes_are_said_in_words_and_unknown_ones_as_they_are() -> None:
    said = dict(trail.facts({"kind": "problem", "role": "accountant", "cause": "error", "origin": "mai-visto"}))
    assert said["Tipo"] == "Problema" and said["Provenienza"] == "mai-visto"
    assert "accountant" not in said["Ruolo"] and said["Causa"] != "error"
