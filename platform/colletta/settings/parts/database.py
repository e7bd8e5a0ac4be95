"""PostgreSQL and the cache, both aware of the city."""

from colletta import env

DATABASES = {
    "default": {
        **env._env.db_url_config(env.database_url()),
        "ENGINE": "django_tenants.postgresql_backend",
        "CONN_MAX_AGE": env.connection_max_age(),
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"},
    }
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]

_CACHE = {
    "LOCATION": env.redis_url(),
    "KEY_FUNCTION": "django_tenants.cache.make_key",
    "OPTIONS": {"socket_connect_timeout": 0.25, "socket_timeout": 0.25},
}
CACHES = {
    "default": {**_CACHE, "BACKEND": "apps.kernel.counters.CountersCache"},  # libraries count their limits in this one
    "shelf": {**_CACHE, "BACKEND": "django.core.cache.backends.redis.RedisCache"},
}
KEEP_ANSWERS = env.keep_answers()
