"""Addresses of the national portal, the operator's console and Stripe's webhook."""

from django.urls import URLPattern, URLResolver, include, path

from colletta import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("colletta.theming.urls")),
    path("", include("apps.showcase.urls")),
    path("webhooks/", include("apps.webhooks.urls")),
    path("operatore/", include("tenants.onboarding.urls")),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
]

handler400 = "colletta.theming.errors.bad_request"
handler403 = "colletta.theming.errors.permission_denied"
handler404 = "colletta.theming.errors.page_not_found"
handler500 = "colletta.theming.errors.server_error"
