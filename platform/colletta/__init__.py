"""The Django project: settings, urls, Celery, theming and the local runtime. Owns composition only, no domain rule."""
