"""Addresses of a city's portal."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("api.urls")),
    path("", include("colletta.theming.urls")),
    path("area/", include("apps.personal.account_urls")),
    path("area/", include("apps.personal.urls")),
    path("gestione/invito/", include("tenants.onboarding.urls_city")),
    path("gestione/", include("apps.backoffice.urls")),
    path("proponenti/", include("apps.proponents.urls")),
    path("", include("apps.pictures.urls")),
    path("", include("apps.personal.message_urls")),
    path("", include("apps.portal.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("posta-demo/", include("colletta.local.mail_pages")))

handler429 = "colletta.theming.errors.too_many_requests"
handler400 = "colletta.theming.errors.bad_request"
handler403 = "colletta.theming.errors.permission_denied"
handler404 = "colletta.theming.errors.page_not_found"
handler500 = "colletta.theming.errors.server_error"
