"""Structured logs with city and request id; Sentry with the city as a tag and no personal data."""

import logging

from colletta import env
from colletta.observability import logs

logs.start()
LOGGING = logs.json_lines()
DJANGO_STRUCTLOG_USER_ID_FIELD = None
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_CELERY_TASK_START_LOG_LEVEL = logging.DEBUG

if env.sentry_dsn():
    from colletta.observability import sentry

    sentry.start(env.sentry_dsn(), environment=env.sentry_environment())
