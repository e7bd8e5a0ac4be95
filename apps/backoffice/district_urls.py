"""Addresses of the districts' desk in the city's office; their names are the office's."""

from django.urls import path

from apps.backoffice.views import districts

urlpatterns = [
    path("", districts.overview, name="districts"),
    path("carica/", districts.upload, name="districts_upload"),
    path("carica/<str:sha256>/", districts.preview, name="districts_preview"),
]
