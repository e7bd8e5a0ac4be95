"""Django's command line; the settings default to the demo's, and the addresses to those of the demo beside it."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colletta.settings.demo")
    from colletta import env

    env.use_the_demo()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
