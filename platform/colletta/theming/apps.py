"""Django's name for the design system."""

from django.apps import AppConfig


class ThemingConfig(AppConfig):
    name = "colletta.theming"
    label = "theming"
