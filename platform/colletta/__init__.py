"""The Django project: settings, urls, Celery, theming and the local runtime. Owns composition only, no domain rule."""

from colletta.celery import app as celery_app

__all__ = ["celery_app"]
