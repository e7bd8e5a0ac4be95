"""The description of the interface, and whether an answer is one that it documents."""

from functools import cache
from typing import Any

from jsonschema import Draft202012Validator


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI document of the cities' portals."""
    from drf_spectacular.generators import SchemaGenerator

    return dict(SchemaGenerator().get_schema(public=True))


def check(path: str, method: str, response: Any) -> None:
    """Fail unless the description has this answer for this operation and its body obeys the schema."""
    documented = description()["paths"][path][method]["responses"][str(response.status_code)]["content"]
    kind = response["Content-Type"].split(";")[0]
    assert kind in documented, f"{kind} is not among {sorted(documented)}"
    schema = {**documented[kind]["schema"], "components": description()["components"]}
    Draft202012Validator(schema).validate(response.json())
