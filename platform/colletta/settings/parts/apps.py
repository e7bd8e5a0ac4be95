"""Which apps stand in the public schema, in a city's schema, or in both."""

_BOTH = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "apps.people",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
]

_PUBLIC_ONLY = [
    "django_tenants",
    "tenants.registry",
    "tenants.fleet",
    "tenants.onboarding",
    "apps.webhooks",
    "apps.showcase",
]

_CITY_ONLY = [
    "apps.audit",
    "apps.branding",
    "apps.cases",
    "apps.ledger",
    "apps.notifications",
    "apps.districts",
    "apps.feedback",
    "apps.payments",
    "apps.banking",
    "apps.calls",
    "apps.pictures",
    "apps.campaigns",
    "apps.editorial",
    "apps.donations",
    "apps.matching",
    "apps.reconciliation",
    "apps.receipts",
    "apps.community",
    "apps.search",
    "apps.personal",
    "axes",
]

_WITHOUT_TABLES = [
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.socialaccount.providers.openid_connect",
    "colletta",
    "colletta.theming",
    "apps.kernel",
    "apps.transparency",
    "apps.sharing",
    "apps.portal",
    "apps.proponents",
    "apps.backoffice",
    "tenants.rehearsal",
    "api",
    "rest_framework",
    "django_filters",
    "django_htmx",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "django_structlog",
]

SHARED_APPS = [*_PUBLIC_ONLY, *_BOTH, "axes", *_WITHOUT_TABLES]
TENANT_APPS = [*_BOTH, *_CITY_ONLY]
INSTALLED_APPS = list(dict.fromkeys([*SHARED_APPS, *TENANT_APPS]))

TENANT_MODEL = "registry.Tenant"
TENANT_DOMAIN_MODEL = "registry.Domain"
TENANT_LIMIT_SET_CALLS = True
SKIP_PG_EXTRA_VALIDATION = True

ROOT_URLCONF = "colletta.urls_tenant"
PUBLIC_SCHEMA_URLCONF = "colletta.urls_public"
WSGI_APPLICATION = "colletta.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
