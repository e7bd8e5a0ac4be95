"""The demo's settings with the routes that only the bench has."""

from colletta.settings.demo import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls_tenant"
PUBLIC_SCHEMA_URLCONF = "tests.bench.urls_public"
MIDDLEWARE = ["tests.bench.views.BareView", *MIDDLEWARE]  # noqa: F405
