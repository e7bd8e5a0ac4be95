"""Making and migrating the cities' schemas: under which role, for which role, and how many are kept ready."""

from urllib.parse import urlsplit

from colletta import env

FLEET_OWNER_URL = env.database_url("owner")
FLEET_SERVING_ROLE = str(urlsplit(env.database_url("app")).username)
FLEET_SPARES = 2
FLEET_PUBLIC_HOST = env.base_host()
