"""Addresses of a city's portal."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("api.urls")),
    path("", include("colletta.theming.urls")),
    path("gestione/invito/", include("tenants.onboarding.urls_city")),
    path("gestione/", include("apps.backoffice.urls")),
    path("", include("apps.portal.urls")),
]

handler403 = "colletta.theming.errors.permission_denied"
handler404 = "colletta.theming.errors.page_not_found"
handler500 = "colletta.theming.errors.server_error"
