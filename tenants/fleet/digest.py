"""What the code asks of a schema: which migrations it must have, and digests that change when that does."""

import hashlib
import json
from dataclasses import astuple
from functools import cache
from pathlib import Path
from sys import modules

from django.apps import apps
from django.conf import settings
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from tenants.fleet import grants

_OWN_FILES = ("capture.py", "expressions.py", "seeds.py")


def required_in_city() -> frozenset[str]:
    """Return the migrations that a city's schema must have, as `app.name`."""
    return _required(tuple(settings.TENANT_APPS))


def required_in_public() -> frozenset[str]:
    """Return the migrations that the public schema must have, as `app.name`."""
    return _required(tuple(settings.SHARED_APPS))


@cache
def template_digest() -> str:
    """Return a digest of everything that decides what a new city's schema looks like."""
    content = hashlib.sha256(privileges_digest().encode())
    labels = _labels(tuple(settings.TENANT_APPS))
    for key, migration in sorted(_graph().items()):
        if key[0] in labels:
            source = modules[type(migration).__module__].__file__ or ""
            content.update("\0".join(key).encode() + Path(source).read_bytes())
    for name in _OWN_FILES:
        content.update(Path(__file__).with_name(name).read_bytes())
    return content.hexdigest()


@cache
def privileges_digest() -> str:
    """Return a digest of what the serving role may do."""
    text = json.dumps([settings.FLEET_SERVING_ROLE, astuple(grants.restrictions())], sort_keys=True)
    return hashlib.sha256(text.encode() + Path(grants.__file__).read_bytes()).hexdigest()


@cache
def _required(names: tuple[str, ...]) -> frozenset[str]:
    labels = _labels(names)
    return frozenset(f"{app}.{name}" for app, name in _graph() if app in labels)


def _labels(names: tuple[str, ...]) -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name in names}


@cache
def _graph() -> dict[tuple[str, str], Migration]:
    return dict(MigrationLoader(None).graph.nodes)
