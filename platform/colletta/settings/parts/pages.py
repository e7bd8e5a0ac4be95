"""Templates, themes and static files."""

from bootstrap_italia_template import __file__ as _bootstrap_italia

from colletta import env

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [env.REPOSITORY / "themes" / "base" / "templates", env.REPOSITORY / "themes" / "base"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
PUBLIC_SCHEME = env.public_scheme()
PUBLIC_PORT = env.public_port()
STATIC_URL = "/static/"
STATIC_ROOT = env.build_folder() / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = env.media_folder()
