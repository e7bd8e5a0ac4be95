"""Django's name for the project package."""

from django.apps import AppConfig


class CollettaConfig(AppConfig):
    """Makes the Celery application the current one wherever Django runs, so that jobs go to our broker."""

    name = "colletta"

    def ready(self) -> None:
        """Load the Celery application; not at import, so that the local processes stay light."""
        import colletta.celery  # noqa: F401
