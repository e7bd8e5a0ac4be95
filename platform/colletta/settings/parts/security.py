"""Middleware order, content security policy, cookies and proxies."""

from colletta import env

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "colletta.delivery.CompressionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "colletta.delivery.CacheRulesMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "colletta.observability.middleware.RequestLogMiddleware",
    "tenants.registry.middleware.TenantMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "colletta.language.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "colletta.theming.preview.PreviewMiddleware",
    "colletta.theming.middleware.RefusalMiddleware",
    "colletta.theming.middleware.FrameMiddleware",
]
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.allowed_hosts()  # which tenant answers, if any, is decided by the domain table
TRUSTED_PROXIES = env.trusted_proxies()
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'", "data:"],
        "form-action": ["'self'", env.stripe_checkout_origin()],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
