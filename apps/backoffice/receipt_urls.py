"""Addresses of the receipts in the city's office; their names are the office's."""

from django.urls import path

from apps.backoffice.views import receipt_flow, receipt_settings, receipts

urlpatterns = [
    path("", receipts.listing, name="receipts"),
    path("mancanti/", receipts.missing, name="receipts_missing"),
    path("<int:receipt_id>/", receipts.detail, name="receipt"),
    path("<int:receipt_id>/ricevuta.pdf", receipts.document, name="receipt_pdf"),
    path("<int:receipt_id>/annulla/", receipts.cancel, name="receipt_cancel"),
    path("<int:receipt_id>/sostituisci/", receipts.replace, name="receipt_replace"),
    path("testi/", receipt_settings.texts, name="receipt_texts"),
    path("testi/<str:regime>/", receipt_settings.text, name="receipt_text"),
    path("testi/<str:regime>/anteprima.pdf", receipt_settings.preview, name="receipt_preview"),
    path("campagne/", receipt_settings.regimes, name="receipt_regimes"),
    path("campagne/<int:campaign_id>/", receipt_settings.regime, name="receipt_regime"),
    path("enti/<int:organisation_id>/", receipt_settings.issuer, name="receipt_issuer"),
    path("agenzia/", receipt_flow.flow, name="receipt_flow"),
    path("agenzia/flusso.csv", receipt_flow.flow_csv, name="receipt_flow_csv"),
]
