"""The audit trail speaks Italian: every act that the code of a city records has its words, and so have its facts."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from apps.backoffice import audit_words
from apps.backoffice.presenters import trail
from apps.banking.states import LineState
from apps.community.states import Verb
from colletta import env

COMPUTED = {*(f"statement_line.{state}" for state in LineState if state not in ("new", "outgoing")), *map(str, Verb)}
"""Verbs that the code makes of a state."""
NESTED = {"document", "before", "after"}
"""Facts that the trail shows as changes."""
PLACES = {"verb": "verbs", "object_kind": "kinds", "kind": "kinds", "data": "facts"}


def test_every_act_and_every_thing_that_is_recorded_has_a_name() -> None:
    recorded = _recorded()
    assert (recorded["verbs"] | COMPUTED) - set(audit_words.VERBS) == set()
    assert recorded["kinds"] - set(audit_words.OBJECTS) == set()
    assert {name.removesuffix("_cents") for name in recorded["facts"]} - set(audit_words.FACTS) - NESTED == set()


def test_codes_are_said_in_words_and_unknown_ones_as_they_are() -> None:
    said = dict(trail.facts({"kind": "problem", "role": "accountant", "cause": "error", "origin": "mai-visto"}))
    assert said["Tipo"] == "Problema" and said["Provenienza"] == "mai-visto"
    assert "accountant" not in said["Ruolo"] and said["Causa"] != "error"
    assert dict(trail.facts({"fields": ["public_name"], "part": "budget"})) == {
        "Voci": "nome in pubblico",
        "Parte": "bilancio",
    }


def _recorded() -> dict[str, set[str]]:
    """Return the verbs, kinds of things and names of facts that are written where the trail is, or by who calls it."""
    found: dict[str, set[str]] = defaultdict(set)
    for folder in ("apps", "tenants"):
        for path in (env.REPOSITORY / folder).rglob("*.py"):
            for place, node in _arguments(path):
                values = [node] if isinstance(node, ast.Constant) else node.keys if isinstance(node, ast.Dict) else []
                found[PLACES[place]] |= {str(each.value) for each in values if isinstance(each, ast.Constant)}
    return found


def _arguments(path: Path) -> Iterator[tuple[str, ast.expr]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    recorders = {
        node.name: [argument.arg for argument in node.args.args]
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and "verb" in [argument.arg for argument in node.args.args]
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        named = [(keyword.arg or "", keyword.value) for keyword in node.keywords]
        if isinstance(node.func, ast.Attribute) and node.func.attr == "record":
            yield from ((name, value) for name, value in named if name in PLACES)
        elif isinstance(node.func, ast.Name) and node.func.id in recorders:
            names = recorders[node.func.id]
            given = [*zip(names, node.args, strict=False), *named]
            yield from ((name, value) for name, value in given if name in PLACES and name in names)
            yield from (("data", ast.Dict([ast.Constant(name)], [value])) for name, value in named if name not in names)
