"""Celery: the broker carries nudges only; what is owed stands in the database (see tenants.registry's agenda)."""

from colletta import env

CELERY_BROKER_URL = env.redis_url()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 4
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_TENANT_CACHE_SECONDS = 30
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 1800,
    "unacked_restore_throttle": 1,
    "unacked_restore_interval": 5,
    "socket_keepalive": True,
}
AGENDA_TICK_SECONDS = 5
AGENDA_LEASE_SECONDS = 60
