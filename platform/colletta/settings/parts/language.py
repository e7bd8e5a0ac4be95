"""Italian first, then the languages whose catalogue is whole; instants are stored in UTC, shown in the city's zone."""

from colletta import env

LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("en", "English"), ("de", "Deutsch"), ("fr", "Français"), ("sl", "Slovenščina")]
LOCALE_PATHS = [env.build_folder() / "locale"]
OFFERED_LANGUAGES = [
    code
    for code, _name in LANGUAGES
    if code == LANGUAGE_CODE or (LOCALE_PATHS[0] / code / "LC_MESSAGES" / "django.mo").is_file()
]
LANGUAGE_COOKIE_NAME = "lingua"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
TIME_ZONE = "Europe/Rome"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
