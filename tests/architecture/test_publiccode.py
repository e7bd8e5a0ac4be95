"""`publiccode.yml` against the keys and limits of the standard, version 0.7."""

import tomllib
from datetime import date
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

REPOSITORY = Path(__file__).resolve().parents[2]
PLATFORMS = ["web", "windows", "mac", "linux", "ios", "android"]
SOFTWARE_TYPE = "^(standalone/(web|backend|desktop|mobile|iot|other)|addon|library|configurationFiles)$"
TEXT = {"type": "string", "minLength": 1}
DESCRIPTION = {
    "type": "object",
    "required": ["shortDescription", "longDescription", "features"],
    "additionalProperties": False,
    "properties": {
        "shortDescription": {"type": "string", "minLength": 1, "maxLength": 150},
        "longDescription": {"type": "string", "minLength": 150, "maxLength": 10_000},
        "features": {"type": "array", "minItems": 1, "items": {"type": "string", "maxLength": 100}},
        "documentation": TEXT,
        "screenshots": {"type": "array", "items": TEXT},
    },
}
STANDARD = {
    "type": "object",
    "required": [
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description",
        "legal", "maintenance", "localisation",
    ],
    "additionalProperties": False,
    "properties": {
        "publiccodeYmlVersion": {"const": "0.7"},
        "name": TEXT,
        "url": {"type": "string", "pattern": "^https://.+\\.git$"},
        "softwareVersion": TEXT,
        "releaseDate": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
        "platforms": {"type": "array", "minItems": 1, "items": {"enum": PLATFORMS}},
        "categories": {"type": "array", "items": {"pattern": "^[a-z-]+$"}},
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {"pattern": SOFTWARE_TYPE},
        "intendedAudience": {"type": "object"},
        "description": {"type": "object", "minProperties": 1, "additionalProperties": DESCRIPTION},
        "legal": {"type": "object", "required": ["license"]},
        "maintenance": {
            "type": "object",
            "required": ["type"],
            "properties": {
                "type": {"enum": ["internal", "contract", "community", "none"]},
                "contacts": {"type": "array", "minItems": 1, "items": {"type": "object", "required": ["name"]}},
            },
        },
        "localisation": {
            "type": "object",
            "required": ["localisationReady", "availableLanguages"],
            "properties": {"localisationReady": {"type": "boolean"}, "availableLanguages": {"type": "array"}},
        },
        "dependsOn": {"type": "object"},
        "supports": {"type": "array", "items": {"type": "object", "required": ["id"]}},
    },
}  # fmt: skip


def described() -> dict:
    return yaml.safe_load((REPOSITORY / "publiccode.yml").read_text())


def test_it_holds_what_the_standard_asks_for():
    assert [error.message for error in Draft202012Validator(STANDARD).iter_errors(described())] == []


def test_it_tells_the_version_and_licence_of_the_project():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    found = described()
    assert found["softwareVersion"] == project["version"]
    assert found["legal"]["license"] == project["license"]
    assert date.fromisoformat(found["releaseDate"])
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (REPOSITORY / "LICENSE").read_text()
