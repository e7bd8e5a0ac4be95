"""Addresses of the design system, the same on every host."""

from django.conf import settings
from django.urls import URLPattern, path, re_path

from colletta.theming import views

app_name = "theming"
urlpatterns: list[URLPattern] = [
    path("brand.css", views.brand_sheet, name="brand_sheet"),
    path("stemma.svg", views.coat_of_arms, name="coat_of_arms"),
    re_path(r"^aspetto/(?P<sha256>[0-9a-f]{64})$", views.picture, name="picture"),
]
if settings.DEMO:
    urlpatterns.append(path("stile/", views.style_page, name="style_page"))
