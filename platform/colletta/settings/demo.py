"""The local demo: embedded services, a clock that can be moved, e-mails left in a folder."""

from colletta import env
from colletta.observability import logs
from colletta.settings.base import *  # noqa: F403

DEBUG = False
LOGGING = logs.readable("WARNING")
CLOCK = "colletta.local.clock.demo_now"
CLOCK_FILE = env.clock_file()
DEMO = True
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = env.mail_folder()
INSTALLED_APPS = [*INSTALLED_APPS, "colletta.local"]  # noqa: F405
SHARED_APPS = [*SHARED_APPS, "colletta.local"]  # noqa: F405
PUBLIC_PORT = env.public_port() or env.port()
CONTEXT_PROCESSORS.append("colletta.local.context.demo_clock")  # noqa: F405
