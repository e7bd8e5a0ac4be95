"""Text to plain values: YAML without what makes a data file surprising.

Refused are keys written twice, references (`&`, `*`, `<<`) and several documents; dates stay texts.
"""

from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Base
except ImportError:  # pragma: no cover
    from yaml import SafeLoader as _Base  # type: ignore[assignment]

_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class UnreadableYaml(ValueError):
    """The text is not YAML, or uses what a data file may not use; the message is Italian and names the line."""


class _Loader(_Base):
    """Safe values only; a date is a text."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
        for first, resolvers in _Base.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """Return a table; raises UnreadableYaml for a key written twice."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise UnreadableYaml(f"riga {_line(key.start_mark)}: la voce «{key.value}» è scritta due volte.")
            seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


def load(text: str) -> Any:
    """Return the values of a YAML text; raises UnreadableYaml."""
    try:
        for event in yaml.parse(text, Loader=_Base):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise UnreadableYaml(f"riga {_line(event.start_mark)}: i riferimenti (& e *) non sono ammessi.")
        return yaml.load(text, Loader=_Loader)  # noqa: S506  a subclass of the safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if isinstance(error, UnreadableYaml):
            raise
        mark = getattr(error, "problem_mark", None)
        place = f"riga {_line(mark)}: " if mark else ""
        raise UnreadableYaml(f"{place}il testo non è YAML corretto ({getattr(error, 'problem', error)}).") from error


def _line(mark: Any) -> int:
    return int(mark.line) + 1
