"""Templates, themes and static files."""

from importlib.util import find_spec
from pathlib import Path

from whitenoise.compress import Compressor

from colletta import env

THEMES_ROOT = env.REPOSITORY / "themes"
BUILD_ROOT = env.build_folder()
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "colletta.theming.context.frame",
    "apps.personal.menu.area_menu",
    "apps.backoffice.views.frame.navigation",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": [
                (
                    "colletta.theming.loader.Loader",
                    ["colletta.theming.loader.ThemeFiles", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": CONTEXT_PROCESSORS,
        },
    }
]
CSRF_FAILURE_VIEW = "colletta.theming.errors.csrf_failure"

PUBLIC_SCHEME = env.public_scheme()
PUBLIC_PORT = env.public_port()

STATIC_URL = "/static/"
STATIC_ROOT = BUILD_ROOT / "static"
LEAFLET = Path(find_spec("leaflet").origin).parent / "static" / "leaflet"  # type: ignore[union-attr,arg-type]
STATICFILES_DIRS = [
    THEMES_ROOT / "base" / "static",
    ("bootstrap-italia", BUILD_ROOT / "bootstrap-italia"),
    ("leaflet", LEAFLET),
]
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # the second folder is there after `manage.py build_assets`
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_ROOT = env.media_folder()
