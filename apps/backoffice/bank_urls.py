"""Addresses of bank statements in the city's office; their names are the office's."""

from django.urls import path

from apps.backoffice.views import bank, bank_lines, bank_upload

urlpatterns = [
    path("", bank.overview, name="bank"),
    path("enti/<int:organisation_id>/", bank.iban, name="bank_iban"),
    path("prova/<int:account_id>.xml", bank.sample, name="bank_sample"),
    path("carica/", bank_upload.upload, name="bank_upload"),
    path("carica/<int:account_id>/<str:statement_format>/<str:sha256>/", bank_upload.preview, name="bank_preview"),
    path("movimenti/", bank_lines.listing, name="bank_lines"),
    path("movimenti/<int:line_id>/", bank_lines.detail, name="bank_line"),
    path("movimenti/<int:line_id>/abbina/<int:donation_id>/", bank_lines.match, name="bank_match"),
    path("movimenti/<int:line_id>/scarta/", bank_lines.dismiss, name="bank_dismiss"),
    path("movimenti/<int:line_id>/riapri/", bank_lines.reopen, name="bank_reopen"),
    path("movimenti/<int:line_id>/annulla/", bank_lines.undo, name="bank_undo"),
    path("movimenti/<int:line_id>/altra-donazione/", bank_lines.accept_double, name="bank_accept_double"),
    path("movimenti/<int:line_id>/restituisci/", bank_lines.return_double, name="bank_return_double"),
]
