"""Addresses of the calls in the city's office; their names are the office's."""

from django.urls import path

from apps.backoffice.views import calls, calls_acts, calls_publication, calls_rules, calls_title

urlpatterns = [
    path("", calls.listing, name="calls"),
    path("nuovo/", calls.new, name="call_new"),
    path("<int:call_id>/", calls.detail, name="call"),
    path("<int:call_id>/titolo/", calls_title.rename, name="call_title"),
    path("<int:call_id>/atti/nuovo/", calls_acts.new_act, name="call_act"),
    path("<int:call_id>/dotazione/", calls_acts.fund, name="call_fund"),
    path("<int:call_id>/chiusura/", calls_acts.close, name="call_close"),
    path("<int:call_id>/regole/", calls_rules.edit, name="call_rules"),
    path("<int:call_id>/regole/importa/", calls_rules.import_document, name="call_import"),
    path("<int:call_id>/regole/regole.yaml", calls_rules.export, name="call_export"),
    path("<int:call_id>/pubblicazione/", calls_publication.publish, name="call_publish"),
    path("<int:call_id>/rettifica/", calls_publication.rectify, name="call_rectify"),
]
