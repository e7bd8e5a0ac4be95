"""Addresses of gifts received by hand in the city's office; their names are the office's."""

from django.urls import path

from apps.backoffice.views import offline

urlpatterns = [
    path("", offline.listing, name="offline"),
    path("nuova/", offline.record, name="offline_record"),
    path("<int:donation_id>/", offline.detail, name="offline_gift"),
    path("<int:donation_id>/prova/", offline.evidence, name="offline_evidence"),
    path("<int:donation_id>/conferma/", offline.confirm, name="offline_confirm"),
    path("<int:donation_id>/rifiuta/", offline.refuse, name="offline_refuse"),
]
