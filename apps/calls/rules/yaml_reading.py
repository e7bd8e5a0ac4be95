"""A loader of YAML for documents that strangers write: plain values only, bounded, every key once.

YAML 1.1 reads `010` as eight, `1:30` as ninety, `no` as false and a date as a date; here they are texts, which the
reader of the parameters then refuses or takes as what they are. What can be escaped but not read is refused here.
"""

import re
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode

from apps.calls.rules.document import is_one_line

MAX_DEPTH = 8
ALIAS = "alias"
TAG = "tag"
TWICE = "twice"
DEEP = "deep"
CONTROL = "control"
SAYINGS = {
    ALIAS: "i riferimenti («&» e «*») non sono ammessi",
    TAG: "le etichette («!») non sono ammesse",
    TWICE: "lo stesso parametro è scritto due volte",
    DEEP: f"ci sono più di {MAX_DEPTH} livelli uno dentro l'altro",
    CONTROL: "c'è un carattere di controllo, che nessuno può leggere",
}
_PLAIN = {"str", "int", "bool", "null", "map", "seq"}


class _Loader(yaml.SafeLoader):
    """Reads texts, whole numbers, true, false, nothing, lists and tables."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}
    _depth = 0

    def compose_node(self, parent: Node | None, index: Any) -> Node | None:
        event = self.peek_event()
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(problem=ALIAS, problem_mark=event.start_mark)
        if getattr(event, "tag", None):
            raise yaml.MarkedYAMLError(problem=TAG, problem_mark=event.start_mark)
        if self._depth == MAX_DEPTH:
            raise yaml.MarkedYAMLError(problem=DEEP, problem_mark=event.start_mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1

    def compose_scalar_node(self, anchor: dict[Any, Node]) -> ScalarNode:
        node = super().compose_scalar_node(anchor)
        if not all(is_one_line(line) for line in re.split(r"[\n\t]", node.value)):
            raise yaml.MarkedYAMLError(problem=CONTROL, problem_mark=node.start_mark)
        return node

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _ in node.value:
            if isinstance(key_node.value, str) and key_node.value in seen:
                raise yaml.MarkedYAMLError(problem=TWICE, problem_mark=key_node.start_mark)
            seen.add(str(key_node.value))
        return super().construct_mapping(node, deep)


class Writer(yaml.SafeDumper):
    """Writes what the loader reads: texts that it would take for something else are quoted."""


_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"-?(?:0|[1-9][0-9_]*)$"), list("-0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"(?:~|null|)$"), ["~", "n", ""])


def load(text: str) -> Any:
    """Return the document of a text; raises yaml.YAMLError, whose problem may be a key of SAYINGS."""
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  # nosec B506
    except (ValueError, TypeError) as error:
        raise yaml.YAMLError(str(error)) from error
