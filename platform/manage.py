"""Django's command line; the settings default to the demo's."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colletta.settings.demo")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
